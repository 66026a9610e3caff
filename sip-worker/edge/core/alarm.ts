/** One timer for one machine: set to the machine's deadline after every input. */
import type { Clock } from "../../runtime/clock.ts";

/** Node fires longer ones at once; the machine is asked early instead and set again. */
const longestTimeoutMs = 2 ** 31 - 1;

export class Alarm {
  readonly #clock: Clock;
  readonly #fire: () => void;
  #timer: NodeJS.Timeout | null = null;
  #at: number | null = null;

  constructor(clock: Clock, fire: () => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** Monotonic milliseconds; null stops it. Node's timers may fire a little early: the machine then does nothing and is set again. */
  set(at: number | null): void {
    if (at === this.#at) return;
    this.stop();
    if (at === null) return;
    this.#at = at;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#at = null;
        this.#fire();
      },
      Math.min(Math.max(0, Math.ceil(at - this.#clock.now())), longestTimeoutMs),
    );
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#at = null;
  }
}
