import type { Clock } from "./clock.ts";

/** setTimeout keeps at most this long; longer waits are taken in steps. */
const longestStepMs = 3_600_000;

/** One timer that is moved to the earliest deadline. A deadline of null stops it. */
export class DeadlineTimer {
  readonly #clock: Clock;
  readonly #fire: () => void;
  #timer: NodeJS.Timeout | null = null;
  #at: number | null = null;

  constructor(clock: Clock, fire: () => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  set(at: number | null): void {
    if (at === this.#at) return;
    this.stop();
    if (at === null) return;
    this.#at = at;
    // A timer may come up to a millisecond early: rounding up keeps `now >= at` true when it fires.
    const wait = Math.ceil(at - this.#clock.now());
    this.#timer = setTimeout(() => this.#onTimer(), Math.min(Math.max(wait, 0), longestStepMs));
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#at = null;
  }

  #onTimer(): void {
    const at = this.#at;
    this.stop();
    if (at !== null && this.#clock.now() < at) this.set(at);
    else this.#fire();
  }
}
