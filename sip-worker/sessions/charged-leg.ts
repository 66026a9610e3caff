/** A leg that leaves the service, as the bill sees it: dialled, answered, ended; written each time, once each. */
import { randomUUID } from "node:crypto";
import type { CallLegWrite } from "../../lib/domain/call-record.ts";
import type { Records } from "../ports/records.ts";
import type { Leg, RingTarget } from "../ports/signaling.ts";
import type { Clock } from "../runtime/clock.ts";

/** On whose record and account the legs of a ring are written. */
export interface Bill {
  callId: string;
  billingAccountId: string | null;
}

export class ChargedLeg {
  readonly #records: Records;
  readonly #clock: Clock;
  #leg: CallLegWrite;

  private constructor(records: Records, clock: Clock, leg: CallLegWrite) {
    this.#records = records;
    this.#clock = clock;
    this.#leg = leg;
    records.call({ kind: "leg", leg });
  }

  /** Null: the target is one of our own phones. */
  static of(records: Records, clock: Clock, target: RingTarget, bill: Bill): ChargedLeg | null {
    if (!target.outside) return null;
    const kind = target.kind === "mobile" ? "mobile" : "outside";
    const { number } = target.outside;
    const times = { startedAt: clock.date(), answeredAt: null, endedAt: null };
    return new ChargedLeg(records, clock, { id: randomUUID(), kind, number, ...bill, ...times });
  }

  /** The answered leg, which from now on ends this one too. */
  answered(leg: Leg): Leg {
    this.#write({ answeredAt: this.#clock.date() });
    return {
      sipCallId: leg.sipCallId,
      onReoffer: (answer) => leg.onReoffer(answer),
      onTransfer: (listener) => leg.onTransfer(listener),
      onKey: (listener) => leg.onKey(listener),
      onEnded: (listener) =>
        leg.onEnded(() => {
          this.ended();
          listener();
        }),
      end: (reason) => {
        this.ended();
        leg.end(reason);
      },
    };
  }

  ended(): void {
    if (!this.#leg.endedAt) this.#write({ endedAt: this.#clock.date() });
  }

  #write(change: Partial<CallLegWrite>): void {
    this.#leg = { ...this.#leg, ...change };
    this.#records.call({ kind: "leg", leg: this.#leg });
  }
}
