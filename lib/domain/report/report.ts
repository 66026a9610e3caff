/** A report: the figures of a period, divided by something, and for each row the filter that finds its calls. */

import { assertNever } from "../assert-never.ts";
import type { CallFilter } from "../call-filter.ts";
import type { MissedResult } from "../desk.ts";
import type { ReportFigures } from "./figures.ts";
import { addDays, type LocalDate } from "./local-date.ts";
import type { Days } from "./period.ts";

export const divisions = ["hour", "day", "week", "group", "agent", "caller", "origin", "reason"] as const;
export type Division = (typeof divisions)[number];

export interface ReportRow {
  /**
   * Hour: 0-23, or the instant at which it began when the report is of one day; day and week: the (first) date; caller: his number as the
   * call log has it, {@link withheldCaller} of all that told none; else an id or a word.
   */
  key: string;
  /** Of a group or a member; null: said by the key. */
  name: string | null;
  figures: ReportFigures;
  /** Finds the calls of the row in the call log; `figure` is added to it. */
  filter: CallFilter;
  /** Of a member: logged in without pauses; null: nothing is known of that. */
  workedSeconds?: number | null;
  /** Of a member: calls that rang at him and that he did not take, by how the last ring of each ended. */
  misses?: Misses;
  /** Of a caller. */
  caller?: CallerFacts;
}

export interface CallerFacts {
  lastCallAt: string;
  /** Of his offered calls, also of those that nobody answered; null: he was never in a queue. */
  longestWaitSeconds: number | null;
}

/** So many have rows of their own. */
export const callersShown = 100;
/** No number is empty, whatever text a telephone sends for one. */
export const withheldCaller = "";

export type Misses = Partial<Record<MissedResult, number>>;
export const countMisses = (misses: Misses = {}): number => Object.values(misses).reduce((all, calls) => all + calls, 0);

export interface Report {
  days: Days;
  timeZone: string;
  division: Division;
  total: ReportFigures;
  /** Finds the calls of the whole report. */
  filter: CallFilter;
  rows: ReportRow[];
  /** Divided by callers: how many numbers called, with a row or without. */
  numbers?: number;
}

/** The part of the report's calls that a row is of. */
export function filterOfRow(division: Division, key: string, days: Days, whole: CallFilter): CallFilter {
  switch (division) {
    case "hour":
      return key.includes("T") ? { ...whole, from: key, to: hourAfter(key) } : { ...whole, hour: Number(key) };
    case "day":
      return { ...whole, from: key, to: key };
    case "week":
      return { ...whole, from: later(key, days.from), to: earlier(addDays(key, 6), days.to) };
    case "group":
      return { ...whole, groupId: key };
    case "agent":
      return { ...whole, userId: key };
    case "caller":
      return key === withheldCaller ? { ...whole, origin: "withheld" } : { ...whole, caller: key };
    case "origin":
      return { ...whole, origin: key };
    case "reason":
      return { ...whole, reason: key };
    default:
      return assertNever(division);
  }
}

const hourAfter = (instant: string) => new Date(Date.parse(instant) + 3_600_000).toISOString();
const later = (a: LocalDate, b: LocalDate) => (a > b ? a : b);
const earlier = (a: LocalDate, b: LocalDate) => (a < b ? a : b);

/** The rows with most and fewest offered calls, from the first to the last that had any; null when that says nothing. */
export function busiestAndQuietest<R extends { figures: { offered: number } }>(rows: R[]): { busiest: R; quietest: R } | null {
  const first = rows.findIndex(({ figures }) => figures.offered > 0);
  const last = rows.findLastIndex(({ figures }) => figures.offered > 0);
  if (first === last) return null;
  const ordered = rows.slice(first, last + 1).toSorted((a, b) => b.figures.offered - a.figures.offered);
  return { busiest: ordered[0]!, quietest: ordered.at(-1)! };
}
