/** Finnish public holidays (laki yleisistä vapaapäivistä and the church's calendar), computed, with the two eves that close offices. */

export type Holiday =
  | "newYear"
  | "epiphany"
  | "goodFriday"
  | "easterSunday"
  | "easterMonday"
  | "mayDay"
  | "ascensionDay"
  | "pentecost"
  | "midsummerEve"
  | "midsummerDay"
  | "allSaints"
  | "independenceDay"
  | "christmasEve"
  | "christmasDay"
  | "boxingDay";

const fixed: Record<string, Holiday> = {
  "01-01": "newYear",
  "01-06": "epiphany",
  "05-01": "mayDay",
  "12-06": "independenceDay",
  "12-24": "christmasEve",
  "12-25": "christmasDay",
  "12-26": "boxingDay",
};

const day = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Easter Sunday of the Gregorian calendar (Meeus, "Astronomical Algorithms", chapter 8). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}

/** The first Saturday on or after a date. */
function saturdayFrom(year: number, month: number, dayOfMonth: number): number {
  const start = Date.UTC(year, month - 1, dayOfMonth);
  return start + ((6 - new Date(start).getUTCDay() + 7) % 7) * day;
}

/** Of a date YYYY-MM-DD, or null. */
export function finnishHoliday(date: string): Holiday | null {
  const year = Number(date.slice(0, 4));
  const easter = easterSunday(year);
  const moving: Record<string, Holiday> = {
    [iso(easter - 2 * day)]: "goodFriday",
    [iso(easter)]: "easterSunday",
    [iso(easter + day)]: "easterMonday",
    [iso(easter + 39 * day)]: "ascensionDay",
    [iso(easter + 49 * day)]: "pentecost",
    [iso(saturdayFrom(year, 6, 20) - day)]: "midsummerEve",
    [iso(saturdayFrom(year, 6, 20))]: "midsummerDay",
    [iso(saturdayFrom(year, 10, 31))]: "allSaints",
  };
  return moving[date] ?? fixed[date.slice(5)] ?? null;
}
