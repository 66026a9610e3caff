/** The live view of one organisation as a stream: a snapshot, then what differs, numbered without gaps. */
import { isDeepStrictEqual } from "node:util";
import type { LiveChange, LiveChangePart, LiveSnapshot } from "../../lib/domain/live.ts";

/** Changes within this time are told together: a burst of events is one picture for the eye. */
const gatherMs = 50;
/** A big house takes longer to look at, and is looked at less often: calls have at least nine tenths of the worker's time. */
const restPerMs = 9;
const longestGatherMs = 400;
/** For so long a look keeps calls waiting; then it goes on behind what has come meanwhile. */
const sliceMs = 1;
const partsAtOnce = 100;

export interface LiveSource {
  /** May be interrupted at each `yield`. What has not changed since the last one is best the same object: it is then not compared. */
  look(sequence: number): Generator<undefined, LiveSnapshot>;
}
export interface LiveSubscriber {
  snapshot(snapshot: LiveSnapshot): void;
  change(change: LiveChange): void;
  /** Nothing more is told here: the organisation is served by another worker, or anew. */
  ended?(): void;
}

export class LiveStream {
  readonly #source: LiveSource;
  readonly #subscribers = new Set<LiveSubscriber>();
  #last: LiveSnapshot | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What is being looked at and told. */
  #telling: Generator<undefined, void> | null = null;
  /** Something has changed meanwhile. */
  #again = false;
  /** Of the present look or the last. */
  #costMs = 0;

  constructor(source: LiveSource) {
    this.#source = source;
  }

  /** The view may have changed. Costs nothing while nobody looks. */
  changed(): void {
    if (this.#subscribers.size === 0) return;
    // A look is never hurried: a house that changes all the time would be looked at without a pause.
    if (this.#telling) this.#again = true;
    else this.#timer ??= setTimeout(() => this.#begin(), this.#gatherMs);
  }

  #begin(): void {
    this.#timer = null;
    this.#costMs = 0;
    this.#telling = this.#tell();
    this.#goOn();
  }

  get #gatherMs(): number {
    return Math.min(Math.max(gatherMs, this.#costMs * restPerMs), longestGatherMs);
  }

  /** Returns the function that ends the subscription. */
  subscribe(subscriber: LiveSubscriber): () => void {
    if (this.#last && this.#subscribers.size > 0) this.#tellNow();
    this.#last = this.#subscribers.size > 0 && this.#last ? this.#last : whole(this.#source.look((this.#last?.sequence ?? 0) + 1));
    this.#subscribers.add(subscriber);
    subscriber.snapshot(this.#last);
    return () => {
      this.#subscribers.delete(subscriber);
      // What was seen for those who have gone is not told to whoever comes next: he begins with a newer one.
      if (this.#subscribers.size === 0) this.stop();
    };
  }

  /** As it is now, for whoever does not follow. */
  now(): LiveSnapshot {
    return whole(this.#source.look(0));
  }

  /** Whoever follows it looks for another. */
  end(): void {
    for (const subscriber of [...this.#subscribers]) subscriber.ended?.();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#telling = null;
    this.#again = false;
  }

  #tellNow(): void {
    if (this.#telling) whole(this.#telling);
    this.#telling = null;
    this.#again = false;
    whole(this.#tell());
  }

  #goOn(): void {
    if (!this.#telling) return;
    const begin = performance.now();
    let done = false;
    while (!done && performance.now() - begin < sliceMs) done = this.#telling.next().done === true;
    this.#costMs += performance.now() - begin;
    if (done) this.#toldAll();
    else setImmediate(() => this.#goOn());
  }

  #toldAll(): void {
    this.#telling = null;
    if (!this.#again) return;
    this.#again = false;
    this.changed();
  }

  *#tell(): Generator<undefined, void> {
    if (!this.#last) return;
    const next = yield* this.#source.look(this.#last.sequence + 1);
    const parts = yield* difference(this.#last, next);
    const { sequence } = this.#last;
    // Who comes in the middle of it begins with what the last of the changes leads to.
    const changes = slicesOf(parts).map((slice, index) => ({ sequence: sequence + 1 + index, at: next.at, parts: slice }));
    if (changes.length === 0) return;
    this.#last = { ...next, sequence: sequence + changes.length };
    for (const change of changes) {
      for (const subscriber of this.#subscribers) tell(subscriber, change);
      yield;
    }
  }
}

/** Without interruption. */
function whole<Result>(work: Generator<undefined, Result>): Result {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

const slicesOf = (parts: LiveChangePart[]): LiveChangePart[][] =>
  Array.from({ length: Math.ceil(parts.length / partsAtOnce) }, (_, n) => parts.slice(n * partsAtOnce, (n + 1) * partsAtOnce));

/** A reader whose connection breaks in this moment is told by its own close; the others must not miss the change. */
function tell(subscriber: LiveSubscriber, change: LiveChange): void {
  try {
    subscriber.change(change);
  } catch {
    // Its stream ends by itself.
  }
}

function* difference(before: LiveSnapshot, after: LiveSnapshot): Generator<undefined, LiveChangePart[]> {
  const groups = changes(
    before.groups,
    after.groups,
    (group) => ({ kind: "group", group }),
    (groupId) => ({ kind: "groupRemoved", groupId }),
  );
  yield;
  const agents = changes(
    before.agents,
    after.agents,
    (agent) => ({ kind: "agent", agent }),
    (userId) => ({ kind: "agentRemoved", userId }),
  );
  yield;
  const calls = changes(
    before.calls,
    after.calls,
    (call) => ({ kind: "call", call }),
    (callId) => ({ kind: "callRemoved", callId }),
  );
  yield;
  return [...groups, ...agents, ...calls];
}

function changes<T>(
  before: Record<string, T>,
  after: Record<string, T>,
  put: (item: T) => LiveChangePart,
  removed: (key: string) => LiveChangePart,
): LiveChangePart[] {
  const changed = Object.entries(after).filter(([key, item]) => before[key] !== item && !isDeepStrictEqual(before[key], item));
  const gone = Object.keys(before).filter((key) => !(key in after));
  return [...changed.map(([, item]) => put(item)), ...gone.map(removed)];
}
