/**
 * Is a group open at an instant, why not, and until when (product.md, "Around the group"). Local time comes from the time zone
 * database, so days of 23 and 25 hours are right by themselves: a range is a range of local clock times.
 */
import type { ClosedReason, TimeRange, Timetable } from "./group/hours.ts";
import { finnishHoliday } from "./holidays.ts";

export type HoursState =
  /** `until` = the next closing within a week, null when there is none. */
  { open: true; until: Date | null } | { open: false; reason: ClosedReason; until: Date | null };

/** A day as opening hours see it. */
export interface LocalDay {
  /** 0 = Monday */
  weekday: number;
  /** YYYY-MM-DD; null: any day on which there is no exception. */
  date: string | null;
  holiday: boolean;
}

/** An instant by the clock on the wall. A range over midnight is a matter of the day before. */
export interface Moment {
  today: LocalDay;
  yesterday: LocalDay;
  minute: number;
}

interface LocalTime {
  /** YYYY-MM-DD */
  date: string;
  /** 0 = Monday */
  weekday: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

export function localTime(at: Date, timeZone: string): LocalTime {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${part.year}-${part.month}-${part.day}`;
  return { date, weekday: (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7, minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** The instant at which the local day of `at` began. */
export function startOfLocalDay(at: Date, timeZone: string): Date {
  const { date } = localTime(at, timeZone);
  let start = at.getTime() - (at.getTime() % 900_000);
  while (localTime(new Date(start - 900_000), timeZone).date === date) start -= 900_000;
  return new Date(start);
}

/** The instant at which the local day of `at` ends. */
export function endOfLocalDay(at: Date, timeZone: string): Date {
  const { date } = localTime(at, timeZone);
  let end = at.getTime() - (at.getTime() % 900_000) + 900_000;
  while (localTime(new Date(end), timeZone).date === date) end += 900_000;
  return new Date(end);
}

const dateAfter = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The day that is so many days after the date. */
export function localDay(date: string, daysLater = 0): LocalDay {
  const day = dateAfter(date, daysLater);
  return { date: day, weekday: (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7, holiday: finnishHoliday(day) !== null };
}

/** Whether it is open, without looking ahead. */
export function isOpenAt(hours: Timetable, at: Date, timeZone: string): { open: true } | { open: false; reason: ClosedReason } {
  if (hours.manual === "open") return { open: true };
  if (hours.manual === "closed") return { open: false, reason: "manual" };
  if (hours.manual === "emergency") return { open: false, reason: "emergency" };
  if (hours.alwaysOpen) return { open: true };
  const { date, minute } = localTime(at, timeZone);
  return isOpenByClock(hours, { today: localDay(date), yesterday: localDay(date, -1), minute });
}

/** By its weekly hours, exceptions and holidays alone, whatever is said by hand. */
export function isOpenByClock(hours: Timetable, now: Moment): { open: true } | { open: false; reason: ClosedReason } {
  const today = rangesOf(hours, now.today);
  const yesterday = rangesOf(hours, now.yesterday);
  const open =
    today.ranges.some((range) => coversSameDay(range, now.minute)) || yesterday.ranges.some((range) => coversNextDay(range, now.minute));
  return open ? { open } : { open, reason: today.reason };
}

/** As {@link isOpenAt}, with the instant at which that changes by itself. */
export function hoursState(hours: Timetable, at: Date, timeZone: string): HoursState {
  const now = isOpenAt(hours, at, timeZone);
  if (hours.manual !== "automatic" || hours.alwaysOpen) return { ...now, until: null };
  return { ...now, until: nextChange(hours, at, timeZone, now.open) };
}

/** When it last opened, within a week; null when that was earlier, or nobody can tell (it was opened by hand), or it is closed. */
export function openSince(hours: Timetable, at: Date, timeZone: string): Date | null {
  if (hours.manual !== "automatic" || hours.alwaysOpen || !isOpenAt(hours, at, timeZone).open) return null;
  const until = at.getTime();
  const instants = possibleChanges(hours, until - weekMs, timeZone).filter((instant) => instant > until - weekMs && instant <= until);
  const wasClosedBefore = (instant: number) => !isOpenAt(hours, new Date(instant - 1), timeZone).open;
  const opening = instants.sort((a, b) => b - a).find(wasClosedBefore);
  return opening === undefined ? null : new Date(opening);
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A week by the clock on the wall may have an hour more. */
const weekMs = 7 * dayMs + 3_600_000;

function nextChange(hours: Timetable, at: Date, timeZone: string, open: boolean): Date | null {
  const from = at.getTime();
  const instants = possibleChanges(hours, from, timeZone).filter((instant) => instant > from && instant <= from + weekMs);
  const change = instants.sort((a, b) => a - b).find((instant) => isOpenAt(hours, new Date(instant), timeZone).open !== open);
  return change === undefined ? null : new Date(change);
}

/** Midnights and edges of ranges by the clock on the wall, in summer and winter time, and the jumps of that clock. */
function possibleChanges(hours: Timetable, from: number, timeZone: string): number[] {
  const jumps = clockJumps(from, timeZone);
  const offsets = [...new Set([from, ...jumps].map((instant) => offsetAt(instant, timeZone)))];
  const ranges = [...hours.weekly.flat(), ...hours.exceptions.flatMap((exception) => exception.ranges)];
  const edges = [...new Set([0, ...ranges.flatMap((range) => [range.opens, range.closes % 1440])])];
  const firstDay = Math.floor(from / dayMs) - 1;
  const days = Array.from({ length: 11 }, (_, index) => (firstDay + index) * dayMs);
  return [...jumps, ...days.flatMap((day) => edges.flatMap((edge) => offsets.map((offset) => day + edge * minuteMs - offset)))];
}

/** What the clock on the wall is ahead of UTC, in ms. */
export function offsetAt(instant: number, timeZone: string): number {
  const { date, minute } = localTime(new Date(instant), timeZone);
  return Date.parse(`${date}T00:00:00Z`) + minute * minuteMs - Math.floor(instant / minuteMs) * minuteMs;
}

/** The first minutes of summer and winter time within the week. */
function clockJumps(from: number, timeZone: string): number[] {
  const jumps: number[] = [];
  for (let day = from; day < from + weekMs; day += dayMs) {
    if (offsetAt(day, timeZone) !== offsetAt(day + dayMs, timeZone)) jumps.push(clockJump(day, timeZone));
  }
  return jumps;
}

function clockJump(day: number, timeZone: string): number {
  const before = offsetAt(day, timeZone);
  let [low, high] = [Math.floor(day / minuteMs), Math.floor(day / minuteMs) + 1440];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * minuteMs, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}

/** Of a day, and why it is closed outside of them: exceptions go before holidays, and those before the week. */
export function rangesOf(hours: Timetable, { date, weekday, holiday }: LocalDay): { ranges: TimeRange[]; reason: ClosedReason } {
  const exception = hours.exceptions.find((candidate) => candidate.date === date);
  if (exception) return { ranges: exception.ranges, reason: "exception" };
  if (hours.closedOnHolidays && holiday) return { ranges: [], reason: "holiday" };
  return { ranges: hours.weekly[weekday] ?? [], reason: "outsideHours" };
}

const goesOverMidnight = (range: TimeRange) => range.closes <= range.opens;
export const coversSameDay = (range: TimeRange, minute: number) =>
  minute >= range.opens && (goesOverMidnight(range) || minute < range.closes);
export const coversNextDay = (range: TimeRange, minute: number) => goesOverMidnight(range) && minute < range.closes;
