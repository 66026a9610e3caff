/** Opening hours for people: which rule decides at an instant, a week in few words, the days that are not as usual. */
import type { HoursException, TimeRange, Timetable } from "./group/hours.ts";
import { finnishHoliday, type Holiday } from "./holidays.ts";
import {
  coversNextDay,
  coversSameDay,
  type HoursState,
  hoursState,
  type LocalDay,
  localDay,
  localTime,
  rangesOf,
} from "./opening-hours.ts";

export type UnusualDay = ({ kind: "exception" } & HoursException) | { kind: "holiday"; date: string; name: Holiday };

export type DecidingRule =
  | { kind: "byHand"; state: "open" | "closed" | "emergency" }
  | { kind: "always" }
  /** Of the day's own week; without ranges it is closed all day. */
  | { kind: "week"; weekday: number; ranges: TimeRange[] }
  | UnusualDay;

export type OpeningExplained = HoursState & { rule: DecidingRule };

export const explainOpening = (hours: Timetable, at: Date, timeZone: string): OpeningExplained => ({
  ...hoursState(hours, at, timeZone),
  rule: decidingRule(hours, at, timeZone),
});

function decidingRule(hours: Timetable, at: Date, timeZone: string): DecidingRule {
  if (hours.manual !== "automatic") return { kind: "byHand", state: hours.manual };
  if (hours.alwaysOpen) return { kind: "always" };
  const { date, minute } = localTime(at, timeZone);
  const [today, yesterday] = [localDay(date), localDay(date, -1)];
  const ownRange = rangesOf(hours, today).ranges.some((range) => coversSameDay(range, minute));
  // The night that began yesterday.
  const night = !ownRange && rangesOf(hours, yesterday).ranges.some((range) => coversNextDay(range, minute));
  return ruleOfDay(hours, night ? yesterday : today);
}

function ruleOfDay(hours: Timetable, day: LocalDay): DecidingRule {
  return unusual(hours, day) ?? { kind: "week", weekday: day.weekday, ranges: rangesOf(hours, day).ranges };
}

function unusual(hours: Timetable, { date }: LocalDay): UnusualDay | null {
  const exception = hours.exceptions.find((candidate) => candidate.date === date);
  if (exception) return { kind: "exception", ...exception };
  const name = date === null ? null : finnishHoliday(date);
  return hours.closedOnHolidays && date !== null && name !== null ? { kind: "holiday", date, name } : null;
}

/** Days in a row with the same hours; 0 = Monday. */
export interface WeekRun {
  first: number;
  last: number;
  ranges: TimeRange[];
}

export function weekRuns(weekly: Timetable["weekly"]): WeekRun[] {
  const runs: WeekRun[] = [];
  for (const [day, ranges] of weekly.entries()) {
    const run = runs.at(-1);
    if (run && sameRanges(run.ranges, ranges)) run.last = day;
    else runs.push({ first: day, last: day, ranges });
  }
  return runs;
}

const sameRanges = (a: TimeRange[], b: TimeRange[]) =>
  a.length === b.length && a.every(({ opens, closes }, index) => opens === b[index]?.opens && closes === b[index].closes);

/** Exceptions from today on, and the holidays of the next `holidayDays` days on which it would be open otherwise; in order. */
export function comingDays(hours: Timetable, today: string, holidayDays: number): UnusualDay[] {
  if (hours.alwaysOpen) return [];
  const exceptions = hours.exceptions.filter(({ date }) => date >= today).map((one): UnusualDay => ({ kind: "exception", ...one }));
  const holidays = Array.from({ length: holidayDays }, (_, index) => localDay(today, index))
    .filter(({ weekday }) => (hours.weekly[weekday]?.length ?? 0) > 0)
    .map((day) => unusual(hours, day))
    .filter((day) => day?.kind === "holiday");
  return [...exceptions, ...holidays].toSorted((a, b) => a.date.localeCompare(b.date));
}
