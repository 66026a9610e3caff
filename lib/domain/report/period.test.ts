import { describe, expect, test } from "vitest";
import { callFilter, readCallFilter } from "../call-filter.ts";
import { callFilterQuery } from "../call-filter-query.ts";
import { addDays, endOfDate, isLocalDate, localDate, startOfDate } from "./local-date.ts";
import { countDays, daysOf, periodNames } from "./period.ts";
import { busiestAndQuietest, filterOfRow } from "./report.ts";

const helsinki = "Europe/Helsinki";

test.each([
  ["2026-03-29", helsinki, 23],
  ["2026-10-25", helsinki, 25],
  ["2026-06-01", helsinki, 24],
  ["2026-06-01", "Pacific/Kiritimati", 24],
  ["2026-06-01", "Pacific/Pago_Pago", 24],
])("%s in %s has its hours and begins where the day before ends", (date, timeZone, hours) => {
  const [start, end] = [startOfDate(date, timeZone), endOfDate(date, timeZone)];
  expect((end.getTime() - start.getTime()) / 3_600_000).toBe(hours);
  expect(localDate(start, timeZone)).toBe(date);
  expect(end).toEqual(startOfDate(addDays(date, 1), timeZone));
});

test("periods at the turn of a year are whole weeks and months of the organisation's calendar", () => {
  const now = new Date("2026-12-31T22:30:00Z");
  expect(Object.fromEntries(periodNames.map((name) => [name, Object.values(daysOf(name, now, helsinki)).join(" ")]))).toEqual({
    today: "2027-01-01 2027-01-01",
    yesterday: "2026-12-31 2026-12-31",
    thisWeek: "2026-12-28 2027-01-03",
    lastWeek: "2026-12-21 2026-12-27",
    thisMonth: "2027-01-01 2027-01-31",
    lastMonth: "2026-12-01 2026-12-31",
  });
  expect(countDays(daysOf("lastMonth", now, helsinki))).toBe(31);
});

test.each(["2026-02-30", "2026-13-01", "2026-1-1", "", "yesterday"])("%j is no date", (text) => {
  expect(isLocalDate(text)).toBe(false);
});

describe("the filter in an address", () => {
  test("comes back as it went", () => {
    const filter = { groupId: "deleted", hour: 9, from: "2026-03-01", number: "+358 45", figure: "abandonedLate" } as const;
    expect(readCallFilter(Object.fromEntries(new URLSearchParams(callFilterQuery(filter))))).toEqual(filter);
  });
  test("leaves out what cannot be understood, and the API refuses it by name", () => {
    const odd = {
      groupId: "x",
      hour: "25",
      from: "soon",
      outcome: "lost",
      figure: "all",
      reason: "a\u0000",
      origin: "; --",
      number: "045",
    };
    expect(readCallFilter(odd)).toEqual({ number: "045" });
    const refused = callFilter.safeParse(odd).error!.issues.map((issue) => issue.path[0]);
    expect(refused.toSorted()).toEqual(["figure", "from", "groupId", "hour", "origin", "outcome", "reason"]);
  });
});

test("a week's row stays inside the report's days", () => {
  const days = { from: "2026-11-04", to: "2026-11-11" };
  const rows = ["2026-11-02", "2026-11-09"].map((key) => filterOfRow("week", key, days, { groupId: "deleted" }));
  expect(rows).toEqual([
    { groupId: "deleted", from: "2026-11-04", to: "2026-11-08" },
    { groupId: "deleted", from: "2026-11-09", to: "2026-11-11" },
  ]);
});

test("the quietest hour lies between the first and the last that had a call", () => {
  const rows = [0, 4, 0, 9, 1, 0].map((offered, key) => ({ key, figures: { offered } }));
  expect(busiestAndQuietest(rows)).toMatchObject({ busiest: { key: 3 }, quietest: { key: 2 } });
  expect(busiestAndQuietest(rows.slice(0, 2))).toBeNull();
});
