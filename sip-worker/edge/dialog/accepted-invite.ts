/** A 2xx to INVITE is repeated end to end until its ACK, at T1 doubling to T2, for 64*T1 (RFC 3261 13.3.1.4). Sans-IO. */
import type { TimerValues } from "../transaction/timers.ts";

export type AcceptedInviteOutput = "resend" | "ackTimeout";

export class AcceptedInvite {
  #interval: number;
  #resendAt: number;
  readonly #endAt: number;
  readonly #timers: TimerValues;
  acknowledged = false;
  #ended = false;

  constructor(timers: TimerValues, now: number) {
    this.#timers = timers;
    this.#interval = timers.t1;
    this.#resendAt = now + timers.t1;
    this.#endAt = now + 64 * timers.t1;
  }

  deadline(): number | null {
    return this.acknowledged || this.#ended ? null : Math.min(this.#resendAt, this.#endAt);
  }

  timerFired(now: number): AcceptedInviteOutput | null {
    if (this.acknowledged || this.#ended) return null;
    if (now >= this.#endAt) {
      this.#ended = true;
      return "ackTimeout";
    }
    if (now < this.#resendAt) return null;
    this.#interval = Math.min(this.#interval * 2, this.#timers.t2);
    this.#resendAt += this.#interval;
    return "resend";
  }
}
