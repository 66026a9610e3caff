/**
 * Whether somebody is at the browser. What a page asks again by itself (lists that are read every few seconds, a stream that comes back) must
 * not keep the session of somebody who has left.
 */

/** The half-hour of the session begins after it. */
const atWorkMs = 60_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

export class Person {
  readonly #now: () => number;
  /** Whoever opened the page is there. */
  #seenAt: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#seenAt = now();
  }

  watch(page: EventTarget): void {
    const seen = () => {
      this.#seenAt = this.#now();
    };
    for (const sign of signs) page.addEventListener(sign, seen, { capture: true, passive: true });
  }

  isAtWork(): boolean {
    return this.#now() - this.#seenAt < atWorkMs;
  }
}

export const person = new Person(() => performance.now());
