/** What the worker writes of a call as it goes on. Every write can be repeated without harm. */
import type { CallDirection, CallEventKind, CallOutcome } from "./call.ts";

export interface CallArrival {
  id: string;
  organisationId: string;
  groupId: string | null;
  groupName: string;
  dialledNumber: string;
  callerNumber: string | null;
  callerName: string | null;
  direction: CallDirection;
  sipCallId: string;
  arrivedAt: Date;
}

export interface CallProgress {
  queuedAt?: Date;
  /** The place in the queue: whoever has an earlier one is served earlier. */
  queuePlace?: Date;
  answeredAt?: Date;
  answeredById?: string;
  groupId?: string;
  groupName?: string;
  /** By how much the wait that was told was too short, to a second. */
  forecastErrorSeconds?: number;
}

export interface CallEnd {
  endedAt: Date;
  outcome: CallOutcome;
  outcomeReason: string;
  endedBy: string | null;
  waitSeconds: number;
  talkSeconds: number | null;
}

export interface CallEventWrite {
  callId: string;
  sequence: number;
  at: Date;
  kind: CallEventKind;
  userId: string | null;
  detail: Record<string, string | number | boolean | null>;
}

/** A leg that leaves the service and is charged. Written when it is dialled, answered and ended. */
export interface CallLegWrite {
  id: string;
  callId: string;
  kind: "mobile" | "outside";
  number: string;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  billingAccountId: string | null;
}

export type CallWrite =
  | { kind: "arrival"; arrival: CallArrival }
  | { kind: "progress"; callId: string; progress: CallProgress }
  | { kind: "event"; event: CallEventWrite }
  | { kind: "leg"; leg: CallLegWrite }
  | { kind: "end"; callId: string; end: CallEnd }
  /** Of the member who talked last; written after the end. */
  | { kind: "wrapUp"; callId: string; wrapUpSeconds: number };

export interface DayTotals {
  groupId: string;
  offered: number;
  answered: number;
  abandoned: number;
  abandonedLate: number;
  overflowed: number;
  callbackRequested: number;
  answeredInTarget: number;
}
