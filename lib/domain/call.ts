/** What is written of a call (product.md, "Behaviour" 7; portal.md, "Calls and reports"). */

/** Every offered call ends in exactly one. */
export type CallOutcome = "answered" | "abandoned" | "overflowed" | "closed" | "callbackRequested" | "failed";
export type CallDirection = "incoming" | "outgoing" | "internal";

/** Why a call ended as it did, or why it left the queue. */
export type CallReason =
  | "callerHungUp"
  | "memberHungUp"
  | "noAgents"
  | "full"
  | "attempts"
  | "maxWait"
  /** A supervisor let the caller go on in another group. */
  | "movedByHand"
  | "outsideHours"
  | "exception"
  | "holiday"
  | "manual"
  | "emergency"
  | "groupDeleted"
  | "callbackRequested"
  | "callbackExpired"
  | "callbackCancelled"
  /** The one who asked to be called back called again himself. */
  | "calledAgain"
  /** Nobody said that the customer himself had answered. */
  | "voicemail"
  | "busy"
  | "declined"
  | "noAnswer"
  | "unreachable"
  | "numberBarred"
  | "noTrunk"
  | "noCommonCodec"
  | "mediaTimeout"
  | "noPorts"
  | "workerStopped"
  | "internalError";

export interface CallFate {
  outcome: CallOutcome;
  reason: CallReason;
}

export type CallEventKind =
  | "arrived"
  | "answeredByService"
  | "queued"
  /** By a supervisor, before everyone of his group. */
  | "putFirst"
  | "announcementStarted"
  | "ringing"
  | "ringEnded"
  | "answered"
  | "overflowed"
  | "transferred"
  /** Of what the caller says, in a message box; he has been told. */
  | "recordingStarted"
  | "messageLeft"
  | "ended"
  | "wrapUpEnded";

/** How the ring of one member ended. */
export type RingResult =
  | "answered"
  | "timeout"
  | "busy"
  | "declined"
  | "unreachable"
  | "failed"
  | "callerLeft"
  | "answeredElsewhere"
  | "queueLeft";

export interface CallEventRecord {
  sequence: number;
  /** ISO 8601 */
  at: string;
  kind: CallEventKind;
  userId: string | null;
  userName: string | null;
  /** Small and flat: reasons, announcement names, destinations. */
  detail: Record<string, string | number | boolean | null>;
}

/** A leg that left the service, for the bill. */
export interface CallLegRecord {
  kind: string;
  number: string;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  billingAccountId: string | null;
}

export interface CallRecord {
  id: string;
  groupId: string | null;
  groupName: string;
  dialledNumber: string;
  callerNumber: string | null;
  callerName: string | null;
  direction: CallDirection;
  arrivedAt: string;
  queuedAt: string | null;
  answeredAt: string | null;
  endedAt: string | null;
  answeredBy: { id: string; name: string } | null;
  outcome: CallOutcome | null;
  outcomeReason: string | null;
  endedBy: string | null;
  waitSeconds: number | null;
  talkSeconds: number | null;
  wrapUpSeconds: number | null;
  /** By how much the wait that was told was too short; null: none was told. */
  forecastErrorSeconds: number | null;
}
