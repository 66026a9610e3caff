/** Opening hours against a minute-by-minute reading of what they mean, on ordinary days and on those of 23 and 25 hours. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HoursSettings, hoursSettings } from "./group/hours.ts";
import { endOfLocalDay, hoursState, isOpenAt, localTime, startOfLocalDay } from "./opening-hours.ts";

const helsinki = "Europe/Helsinki";
const minuteMs = 60_000;
const at = (text: string) => new Date(text);
const hours = (settings: Partial<HoursSettings>): HoursSettings => ({ ...hoursSettings.parse({ alwaysOpen: false }), ...settings });
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const range = (opens: string, closes: string) => ({ opens: clock(opens), closes: clock(closes) });
const everyDay = (...ranges: ReturnType<typeof range>[]) => Array.from({ length: 7 }, () => ranges);
const officeWeek = [...Array.from({ length: 5 }, () => [range("08:00", "16:00")]), [], []];

/** The first minute within a week (of 169 hours) in which the answer is another. */
function untilByBruteForce(settings: HoursSettings, from: Date, timeZone: string): Date | null {
  const open = isOpenAt(settings, from, timeZone).open;
  const start = Math.floor(from.getTime() / minuteMs) + 1;
  for (let minute = start; minute < start + 7 * 1440 + 60; minute++) {
    const instant = new Date(minute * minuteMs);
    if (isOpenAt(settings, instant, timeZone).open !== open) return instant;
  }
  return null;
}

describe("a week with breaks", () => {
  const settings = hours({ weekly: everyDay(range("08:00", "11:30"), range("12:00", "16:00")), closedOnHolidays: false });
  test.each([
    ["2026-02-02T05:59:59Z", false],
    ["2026-02-02T06:00:00Z", true],
    ["2026-02-02T09:29:59Z", true],
    ["2026-02-02T09:30:00Z", false],
    ["2026-02-02T10:00:00Z", true],
    ["2026-02-02T14:00:00Z", false],
    ["2026-07-02T05:00:00Z", true],
  ])("%s", (instant, open) => expect(isOpenAt(settings, at(instant), helsinki).open).toBe(open));
});

describe("over midnight", () => {
  const friday = hours({ weekly: [[], [], [], [], [range("22:00", "02:00")], [], []], closedOnHolidays: false });
  test.each([
    ["2026-02-06T19:59:00Z", false],
    ["2026-02-06T20:00:00Z", true],
    ["2026-02-06T23:59:00Z", true],
    ["2026-02-07T00:00:00Z", false],
    ["2026-02-05T22:30:00Z", false],
  ])("%s", (instant, open) => expect(isOpenAt(friday, at(instant), helsinki).open).toBe(open));

  test("from Sunday into Monday", () => {
    const sunday = hours({ weekly: [[], [], [], [], [], [], [range("23:00", "01:00")]], closedOnHolidays: false });
    expect(isOpenAt(sunday, at("2026-02-08T22:30:00Z"), helsinki).open).toBe(true);
    expect(isOpenAt(sunday, at("2026-02-01T22:30:00Z"), helsinki).open).toBe(true);
    expect(isOpenAt(sunday, at("2026-02-09T22:30:00Z"), helsinki).open).toBe(false);
  });

  test("the night that began on an open day goes on into a closed one", () => {
    const closedSaturday = { ...friday, exceptions: [{ date: "2026-02-07", name: "Inventaario", ranges: [] }] };
    expect(isOpenAt(closedSaturday, at("2026-02-06T23:00:00Z"), helsinki).open).toBe(true);
    expect(isOpenAt(closedSaturday, at("2026-02-07T12:00:00Z"), helsinki)).toEqual({ open: false, reason: "exception" });
  });

  test("the whole day: midnight to midnight, written either way", () => {
    for (const closes of [0, 1440]) {
      const all = hours({ weekly: everyDay({ opens: 0, closes }), closedOnHolidays: false });
      expect(hoursState(all, at("2026-02-02T12:00:00Z"), helsinki)).toEqual({ open: true, until: null });
    }
  });
});

describe("why it is closed", () => {
  const settings = hours({
    weekly: officeWeek,
    exceptions: [
      { date: "2026-12-24", name: "Aatto", ranges: [range("09:00", "12:00")] },
      { date: "2026-02-03", name: "Koulutus", ranges: [] },
    ],
  });
  test.each([
    ["2026-02-02T20:00:00Z", "outsideHours"],
    ["2026-02-03T10:00:00Z", "exception"],
    ["2026-12-25T10:00:00Z", "holiday"],
    ["2026-12-24T11:00:00Z", "exception"],
    ["2026-02-07T10:00:00Z", "outsideHours"],
  ])("%s: %s", (instant, reason) => expect(isOpenAt(settings, at(instant), helsinki)).toEqual({ open: false, reason }));

  test("an exception goes before a holiday, also to be open", () => {
    expect(isOpenAt(settings, at("2026-12-24T08:00:00Z"), helsinki).open).toBe(true);
  });

  test("holidays do not close a group that works on them", () => {
    expect(isOpenAt({ ...settings, closedOnHolidays: false }, at("2026-12-25T10:00:00Z"), helsinki).open).toBe(true);
  });
});

