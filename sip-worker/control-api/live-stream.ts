/** The live view of one organisation as a stream: a snapshot, then what differs, numbered without gaps. */
import { isDeepStrictEqual } from "node:util";
import type { LiveChange, LiveChangePart, LiveSnapshot } from "../../lib/domain/live.ts";

/** Changes within this time are told together: a burst of events is one picture for the eye. */
const gatherMs = 50;
/** A big house takes longer to look at, and is looked at less often: calls have at least nine tenths of the worker's time. */
const restPerMs = 9;
const longestGatherMs = 400;

export interface LiveSource {
  /** What has not changed since the last one is best the same object: it is then not compared. */
  snapshot(sequence: number): LiveSnapshot;
}
export interface LiveSubscriber {
  snapshot(snapshot: LiveSnapshot): void;
  change(change: LiveChange): void;
}

export class LiveStream {
  readonly #source: LiveSource;
  readonly #subscribers = new Set<LiveSubscriber>();
  #last: LiveSnapshot | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What the last look took. */
  #costMs = 0;

  constructor(source: LiveSource) {
    this.#source = source;
  }

  /** The view may have changed. Costs nothing while nobody looks. */
  changed(): void {
    if (this.#subscribers.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const begin = performance.now();
      this.#tell();
      this.#costMs = performance.now() - begin;
    }, this.#gatherMs);
  }

  get #gatherMs(): number {
    return Math.min(Math.max(gatherMs, this.#costMs * restPerMs), longestGatherMs);
  }

  /** Returns the function that ends the subscription. */
  subscribe(subscriber: LiveSubscriber): () => void {
    if (this.#last && this.#subscribers.size > 0) this.#tell();
    this.#last = this.#subscribers.size > 0 && this.#last ? this.#last : this.#source.snapshot((this.#last?.sequence ?? 0) + 1);
    this.#subscribers.add(subscriber);
    subscriber.snapshot(this.#last);
    return () => {
      this.#subscribers.delete(subscriber);
    };
  }

  /** As it is now, for whoever does not follow. */
  now(): LiveSnapshot {
    return this.#source.snapshot(0);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #tell(): void {
    if (!this.#last) return;
    const next = this.#source.snapshot(this.#last.sequence + 1);
    const parts = difference(this.#last, next);
    if (parts.length === 0) return;
    this.#last = next;
    for (const subscriber of this.#subscribers) tell(subscriber, { sequence: next.sequence, at: next.at, parts });
  }
}

/** A reader whose connection breaks in this moment is told by its own close; the others must not miss the change. */
function tell(subscriber: LiveSubscriber, change: LiveChange): void {
  try {
    subscriber.change(change);
  } catch {
    // Its stream ends by itself.
  }
}

function difference(before: LiveSnapshot, after: LiveSnapshot): LiveChangePart[] {
  return [
    ...changes(
      before.groups,
      after.groups,
      (group) => ({ kind: "group", group }),
      (groupId) => ({ kind: "groupRemoved", groupId }),
    ),
    ...changes(
      before.agents,
      after.agents,
      (agent) => ({ kind: "agent", agent }),
      (userId) => ({ kind: "agentRemoved", userId }),
    ),
    ...changes(
      before.calls,
      after.calls,
      (call) => ({ kind: "call", call }),
      (callId) => ({ kind: "callRemoved", callId }),
    ),
  ];
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
