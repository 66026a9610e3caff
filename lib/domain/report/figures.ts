/**
 * The figures of a report. Those that count calls are named here once: a report counts by the name, and the call log lists by the same
 * name, so a figure and the calls behind it cannot differ (lib/db/call-selection.ts says in SQL which calls each counts).
 */

export const countedFigures = [
  /** Calls to a group that have ended; callback attempts are none of them. */
  "offered",
  "answered",
  "answeredInTarget",
  "abandoned",
  "abandonedShort",
  "abandonedLate",
  "overflowed",
  "closed",
  "callbackRequested",
  "failed",
  /** Calls that left a callback request behind, by what became of it. */
  "callbacksAsked",
  "callbacksReached",
  "callbacksUnreached",
  "callbacksCancelled",
  "callbacksOpen",
  /** Dials of the service to customers. */
  "callbackAttempts",
  /** Conversations of members: with callers and with customers who were called back. */
  "handled",
  /** Answered calls that were told an estimated wait. */
  "estimated",
] as const;
export type CountedFigure = (typeof countedFigures)[number];

export interface ReportFigures extends Record<CountedFigure, number> {
  /** Of answered calls; null when there was none. */
  meanWaitSeconds: number | null;
  /** Nine of ten answered callers waited at most this. */
  wait90Seconds: number | null;
  longestWaitSeconds: number | null;
  /** All conversations together. */
  talkSeconds: number;
  wrapUpSeconds: number;
  /** How far the told waits were from the real ones, on average, either way. */
  meanEstimateErrorSeconds: number | null;
}

/** Outcomes that every offered call is divided into. */
export const outcomeFigures = [
  "answered",
  "abandoned",
  "overflowed",
  "callbackRequested",
  "closed",
  "failed",
] as const satisfies CountedFigure[];

/** Answered within the target / (answered + abandoned after the short-abandon limit), 0-100; null when nobody counts. */
export function serviceLevel({
  answered,
  answeredInTarget,
  abandonedLate,
}: Pick<ReportFigures, "answered" | "answeredInTarget" | "abandonedLate">) {
  const counted = answered + abandonedLate;
  return counted === 0 ? null : (100 * answeredInTarget) / counted;
}

/** Talk and wrap-up of one conversation, on average. */
export function meanHandleSeconds({
  handled,
  talkSeconds,
  wrapUpSeconds,
}: Pick<ReportFigures, "handled" | "talkSeconds" | "wrapUpSeconds">) {
  return handled === 0 ? null : (talkSeconds + wrapUpSeconds) / handled;
}

/** 0-100; null when there is nothing to divide. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);

export const noFigures: ReportFigures = {
  ...(Object.fromEntries(countedFigures.map((figure) => [figure, 0])) as Record<CountedFigure, number>),
  meanWaitSeconds: null,
  wait90Seconds: null,
  longestWaitSeconds: null,
  talkSeconds: 0,
  wrapUpSeconds: 0,
  meanEstimateErrorSeconds: null,
};
