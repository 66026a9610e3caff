import { expect, test } from "vitest";
import { easterSunday, finnishHoliday } from "./holidays.ts";

/** From the almanac of the University of Helsinki: the days that move, 2024 to 2028. */
const moving: Record<string, string[]> = {
  goodFriday: ["2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14"],
  easterSunday: ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16"],
  easterMonday: ["2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17"],
  ascensionDay: ["2024-05-09", "2025-05-29", "2026-05-14", "2027-05-06", "2028-05-25"],
  pentecost: ["2024-05-19", "2025-06-08", "2026-05-24", "2027-05-16", "2028-06-04"],
  midsummerEve: ["2024-06-21", "2025-06-20", "2026-06-19", "2027-06-25", "2028-06-23"],
  midsummerDay: ["2024-06-22", "2025-06-21", "2026-06-20", "2027-06-26", "2028-06-24"],
  allSaints: ["2024-11-02", "2025-11-01", "2026-10-31", "2027-11-06", "2028-11-04"],
};
const fixed = {
  newYear: "01-01",
  epiphany: "01-06",
  mayDay: "05-01",
  independenceDay: "12-06",
  christmasEve: "12-24",
  christmasDay: "12-25",
  boxingDay: "12-26",
};

test.each(Object.entries(moving))("%s", (name, dates) => {
  expect(dates.map(finnishHoliday)).toEqual(dates.map(() => name));
});

test("fifteen days a year, and no others", () => {
  for (let year = 2024; year <= 2028; year++) {
    const found: Record<string, string> = {};
    for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      const name = finnishHoliday(date);
      if (name) found[name] = date;
    }
    const expected = Object.fromEntries([
      ...Object.entries(fixed).map(([name, date]) => [name, `${year}-${date}`]),
      ...Object.entries(moving).map(([name, dates]) => [name, dates[year - 2024]]),
    ]);
    expect(found).toEqual(expected);
  }
});

test("Easter over two centuries is a Sunday between 22 March and 25 April", () => {
  for (let year = 1950; year <= 2150; year++) {
    const easter = new Date(easterSunday(year));
    expect(easter.getUTCDay()).toBe(0);
    const date = easter.toISOString().slice(5, 10);
    expect(date >= "03-22" && date <= "04-25").toBe(true);
  }
  expect([1954, 1981, 2038, 2076].map((year) => new Date(easterSunday(year)).toISOString().slice(5, 10))).toEqual([
    "04-18",
    "04-19",
    "04-25",
    "04-19",
  ]);
});
