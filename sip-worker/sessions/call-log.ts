/** The record of one offered call: its timeline in order, and exactly one outcome. */
import { randomUUID } from "node:crypto";
import type { CallDirection, CallEventKind, CallFate, CallOutcome, CallReason } from "../../lib/domain/call.ts";
import type { CallEventWrite } from "../../lib/domain/call-record.ts";
import type { Records } from "../ports/records.ts";
import type { Clock } from "../runtime/clock.ts";

export interface CallLogStart {
  organisationId: string;
  /** Null: no group's call. */
  groupId: string | null;
  groupName: string;
  dialledNumber: string;
  callerNumber: string | null;
  callerName: string | null;
  direction: CallDirection;
  sipCallId: string;
}

export class CallLog {
  readonly id = randomUUID();
  readonly start: CallLogStart;
  readonly arrivedAt: Date;
  queuedAt: Date | null = null;
  answeredAt: Date | null = null;
  outcome: CallOutcome | null = null;
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #begin: number;
  #queued: number | null = null;
  #answered: number | null = null;
  #sequence = 0;

  constructor(records: Records, clock: Clock, start: CallLogStart) {
    this.#records = records;
    this.#clock = clock;
    this.start = start;
    this.#begin = clock.now();
    this.arrivedAt = clock.date();
    records.call({ kind: "arrival", arrival: { id: this.id, ...start, arrivedAt: this.arrivedAt } });
    this.event("arrived", null, { number: start.dialledNumber });
  }

  /** Nothing follows the end: a 200 that is confirmed late belongs to no timeline any more. */
  event(kind: CallEventKind, userId: string | null = null, detail: CallEventWrite["detail"] = {}): void {
    if (this.outcome) return;
    this.#sequence++;
    this.#records.call({
      kind: "event",
      event: { callId: this.id, sequence: this.#sequence, at: this.#clock.date(), kind, userId, detail },
    });
  }

  queued(queuePlace: Date): void {
    this.queuedAt = this.#clock.date();
    this.#queued = this.#clock.now();
    this.#records.call({ kind: "progress", callId: this.id, progress: { queuedAt: this.queuedAt, queuePlace } });
    this.event("queued");
  }

  /** He has another place in the queue than the one that he came to. */
  placed(queuePlace: Date): void {
    this.#records.call({ kind: "progress", callId: this.id, progress: { queuePlace } });
  }

  putFirst(by: string, queuePlace: Date): void {
    this.placed(queuePlace);
    this.event("putFirst", by);
  }

  /** Null: somebody outside. `forecastErrorSeconds`: by how much the spoken wait was too short. */
  answered(userId: string | null, forecastErrorSeconds: number | null = null): void {
    this.answeredAt = this.#clock.date();
    this.#answered = this.#clock.now();
    const progress = {
      answeredAt: this.answeredAt,
      ...(userId !== null && { answeredById: userId }),
      ...(forecastErrorSeconds !== null && { forecastErrorSeconds: Math.round(forecastErrorSeconds) }),
    };
    this.#records.call({ kind: "progress", callId: this.id, progress });
    const waitSeconds = this.waitSeconds();
    this.event("answered", userId, forecastErrorSeconds === null ? { waitSeconds } : { waitSeconds, forecastErrorSeconds });
  }

  /** Only the first end counts. */
  end(outcome: CallOutcome, reason: CallReason, endedBy: "caller" | "member" | "service"): void {
    if (this.outcome) return;
    this.event("ended", null, { outcome, reason, endedBy });
    this.outcome = outcome;
    const talkSeconds = this.#answered === null ? null : Math.round((this.#clock.now() - this.#answered) / 1000);
    this.#records.call({
      kind: "end",
      callId: this.id,
      end: {
        endedAt: this.#clock.date(),
        outcome,
        outcomeReason: reason,
        endedBy,
        waitSeconds: Math.floor(this.waitSeconds()),
        talkSeconds,
      },
    });
  }

  /** Of the member who talked last; it may end long after the call. */
  wrappedUp(seconds: number): void {
    this.#records.call({ kind: "wrapUp", callId: this.id, wrapUpSeconds: Math.round(seconds) });
  }

  /** Whoever hangs up while his request or his message is being stored has not given up, if it was. */
  async endUnlessDecided(fate: Promise<CallFate | null>, ...[outcome, reason, endedBy]: Parameters<CallLog["end"]>): Promise<void> {
    const decided = (await fate) ?? { outcome, reason };
    this.end(decided.outcome, decided.reason, endedBy);
  }

  /** From the queue (or the arrival) to the answer, or to now. */
  waitSeconds(): number {
    return Math.round(((this.#answered ?? this.#clock.now()) - (this.#queued ?? this.#begin)) / 10) / 100;
  }
}
