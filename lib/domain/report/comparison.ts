/** What a period is compared with, and how a figure has changed since. */
import type { ReportFigures } from "./figures.ts";
import { addDays, type LocalDate } from "./local-date.ts";
import { countDays, type Days } from "./period.ts";

/**
 * A day with the same weekday of the week before, a calendar month with the month before, any other days with as many before them. Null:
 * the period is not over, so nothing can be said of it yet.
 */
export function daysBefore({ from, to }: Days, today: LocalDate): Days | null {
  if (to >= today) return null;
  if (from === to) return { from: addDays(from, -7), to: addDays(to, -7) };
  const last = addDays(from, -1);
  if (isCalendarMonth({ from, to })) return { from: `${last.slice(0, 8)}01`, to: last };
  return { from: addDays(from, -countDays({ from, to })), to: last };
}

const isCalendarMonth = ({ from, to }: Days) =>
  from.endsWith("-01") && from.slice(0, 7) === to.slice(0, 7) && addDays(to, 1).endsWith("-01");

export interface Change {
  way: "more" | "less" | "same";
  /** Percent of what it was, or percentage points; whole. */
  by: number;
}

/** Null: there was nothing before. */
export function changeOf(now: number, before: number): Change | null {
  return before === 0 ? null : wayOf(Math.round((100 * (now - before)) / before));
}

/** Of shares of a hundred: in percentage points. */
export const changeOfShare = (now: number, before: number): Change => wayOf(Math.round(now) - Math.round(before));

function wayOf(by: number): Change {
  if (by === 0) return { way: "same", by: 0 };
  return { way: by > 0 ? "more" : "less", by: Math.abs(by) };
}

export const hasCalls = ({ offered, handled, callbackAttempts }: ReportFigures): boolean => offered + handled + callbackAttempts > 0;
