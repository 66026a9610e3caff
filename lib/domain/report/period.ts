/** The stretch of days that a report is about. */
import { addDays, type LocalDate, localDate, mondayOf } from "./local-date.ts";

export const periodNames = ["today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth"] as const;
export type PeriodName = (typeof periodNames)[number];

/** Both days belong to it. */
export interface Days {
  from: LocalDate;
  to: LocalDate;
}

export const longestDays = 400;

export function daysOf(name: PeriodName, now: Date, timeZone: string): Days {
  const today = localDate(now, timeZone);
  const monday = mondayOf(today);
  const first = `${today.slice(0, 8)}01`;
  const lastOfBefore = addDays(first, -1);
  switch (name) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "thisWeek":
      return { from: monday, to: addDays(monday, 6) };
    case "lastWeek":
      return { from: addDays(monday, -7), to: addDays(monday, -1) };
    case "thisMonth":
      return { from: first, to: addDays(nextFirst(first), -1) };
    case "lastMonth":
      return { from: `${lastOfBefore.slice(0, 8)}01`, to: lastOfBefore };
  }
}

const nextFirst = (first: LocalDate): LocalDate => `${addDays(first, 31).slice(0, 8)}01`;

export const countDays = ({ from, to }: Days): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
