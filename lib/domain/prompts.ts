/**
 * The system's own spoken prompts: a closed list of recordings per language, and how sentences with numbers are put together from
 * them. Whole sentences where a number changes the sentence (Finnish essive), a beginning and an end where it does not. The words are
 * in `prompt-texts.ts`; the recordings are made from them.
 */

export const promptLanguages = ["fi", "sv", "en"] as const;
export type PromptLanguage = (typeof promptLanguages)[number];

/** Places beyond this are not told. */
export const lastSpokenPosition = 20;
/** Longer waits are told as "more than an hour". */
export const lastSpokenMinutes = 60;

const sentences = [
  "queue.entry",
  "queue.progress",
  "queue.next",
  "queue.waitShort",
  "queue.waitLong",
  "callback.offer",
  "callback.askNumber",
  "callback.confirmed",
  "callback.notPossible",
  "callback.unavailable",
  "callback.exists",
  "callback.greeting",
  "callback.handler",
  "group.closed",
  "group.full",
  "group.noAgents",
  "menu.invalid",
  "message.greeting",
  "message.notice",
  "message.thanks",
  "message.nothing",
  "message.unavailable",
  "agent.loggedIn",
  "agent.loggedOut",
  "agent.paused",
  "agent.resumed",
  "agent.wrapUp",
  "agent.wrapUpExtended",
  "agent.wrapUpFinished",
  "agent.noWrapUp",
  "agent.free",
  "agent.presence",
  "agent.notMember",
  "agent.unknownCode",
] as const;

/** Beginnings and ends of sentences: never played alone. */
const fragments = ["queue.wait", "callback.readBack", "callback.readBackChoice"] as const;

/** Keys of a telephone number; `.end` is the same key as the last of a group, followed by a short pause. */
const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "plus"] as const;
type SpokenDigit = (typeof digits)[number];

export type PromptId =
  | (typeof sentences)[number]
  | (typeof fragments)[number]
  /** 1 to {@link lastSpokenPosition}: the whole sentence. */
  | `queue.position.${number}`
  /** 1 to {@link lastSpokenMinutes}: the end of the sentence that `queue.wait` begins. */
  | `minutes.${number}`
  | `digit.${SpokenDigit}`
  | `digit.${SpokenDigit}.end`;

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Every recording that exists in each language. */
export const promptIds: readonly PromptId[] = [
  ...sentences,
  ...fragments,
  ...oneTo(lastSpokenPosition).map((position): PromptId => `queue.position.${position}`),
  ...oneTo(lastSpokenMinutes).map((minutes): PromptId => `minutes.${minutes}`),
  ...digits.flatMap((digit): PromptId[] => [`digit.${digit}`, `digit.${digit}.end`]),
];

/** Parts of sentences, which follow each other without the pause that begins a sentence. */
export function isPart(id: PromptId): boolean {
  return id.startsWith("minutes.") || id.startsWith("digit.") || id === "callback.readBackChoice";
}

/**
 * "You are third in the queue"; empty beyond the last place that is told, or for no place at all.
 * The parts are the same in all three languages so far; the language is asked for so that callers need not know that.
 */
export function positionPrompt(_language: PromptLanguage, position: number): PromptId[] {
  if (!Number.isInteger(position) || position < 1 || position > lastSpokenPosition) return [];
  return position === 1 ? ["queue.next"] : [`queue.position.${position}`];
}

/** "The estimated waiting time is about two minutes", to the nearest minute; empty when there is no estimate. */
export function waitPrompt(_language: PromptLanguage, seconds: number): PromptId[] {
  if (!Number.isFinite(seconds) || seconds < 0) return [];
  if (seconds < 60) return ["queue.waitShort"];
  const minutes = Math.round(seconds / 60);
  return minutes > lastSpokenMinutes ? ["queue.waitLong"] : ["queue.wait", `minutes.${minutes}`];
}

/** The keys of a telephone number one by one, in groups as they are written: 045 123 4567. Other characters are left out. */
export function digitsPrompt(_language: PromptLanguage, number: string): PromptId[] {
  const spoken = [...number].flatMap((character) => spokenDigit(character) ?? []);
  const ends = groupEnds(spoken.length, spoken[0] === "plus");
  return spoken.map((digit, index): PromptId => (ends.has(index) ? `digit.${digit}.end` : `digit.${digit}`));
}

/** "We will call 045 123 4567. If this is correct, press one. To change it, press two." */
export function readBackPrompt(language: PromptLanguage, number: string): PromptId[] {
  return ["callback.readBack", ...digitsPrompt(language, number), "callback.readBackChoice"];
}

function spokenDigit(character: string): SpokenDigit | null {
  const digit = character === "+" ? "plus" : character;
  return digits.find((known) => known === digit) ?? null;
}

/** Groups of three; one key alone at the end joins the group before it. With a country code (+358) the plus belongs to the first group. */
function groupEnds(count: number, withPlus: boolean): Set<number> {
  const ends = new Set<number>([count - 1]);
  for (let end = withPlus ? 3 : 2; end < count - 2; end += 3) ends.add(end);
  return ends;
}
