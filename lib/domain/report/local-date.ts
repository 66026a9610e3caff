/** Days of the organisation's calendar, YYYY-MM-DD, and the instants at which they begin and end there. */
import { endOfLocalDay, localTime, startOfLocalDay } from "../opening-hours.ts";

export type LocalDate = string;

export const isLocalDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;

export function addDays(date: LocalDate, days: number): LocalDate {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return "";
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

export const localDate = (at: Date, timeZone: string): LocalDate => localTime(at, timeZone).date;

/** Noon of Greenwich is the same day nearly everywhere, and within twelve hours of it in the rest. */
function within(date: LocalDate, timeZone: string): Date {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const hours = [0, -12, 12].find((shift) => localDate(new Date(noon + shift * 3_600_000), timeZone) === date) ?? 0;
  return new Date(noon + hours * 3_600_000);
}

export const startOfDate = (date: LocalDate, timeZone: string): Date => startOfLocalDay(within(date, timeZone), timeZone);
/** The first instant that is not of the day any more. */
export const endOfDate = (date: LocalDate, timeZone: string): Date => endOfLocalDay(within(date, timeZone), timeZone);
