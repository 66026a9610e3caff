/**
 * The 20 ms beat of all legs: one timer, ten slots 2 ms apart, each leg in the emptiest slot, so that packets leave evenly. Time is
 * monotonic. A stall is caught up by one revolution at most: legs are told the number of the tick, so that after a longer stall their
 * timestamps jump with the time instead of sending a burst.
 */

const slotCount = 10;
const slotMs = 2;
export const tickMs = slotCount * slotMs;

export interface Ticking {
  /** `tick` counts periods of 20 ms since the wheel was made; it may skip after a stall. */
  tick(tick: number, nowMs: number): void;
}

export class TimerWheel {
  readonly #slots: Set<Ticking>[] = Array.from({ length: slotCount }, () => new Set());
  readonly #slotOf = new Map<Ticking, Set<Ticking>>();
  readonly #origin = performance.now();
  /** Slots turned since the origin. */
  #turned = 0;
  #timer: NodeJS.Timeout | null = null;

  /** The tick that goes on now. */
  get currentTick(): number {
    return Math.floor((performance.now() - this.#origin) / tickMs);
  }

  add(leg: Ticking): void {
    const slot = this.#slots.reduce((least, each) => (each.size < least.size ? each : least));
    slot.add(leg);
    this.#slotOf.set(leg, slot);
    if (this.#timer === null) this.#start();
  }

  remove(leg: Ticking): void {
    this.#slotOf.get(leg)?.delete(leg);
    this.#slotOf.delete(leg);
    if (this.#slotOf.size === 0) this.#stop();
  }

  #start(): void {
    this.#turned = Math.ceil((performance.now() - this.#origin) / slotMs);
    this.#schedule();
  }

  #stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    const wait = this.#origin + this.#turned * slotMs - performance.now();
    this.#timer = setTimeout(() => this.#run(), Math.max(0, Math.floor(wait)));
  }

  #run(): void {
    const now = performance.now();
    const due = Math.floor((now - this.#origin) / slotMs);
    // More than one revolution late: whole revolutions are dropped, so that every slot turns once.
    if (due - this.#turned >= slotCount) this.#turned += Math.floor((due - this.#turned) / slotCount) * slotCount;
    for (; this.#turned <= due; this.#turned++) this.#turnSlot(now);
    if (this.#slotOf.size > 0) this.#schedule();
    else this.#timer = null;
  }

  #turnSlot(now: number): void {
    const tick = Math.floor(this.#turned / slotCount);
    for (const leg of this.#slots[this.#turned % slotCount]!) leg.tick(tick, now);
  }
}