describe("the switch by hand goes before everything", () => {
  const settings = hours({ weekly: officeWeek });
  test.each([
    ["open", true, { open: true, until: null }],
    ["closed", true, { open: false, reason: "manual", until: null }],
    ["emergency", true, { open: false, reason: "emergency", until: null }],
    ["automatic", true, { open: true, until: null }],
  ] as const)("%s", (manual, alwaysOpen, expected) => {
    expect(hoursState({ ...settings, manual, alwaysOpen }, at("2026-02-02T20:00:00Z"), helsinki)).toEqual(expected);
  });

  test("a new group is always open", () => {
    expect(hoursState(hoursSettings.parse({}), at("2026-12-25T02:00:00Z"), helsinki)).toEqual({ open: true, until: null });
  });
});

describe("on the days on which the clock jumps", () => {
  const open = (settings: HoursSettings, from: string) => hoursState(settings, at(from), helsinki);
  test("a closing time that does not exist is the jump itself", () => {
    const night = hours({ weekly: everyDay(range("01:00", "03:30")), closedOnHolidays: false });
    expect(open(night, "2026-03-29T00:30:00Z")).toEqual({ open: true, until: at("2026-03-29T01:00:00Z") });
    expect(open(night, "2027-03-28T00:30:00Z")).toEqual({ open: true, until: at("2027-03-28T01:00:00Z") });
  });

  test("an opening time that does not exist is the jump itself", () => {
    const night = hours({ weekly: everyDay(range("03:30", "06:00")), closedOnHolidays: false });
    expect(open(night, "2026-03-29T00:30:00Z")).toMatchObject({ open: false, until: at("2026-03-29T01:00:00Z") });
  });

  test("the hour that comes twice opens and closes twice", () => {
    const night = hours({ weekly: everyDay(range("01:00", "03:30")), closedOnHolidays: false });
    expect(open(night, "2026-10-25T00:10:00Z")).toEqual({ open: true, until: at("2026-10-25T00:30:00Z") });
    expect(open(night, "2026-10-25T00:40:00Z")).toMatchObject({ open: false, until: at("2026-10-25T01:00:00Z") });
    expect(open(night, "2026-10-25T01:10:00Z")).toEqual({ open: true, until: at("2026-10-25T01:30:00Z") });
  });

  test("office hours stay at eight by the clock on the wall", () => {
    const office = hours({ weekly: everyDay(range("08:00", "16:00")), closedOnHolidays: false });
    expect(open(office, "2026-03-28T20:00:00Z")).toMatchObject({ open: false, until: at("2026-03-29T05:00:00Z") });
    expect(open(office, "2026-10-24T20:00:00Z")).toMatchObject({ open: false, until: at("2026-10-25T06:00:00Z") });
  });
});

test("`until` is the first minute in which the answer is another, whatever the hours, the day and the zone", () => {
  const minute = fc.oneof(
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
  );
  const ranges = fc.array(fc.record({ opens: minute, closes: fc.oneof(minute, fc.constant(1440)) }), { maxLength: 3 });
  const interesting = ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2026-12-24", "2026-06-19", "2026-01-01", "2027-03-26"];
  const date = fc.constantFrom(...interesting);
  const arbitrary = fc.record({
    weekly: fc.array(ranges, { minLength: 7, maxLength: 7 }),
    exceptions: fc.uniqueArray(fc.record({ date, name: fc.constant("x"), ranges }), { maxLength: 3, selector: (one) => one.date }),
    closedOnHolidays: fc.boolean(),
  });
  const zone = fc.constantFrom(helsinki, helsinki, helsinki, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns");
  const offset = fc.integer({ min: -2 * 86_400_000, max: 86_400_000 });
  let found = 0;
  fc.assert(
    fc.property(arbitrary, date, offset, zone, (settings, day, shift, timeZone) => {
      const from = new Date(Date.parse(`${day}T00:00:00Z`) + shift);
      const given = hours(settings);
      const { until, open } = hoursState(given, from, timeZone);
      expect(open).toBe(isOpenAt(given, from, timeZone).open);
      expect(until?.toISOString() ?? null).toBe(untilByBruteForce(given, from, timeZone)?.toISOString() ?? null);
      if (until) found++;
    }),
    { numRuns: 70 },
  );
  expect(found).toBeGreaterThan(35);
}, 20_000);

describe("the local day", () => {
  test("began at midnight by the clock on the wall, also on days of 23 and 25 hours", () => {
    const instants = fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(helsinki, "UTC", "Asia/Kathmandu"), (instant, timeZone) => {
        const start = startOfLocalDay(instant, timeZone);
        expect(localTime(start, timeZone)).toMatchObject({ date: localTime(instant, timeZone).date, minute: 0 });
        const end = endOfLocalDay(instant, timeZone);
        expect([end > instant, startOfLocalDay(new Date(end.getTime() - 1), timeZone)]).toEqual([true, start]);
        expect(startOfLocalDay(end, timeZone)).toEqual(end);
        expect(localTime(new Date(start.getTime() - 1), timeZone).date).not.toBe(localTime(instant, timeZone).date);
      }),
    );
  });

  test.each([
    ["2026-03-29T20:00:00Z", "2026-03-28T22:00:00.000Z"],
    ["2026-10-25T20:00:00Z", "2026-10-24T21:00:00.000Z"],
  ])("of %s began at %s", (instant, start) => expect(startOfLocalDay(at(instant), helsinki).toISOString()).toBe(start));
});

test("the weekday is counted from Monday", () => {
  expect(localTime(at("2026-03-01T21:59:00Z"), helsinki)).toEqual({ date: "2026-03-01", weekday: 6, minute: 1439 });
  expect(localTime(at("2026-03-01T22:00:00Z"), helsinki)).toEqual({ date: "2026-03-02", weekday: 0, minute: 0 });
});
