/**
 * For tests: eight hours of callers and members in a {@link VirtualHouse}, from one seed. Members answer, decline, let it ring; callers
 * give up, ask to be called back, are full or too late. What was written of the calls is for the test to judge.
 */
import { vi } from "vitest";
import { Random } from "../../../lib/distribution/simulation/random.ts";
import { offer } from "./callback-scene.ts";
import type { FakeMediaLeg } from "./fake-media.ts";
import type { FakeRing } from "./fake-signaling.ts";
import { type GroupSketch, settle, VirtualHouse } from "./virtual-house.ts";

export const dayGroups: GroupSketch[] = [
  {
    name: "a",
    members: ["anna", "mikko"],
    settings: { wrapUpSeconds: 20 },
    queue: { maxWaiting: 3, maxWaitSeconds: 240 },
    announcements: { playRingback: false, announceWait: true, progressAnnouncementId: null, progressIntervalSeconds: 30 },
    callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 1, callbackAttempts: 2 },
  },
  { name: "b", members: ["mikko", "sanna"], queue: { maxAttempts: 2 }, announcements: { playRingback: false } },
];

const hours = 8;
const meanSecondsBetweenCalls = 45;

export class VirtualDay {
  readonly house = new VirtualHouse(dayGroups);
  readonly #random: Random;
  #callers = 0;
  #ends = false;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.house.signaling.ringing = (ring) => this.#onRing(ring);
    this.house.media.heard = (leg, what) => this.#onHeard(leg, what);
  }

  async live(): Promise<void> {
    this.#arrive();
    await this.house.pass(hours * 3600);
    this.#ends = true;
    for (const caller of this.house.callers) caller.leave();
    await this.house.pass(3600);
  }

  #after(meanSeconds: number, act: () => void): void {
    setTimeout(act, this.#random.exponential(meanSeconds) * 1000);
  }

  #arrive(): void {
    if (this.#ends) return;
    const number = this.#random.chance(0.1) ? null : `04${String(50_000_000 + this.#callers++).slice(-8)}`;
    void this.house.call(this.#random.pick(["a", "a", "b"]), { number }).then((caller) => this.#after(150, () => caller.leave()));
    this.#after(meanSecondsBetweenCalls, () => this.#arrive());
  }

  /** A member's phone, or that of a customer who is called back. */
  #onRing(ring: FakeRing): void {
    const luck = this.#random.next();
    if (luck < 0.1) return;
    this.#after(6, () => {
      if (luck < 0.15) ring.refuse("declined");
      else if (luck < 0.2) ring.refuse("busy");
      else this.#pickUp(ring);
    });
  }

  #pickUp(ring: FakeRing): void {
    const leg = ring.pickUp();
    if (leg) this.#after(90, () => leg.hangUp());
  }

  /** Announcements end by themselves; an offer is taken by every third. */
  #onHeard(leg: FakeMediaLeg, what: string): void {
    if (what.includes(offer) && this.#random.chance(0.33)) setTimeout(() => leg.press("1"), 2000);
    setTimeout(() => leg.hears === what && leg.playedOut(), 5000);
  }
}

export async function virtualDay(seed: number, begin: Date): Promise<VirtualHouse> {
  vi.useFakeTimers({ now: begin });
  try {
    const day = new VirtualDay(seed);
    await day.live();
    await settle();
    return day.house;
  } finally {
    vi.useRealTimers();
  }
}
