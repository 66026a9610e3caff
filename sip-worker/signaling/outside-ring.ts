/**
 * A call to a number outside, by the organisation's trunks in turn: the next one is asked when one has no room, says that it cannot
 * (502, 503, 504), or is not there. Never after a telephone has rung or something was heard, and never for what the number itself answered.
 *
 * A trunk that says nothing at all would be given up after 32 s (RFC 3261 timer B), when most callers have gone. After some seconds it is
 * asked by OPTIONS whether it is there; if not, the call goes on to the next.
 */
import type { EndReason, OutgoingRing, RingAnswer, RingTarget } from "../ports/signaling.ts";

const silenceMs = 4_000;
const cannot = new Set([408, 502, 503, 504]);

export interface OutsideRingParts {
  /** Trunks that could carry it, in the order to try. */
  routes: RingTarget[];
  /** Null: the trunk has no room. */
  ring(target: RingTarget): OutgoingRing | null;
  /** Whether the trunk answers anything at all. */
  ask(trunkId: string): Promise<boolean>;
  passedOn(target: RingTarget, status: number): void;
}

const noRoom: RingAnswer = { answered: false, result: "unreachable", status: 503 };
const notThere: RingAnswer = { answered: false, result: "unreachable", status: 408 };

export class OutsideRing implements OutgoingRing {
  readonly answer: Promise<RingAnswer>;
  readonly #parts: OutsideRingParts;
  #current: OutgoingRing | null = null;
  #rang = false;
  #cancelled = false;
  #ringing: () => void = () => {};
  #earlyMedia: (sdp: string) => void = () => {};

  constructor(parts: OutsideRingParts) {
    this.#parts = parts;
    this.answer = this.#hunt();
  }

  onRinging(listener: () => void): void {
    this.#ringing = listener;
  }

  onEarlyMedia(listener: (sdp: string) => void): void {
    this.#earlyMedia = listener;
  }

  cancel(reason: EndReason): void {
    this.#cancelled = true;
    this.#current?.cancel(reason);
  }

  async #hunt(): Promise<RingAnswer> {
    let last = noRoom;
    for (const route of this.#parts.routes) {
      if (this.#cancelled) return { answered: false, result: "failed", status: 487 };
      const ring = this.#parts.ring(route);
      if (!ring) continue;
      last = await this.#answerOf(ring, route);
      if (last.answered || this.#rang || !cannot.has(last.status)) return last;
      this.#parts.passedOn(route, last.status);
    }
    return last;
  }

  async #answerOf(ring: OutgoingRing, route: RingTarget): Promise<RingAnswer> {
    this.#current = ring;
    ring.onRinging(() => {
      this.#rang = true;
      this.#ringing();
    });
    ring.onEarlyMedia((sdp) => {
      this.#rang = true;
      this.#earlyMedia(sdp);
    });
    let gone = false;
    const timer = setTimeout(async () => {
      const there = this.#rang || (await this.#parts.ask(route.outside?.trunkId ?? ""));
      if (there || this.#rang || this.#current !== ring) return;
      gone = true;
      ring.cancel("timeout");
    }, silenceMs);
    const answer = await ring.answer;
    clearTimeout(timer);
    this.#current = null;
    return gone && !answer.answered ? notThere : answer;
  }
}
