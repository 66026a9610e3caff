/** A callback request: somebody who hung up and keeps his place (product.md, "Callback"). */
import type { CallDirection, CallReason } from "./call.ts";
import type { CallbackSettings } from "./group/callback.ts";

/** What one number may ask for in a day, over all groups of the organisation (quality.md, "Fraud"). */
export const requestsPerNumberAndDay = 3;

export interface CallbackRequest {
  id: string;
  groupId: string;
  originCallId: string | null;
  /** As dialled in Finland, or a user's extension. */
  number: string;
  /** The place in the queue. */
  arrivedAt: Date;
  requestedAt: Date;
  expiresAt: Date;
  nextAttemptAt: Date | null;
  /** Dials so far. */
  attempts: number;
}

/** Who waited in a group's queue when his worker died. */
export interface CutOffCaller {
  callId: string;
  groupId: string;
  /** Of a trunk's caller as it came, or a user's extension; null = withheld. */
  number: string | null;
  direction: CallDirection;
  /** The place in the queue. */
  arrivedAt: Date;
}

export type CallbackRequestResult =
  | { kind: "stored" }
  /** The group has an open request for the number already. */
  | { kind: "exists"; request: CallbackRequest }
  | { kind: "refused"; reason: "numberLimit" | "dailyCap" };

export type CallbackState = "waiting" | "reserved" | "ringing" | CallbackEndState | "failed";

/** A request as the portal shows it. */
export interface CallbackRecord {
  id: string;
  groupId: string;
  groupName: string;
  number: string;
  state: CallbackState;
  arrivedAt: string;
  requestedAt: string;
  expiresAt: string;
  /** Null: when its turn comes, or no more. */
  nextAttemptAt: string | null;
  attempts: number;
  attemptsAllowed: number;
  /** Who calls, or called last. */
  memberName: string | null;
  endedAt: string | null;
  /** A {@link CallReason} of this version or an earlier one. */
  endReason: string | null;
}

export type CallbackEndState = "reached" | "unreached" | "expired" | "cancelled";

/** What the worker writes of a request as it goes on. Every write can be repeated without harm. */
export type CallbackWrite =
  /** A dial that did not reach the customer: the request waits again. */
  | { kind: "returned"; callbackId: string; nextAttemptAt: Date }
  | { kind: "attemptEnded"; attemptId: string; endedAt: Date; result: string }
  | { kind: "ended"; callbackId: string; state: CallbackEndState; reason: CallReason; endedAt: Date };

/** 0 in any of the three turns callbacks off. */
export const callbackInUse = ({ callbackEnabled, callbackRingSeconds, callbackAttempts, callbackValidityMinutes }: CallbackSettings) =>
  callbackEnabled && callbackRingSeconds > 0 && callbackAttempts > 0 && callbackValidityMinutes > 0;

export interface OfferSituation {
  /** Minutes since the opening; null = open for longer than can be seen. */
  openMinutes: number | null;
  /** Minutes to the closing, 0 after it; null = none in sight. */
  minutesToClosing: number | null;
  /** Callers on the line in this queue, without the one who would hear the offer. */
  waitingOthers: number;
  /** Of the oldest caller on the line. */
  longestWaitMinutes: number;
  /** Null: not enough data. */
  estimatedWaitMinutes: number | null;
}

/** The gates are AND, the conditions are OR; a condition of 0 is off, and without any there is no offer. */
export function mayOfferCallback(settings: CallbackSettings, situation: OfferSituation): boolean {
  return callbackInUse(settings) && gatesAreOpen(settings, situation) && aConditionHolds(settings, situation);
}

function gatesAreOpen(settings: CallbackSettings, { openMinutes, minutesToClosing }: OfferSituation): boolean {
  const openLongEnough = openMinutes === null || openMinutes >= settings.offerAfterOpenMinutes;
  const soonClosed = minutesToClosing !== null && minutesToClosing <= settings.stopBeforeCloseMinutes;
  return openLongEnough && !soonClosed;
}

function aConditionHolds(settings: CallbackSettings, situation: OfferSituation): boolean {
  const { offerWhenWaitingMoreThan, offerWhenLongestWaitMinutes, offerWhenEstimatedWaitMinutes } = settings;
  return (
    (offerWhenWaitingMoreThan > 0 && situation.waitingOthers > offerWhenWaitingMoreThan) ||
    (offerWhenLongestWaitMinutes > 0 && situation.longestWaitMinutes >= offerWhenLongestWaitMinutes) ||
    (offerWhenEstimatedWaitMinutes > 0 && (situation.estimatedWaitMinutes ?? 0) > offerWhenEstimatedWaitMinutes)
  );
}
