/** Members' calls that the queue did not give them: nobody rings a member for the queue while he has one, or is being rung for one. */
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

  /** One line more, until what it returns is called; calling that again does nothing. */
  hold(userId: string): () => void {
    this.#set(userId, 1);
    let held = true;
    return () => {
      if (held) this.#set(userId, -1);
      held = false;
    };
  }

  #set(userId: string, difference: 1 | -1): void {
    const count = (this.#counts.get(userId) ?? 0) + difference;
    if (count > 0) this.#counts.set(userId, count);
    else this.#counts.delete(userId);
    if (count === 1 && difference === 1) this.#post({ type: "ownCallStarted", agentId: userId });
    if (count === 0) this.#post({ type: "ownCallEnded", agentId: userId });
  }
}
