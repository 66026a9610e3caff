/** Members' calls that the queue did not give them: nobody rings a member for the queue while he has one. */
import type { DistributionEvent } from "../../lib/distribution/events.ts";

export class OwnLines {
  readonly #post: (event: DistributionEvent) => void;
  readonly #counts = new Map<string, number>();

  constructor(post: (event: DistributionEvent) => void) {
    this.#post = post;
  }

  isBusy(userId: string): boolean {
    return this.#counts.has(userId);
  }

  /** Each start is followed by one end. */
  set(userId: string, started: boolean): void {
    const count = (this.#counts.get(userId) ?? 0) + (started ? 1 : -1);
    if (count > 0) this.#counts.set(userId, count);
    else this.#counts.delete(userId);
    if (started && count === 1) this.#post({ type: "ownCallStarted", agentId: userId });
    if (!started && count === 0) this.#post({ type: "ownCallEnded", agentId: userId });
  }

  /** A call of the queue is over: his other line goes on. */
  resume(userId: string): void {
    if (this.isBusy(userId)) this.#post({ type: "ownCallStarted", agentId: userId });
  }
}
