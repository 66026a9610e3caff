/**
 * Keys of one party, from its audio (RFC 4733) and from its dialog (SIP INFO). A phone that sends each key both ways presses it once.
 */

import type { Clock } from "../runtime/clock.ts";

/** Both messages of one press arrive within this time. */
const samePressMs = 400;

type Way = "heard" | "told";

export class KeyPresses {
  readonly #clock: Clock;
  readonly #pressed: (key: string) => void;
  #last: { key: string; way: Way; at: number } | null = null;

  constructor(clock: Clock, pressed: (key: string) => void) {
    this.#clock = clock;
    this.#pressed = pressed;
  }

  /** By RFC 4733. */
  heard(key: string): void {
    this.#take(key, "heard");
  }

  /** By SIP INFO. */
  told(key: string): void {
    this.#take(key, "told");
  }

  #take(key: string, way: Way): void {
    const at = this.#clock.now();
    const last = this.#last;
    if (last && last.key === key && last.way !== way && at - last.at < samePressMs) {
      this.#last = null;
      return;
    }
    this.#last = { key, way, at };
    this.#pressed(key);
  }
}
