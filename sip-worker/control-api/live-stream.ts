/** The live view of one organisation as a stream: a snapshot, then what differs, numbered without gaps. */
import { isDeepStrictEqual } from "node:util";
import type { LiveChange, LiveChangePart, LiveSnapshot } from "../../lib/domain/live.ts";
import { type LiveLook, snapshotOf } from "../../lib/domain/live-look.ts";

/** Changes within this time are told together: a burst of events is one picture for the eye. */
const gatherMs = 50;
/** A big house takes longer to look at, and is looked at less often: calls have at least nine tenths of the worker's time. */
const restPerMs = 9;
const longestGatherMs = 400;
/** For so long a look keeps calls waiting; then it lets them pass: a call takes several turns of the event loop. */
const sliceMs = 1;
const pauseMs = 3;
const partsAtOnce = 100;

export interface LiveSource {
  /** May be interrupted at each `yield`. What has not changed since the last one is best the same object: it is then not compared. */
  look(): Generator<undefined, LiveLook>;
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
  #last: { look: LiveLook; sequence: number } | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What is being looked at and told. */
  #telling: Generator<undefined, void> | null = null;
  #pause: NodeJS.Timeout | null = null;
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
    const known = this.#subscribers.size > 0 ? this.#last : null;
    this.#last = known ?? { look: whole(this.#source.look()), sequence: (this.#last?.sequence ?? 0) + 1 };
    this.#subscribers.add(subscriber);
    subscriber.snapshot(snapshotOf(this.#last.look, this.#last.sequence));
    return () => {
      this.#subscribers.delete(subscriber);
      // What was seen for those who have gone is not told to whoever comes next: he begins with a newer one.
      if (this.#subscribers.size === 0) this.stop();
    };
  }

  /** As it is now, for whoever does not follow. */
  now(): LiveSnapshot {
    return snapshotOf(whole(this.#source.look()), 0);
  }

  /** Whoever follows it looks for another. */
  end(): void {
    for (const subscriber of [...this.#subscribers]) subscriber.ended?.();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#endTelling();
  }

  #endTelling(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#pause = null;
    this.#telling = null;
    this.#again = false;
  }

  #tellNow(): void {
    if (this.#telling) whole(this.#telling);
    this.#endTelling();
    whole(this.#tell());
  }

  #goOn(): void {
    if (!this.#telling) return;
    const begin = performance.now();
    let done = false;
    while (!done && performance.now() - begin < sliceMs) done = this.#telling.next().done === true;
    this.#costMs += performance.now() - begin;
    if (done) this.#toldAll();
    else this.#pause = setTimeout(() => this.#goOn(), pauseMs);
  }

  #toldAll(): void {
    this.#telling = null;
    if (!this.#again) return;
    this.#again = false;
    this.changed();
  }

  *#tell(): Generator<undefined, void> {
    if (!this.#last) return;
    const next = yield* this.#source.look();
    const { look, sequence } = this.#last;
    const parts = yield* difference(look, next);
    // Who comes in the middle of it begins with what the last of the changes leads to.
    const changes = slicesOf(parts).map((slice, index) => ({ sequence: sequence + 1 + index, at: next.at, parts: slice }));
    if (changes.length === 0) return;
    this.#last = { look: next, sequence: sequence + changes.length };
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

function* difference(before: LiveLook, after: LiveLook): Generator<undefined, LiveChangePart[]> {
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
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  put: (item: T) => LiveChangePart,
  removed: (key: string) => LiveChangePart,
): LiveChangePart[] {
  const parts: LiveChangePart[] = [];
  for (const [key, item] of after) {
    const known = before.get(key);
    if (known !== item && !isDeepStrictEqual(known, item)) parts.push(put(item));
  }
  for (const key of before.keys()) if (!after.has(key)) parts.push(removed(key));
  return parts;
}
