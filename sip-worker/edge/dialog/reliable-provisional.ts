/** Provisional responses that are repeated until their PRACK (RFC 3262 3), one unacknowledged at a time. Sans-IO. */
import type { SipResponse } from "../message/message.ts";
import type { TimerValues } from "../transaction/timers.ts";

export type ReliableProvisionalOutput = { readonly type: "send"; readonly response: SipResponse } | { readonly type: "prackTimeout" };

interface Outstanding {
  readonly response: SipResponse;
  readonly sequence: number;
  interval: number;
  resendAt: number;
  readonly endAt: number;
}

export class ReliableProvisional {
  #next: number;
  #outstanding: Outstanding | null = null;
  readonly #timers: TimerValues;

  /** `firstSequence`: random, 1 to 2^31-1. */
  constructor(firstSequence: number, timers: TimerValues) {
    this.#next = firstSequence;
    this.#timers = timers;
  }

  get awaitsPrack(): boolean {
    return this.#outstanding !== null;
  }

  /** The number for the RSeq of the response that `sent` will be told about. */
  takeSequence(): number {
    return this.#next++;
  }

  sent(response: SipResponse, sequence: number, now: number): void {
    const { t1 } = this.#timers;
    this.#outstanding = { response, sequence, interval: t1, resendAt: now + t1, endAt: now + 64 * t1 };
  }

  /** True when a RAck `sequence cseq METHOD` names the response that waits. sipp writes the method twice; only numbers count. */
  acknowledge(rack: string, inviteSequence: number): boolean {
    const [sequence, cseq] = rack.split(" ", 2).map(Number);
    if (!this.#outstanding || this.#outstanding.sequence !== sequence || cseq !== inviteSequence) return false;
    this.#outstanding = null;
    return true;
  }

  stop(): void {
    this.#outstanding = null;
  }

  deadline(): number | null {
    return this.#outstanding && Math.min(this.#outstanding.resendAt, this.#outstanding.endAt);
  }

  timerFired(now: number): ReliableProvisionalOutput | null {
    const waiting = this.#outstanding;
    if (!waiting) return null;
    if (now >= waiting.endAt) {
      this.#outstanding = null;
      return { type: "prackTimeout" };
    }
    if (now < waiting.resendAt) return null;
    waiting.interval *= 2;
    waiting.resendAt += waiting.interval;
    return { type: "send", response: waiting.response };
  }
}
