/**
 * Is a group open at an instant, why not, and until when (product.md, "Around the group"). Local time comes from the time zone
 * database, so days of 23 and 25 hours are right by themselves: a range is a range of local clock times.
 */
import type { ClosedReason, HoursSettings, TimeRange } from "./group/hours.ts";
import { finnishHoliday } from "./holidays.ts";

export type HoursState =
  /** `until` = the next closing within a week, null when there is none. */
  { open: true; until: Date | null } | { open: false; reason: ClosedReason; until: Date | null };

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

const dayBefore = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Whether it is open, without looking ahead. */
export function isOpenAt(hours: HoursSettings, at: Date, timeZone: string): { open: true } | { open: false; reason: ClosedReason } {
  if (hours.manual === "open") return { open: true };
  if (hours.manual === "closed") return { open: false, reason: "manual" };
  if (hours.manual === "emergency") return { open: false, reason: "emergency" };
  if (hours.alwaysOpen) return { open: true };
  const now = localTime(at, timeZone);
  const today = rangesOf(hours, now.date, now.weekday);
  const yesterday = rangesOf(hours, dayBefore(now.date), (now.weekday + 6) % 7);
  const open =
    today.ranges.some((range) => coversSameDay(range, now.minute)) || yesterday.ranges.some((range) => coversNextDay(range, now.minute));
  return open ? { open } : { open, reason: today.reason };
}

/** As {@link isOpenAt}, with the instant at which that changes by itself. */
export function hoursState(hours: HoursSettings, at: Date, timeZone: string): HoursState {
  const now = isOpenAt(hours, at, timeZone);
  if (hours.manual !== "automatic" || hours.alwaysOpen) return { ...now, until: null };
  return { ...now, until: nextChange(hours, at, timeZone, now.open) };
}

const week = 7 * 24 * 60 + 60;

/** Minutes are looked at only at the edges of ranges and at midnights. */
function nextChange(hours: HoursSettings, at: Date, timeZone: string, open: boolean): Date | null {
  const start = Math.floor(at.getTime() / 60_000) + 1;
  const edges = edgeMinutes(hours);
  for (let minute = start; minute < start + week; minute++) {
    const instant = new Date(minute * 60_000);
    if (!edges.has(localTime(instant, timeZone).minute)) {
      minute += minutesToNextQuarter(minute, edges);
      continue;
    }
    if (isOpenAt(hours, instant, timeZone).open !== open) return instant;
  }
  return null;
}

/** Where all edges lie on quarters of an hour (offsets of zones do too), the minutes between them are skipped. */
const minutesToNextQuarter = (minute: number, edges: Set<number>) => ([...edges].every((edge) => edge % 15 === 0) ? 14 - (minute % 15) : 0);

function edgeMinutes(hours: HoursSettings): Set<number> {
  const ranges = [...hours.weekly.flat(), ...hours.exceptions.flatMap((exception) => exception.ranges)];
  return new Set([0, ...ranges.flatMap((range) => [range.opens, range.closes % 1440])]);
}

function rangesOf(hours: HoursSettings, date: string, weekday: number): { ranges: TimeRange[]; reason: ClosedReason } {
  const exception = hours.exceptions.find((candidate) => candidate.date === date);
  if (exception) return { ranges: exception.ranges, reason: "exception" };
  if (hours.closedOnHolidays && finnishHoliday(date)) return { ranges: [], reason: "holiday" };
  return { ranges: hours.weekly[weekday] ?? [], reason: "outsideHours" };
}

const goesOverMidnight = (range: TimeRange) => range.closes <= range.opens;
const coversSameDay = (range: TimeRange, minute: number) => minute >= range.opens && (goesOverMidnight(range) || minute < range.closes);
const coversNextDay = (range: TimeRange, minute: number) => goesOverMidnight(range) && minute < range.closes;
