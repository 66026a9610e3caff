/** Every moment at which opening hours may differ from one another: enough of them to know all states that groups can be in together. */
import type { Timetable } from "./group/hours.ts";
import { type LocalDay, localDay, type Moment } from "./opening-hours.ts";

const weekdays = [0, 1, 2, 3, 4, 5, 6];

/** Between two of its minutes nothing opens or closes. Any weekday may be a holiday, and so may the day before it. */
export function momentsOf(all: readonly Timetable[]): Moment[] {
  const minutes = edgesOf(all);
  return [...plainDays(), ...exceptionDays(all)].flatMap(([yesterday, today]) => minutes.map((minute) => ({ yesterday, today, minute })));
}

function edgesOf(all: readonly Timetable[]): number[] {
  const ranges = all.flatMap(({ weekly, exceptions }) => [...weekly.flat(), ...exceptions.flatMap((exception) => exception.ranges)]);
  return [...new Set([0, ...ranges.flatMap(({ opens, closes }) => [opens, closes % 1440])])];
}

type Days = [yesterday: LocalDay, today: LocalDay];

function plainDays(): Days[] {
  const day = (weekday: number, holiday: boolean): LocalDay => ({ weekday: (weekday + 7) % 7, date: null, holiday });
  const either = [false, true];
  return weekdays.flatMap((weekday) =>
    either.flatMap((before) => either.map((holiday): Days => [day(weekday - 1, before), day(weekday, holiday)])),
  );
}

/** The day of an exception, and the one after it. */
function exceptionDays(all: readonly Timetable[]): Days[] {
  const dates = [...new Set(all.flatMap(({ exceptions }) => exceptions.map(({ date }) => date)))];
  return dates.flatMap((date): Days[] => [
    [localDay(date, -1), localDay(date)],
    [localDay(date), localDay(date, 1)],
  ]);
}
