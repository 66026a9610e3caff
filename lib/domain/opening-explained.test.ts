import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HoursSettings, hoursSettings } from "./group/hours.ts";
import { localInstant } from "./local-instant.ts";
import { comingDays, explainOpening, weekRuns } from "./opening-explained.ts";
import { isOpenAt, localTime } from "./opening-hours.ts";

const helsinki = "Europe/Helsinki";
const day = { opens: 8 * 60, closes: 16 * 60 };
const night = { opens: 22 * 60, closes: 2 * 60 };
const short = { opens: 9 * 60, closes: 12 * 60 };
const hours = (settings: Partial<HoursSettings> = {}): HoursSettings => ({
  ...hoursSettings.parse({ alwaysOpen: false }),
  weekly: [[day], [day], [day], [day], [day, night], [], []],
  ...settings,
});
const explained = (settings: HoursSettings, local: string) => {
  const [date, clock] = local.split(" ") as [string, string];
  return explainOpening(settings, localInstant(date, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)), helsinki), helsinki);
};

describe("the rule that decides", () => {
  test("is the switch by hand before everything", () => {
    for (const manual of ["open", "closed", "emergency"] as const) {
      expect(explained(hours({ manual, alwaysOpen: true }), "2026-12-25 10:00").rule).toEqual({ kind: "byHand", state: manual });
    }
    expect(explained(hours({ alwaysOpen: true }), "2026-12-25 10:00")).toEqual({ open: true, until: null, rule: { kind: "always" } });
  });

  test("is the week, open and closed, with the day's hours and the instant of the next change", () => {
    const rule = { kind: "week", weekday: 0, ranges: [day] };
    expect(explained(hours(), "2026-11-23 10:00")).toEqual({ open: true, until: new Date("2026-11-23T14:00:00Z"), rule });
    expect(explained(hours(), "2026-11-23 16:00")).toEqual({
      ...{ open: false, reason: "outsideHours", until: new Date("2026-11-24T06:00:00Z") },
      rule,
    });
    expect(explained(hours(), "2026-11-22 12:00").rule).toEqual({ kind: "week", weekday: 6, ranges: [] });
  });

  test("is an exception before a holiday, and that before the week", () => {
    const christmas = { date: "2026-12-25", name: "Päivystys", ranges: [short] };
    const rule = { kind: "exception", ...christmas };
    expect(explained(hours({ exceptions: [christmas] }), "2026-12-25 10:00")).toMatchObject({ open: true, rule });
    expect(explained(hours({ exceptions: [christmas] }), "2026-12-25 13:00")).toMatchObject({ open: false, reason: "exception", rule });
    const holiday = { kind: "holiday", date: "2026-12-25", name: "christmasDay" };
    expect(explained(hours(), "2026-12-25 10:00")).toMatchObject({ open: false, reason: "holiday", rule: holiday });
    expect(explained(hours({ closedOnHolidays: false }), "2026-12-25 10:00")).toMatchObject({ open: true, rule: { kind: "week" } });
  });

  test("over midnight is the one of the day on which the night began", () => {
    expect(explained(hours(), "2026-11-28 01:59").rule).toEqual({ kind: "week", weekday: 4, ranges: [day, night] });
    expect(explained(hours(), "2026-11-28 02:00").rule).toEqual({ kind: "week", weekday: 5, ranges: [] });
    const inventory = { date: "2026-11-27", name: "Inventaario", ranges: [night] };
    expect(explained(hours({ exceptions: [inventory] }), "2026-11-28 01:00").rule).toEqual({ kind: "exception", ...inventory });
    const closedSaturday = { date: "2026-11-28", name: "", ranges: [] };
    expect(explained(hours({ exceptions: [closedSaturday] }), "2026-11-28 01:00").rule).toMatchObject({ kind: "week", weekday: 4 });
  });

  test("goes by the clock on the wall when that jumps", () => {
    const early = hours({ weekly: Array.from({ length: 7 }, () => [{ opens: 180, closes: 240 }]), closedOnHolidays: false });
    expect(explained(early, "2026-10-25 03:30")).toMatchObject({ open: true, until: new Date("2026-10-25T02:00:00Z") });
    // 3.30 does not exist on this night: the clock shows 4.30 then.
    expect(explained(early, "2026-03-29 03:30")).toMatchObject({ open: false, rule: { kind: "week", weekday: 6 } });
  });
});

test("whatever the hours and the instant, a rule with hours is open only by them, and holidays are closed", () => {
  const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  const ranges = fc.array(fc.record({ opens: minute, closes: minute }), { maxLength: 2 });
  const dates = ["2026-03-29", "2026-10-25", "2026-12-24", "2026-12-25", "2027-03-28"];
  const met = new Set<string>();
  fc.assert(
    fc.property(
      fc.record({
        weekly: fc.array(ranges, { minLength: 7, maxLength: 7 }),
        exceptions: fc.array(fc.record({ date: fc.constantFrom(...dates), name: fc.constant("x"), ranges }), { maxLength: 2 }),
        closedOnHolidays: fc.boolean(),
      }),
      fc.constantFrom(...dates),
      fc.integer({ min: -1440, max: 2880 }),
      (settings, date, shift) => {
        const at = new Date(Date.parse(`${date}T00:00:00Z`) + shift * 60_000);
        const { open, rule } = explainOpening(hours(settings), at, helsinki);
        expect(open).toBe(isOpenAt(hours(settings), at, helsinki).open);
        if (rule.kind === "holiday" || !("ranges" in rule)) expect(open).toBe(false);
        else if (rule.ranges.length === 0) expect(open).toBe(false);
        met.add(`${rule.kind} ${open}`);
      },
    ),
    { numRuns: 500 },
  );
  expect([...met].sort()).toEqual(["exception false", "exception true", "holiday false", "week false", "week true"]);
});

describe("an instant by the clock on the wall", () => {
  test.each([
    ["2026-11-22", 600, "2026-11-22T08:00:00.000Z"],
    ["2026-07-01", 600, "2026-07-01T07:00:00.000Z"],
    ["2026-10-25", 210, "2026-10-25T00:30:00.000Z"],
    ["2026-10-25", 240, "2026-10-25T02:00:00.000Z"],
    ["2026-03-29", 179, "2026-03-29T00:59:00.000Z"],
    ["2026-03-29", 210, "2026-03-29T01:30:00.000Z"],
    ["2026-03-29", 240, "2026-03-29T01:00:00.000Z"],
  ])("%s, minute %d", (date, minute, instant) => expect(localInstant(date, minute, helsinki).toISOString()).toBe(instant));

  test("is shown again by that clock, in any zone, unless the time does not exist", () => {
    const zones = fc.constantFrom(helsinki, "UTC", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe");
    const days = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: 240, max: 1439 }), zones, (date, minute, timeZone) => {
        expect(localTime(localInstant(date, minute, timeZone), timeZone)).toMatchObject({ date, minute });
      }),
    );
  });
});

test("a week is told in runs of days with the same hours", () => {
  expect(weekRuns(hours().weekly)).toEqual([
    { first: 0, last: 3, ranges: [day] },
    { first: 4, last: 4, ranges: [day, night] },
    { first: 5, last: 6, ranges: [] },
  ]);
  expect(weekRuns(Array.from({ length: 7 }, () => []))).toEqual([{ first: 0, last: 6, ranges: [] }]);
});

describe("the coming days that are not as usual", () => {
  const inventory = { date: "2026-12-31", name: "Inventaario", ranges: [short] };
  const past = { date: "2026-11-01", name: "Oli jo", ranges: [] };
  const late = { date: "2028-01-02", name: "Kaukana", ranges: [] };
  const settings = hours({ exceptions: [late, inventory, past] });
  test("are exceptions, and holidays on days on which it would be open", () => {
    const coming = comingDays(settings, "2026-11-22", 60).map(({ date, name }) => `${date} ${name}`);
    // Independence Day is a Sunday, Boxing Day a Saturday: closed anyway.
    expect(coming).toEqual([
      "2026-12-24 christmasEve",
      "2026-12-25 christmasDay",
      "2026-12-31 Inventaario",
      "2027-01-01 newYear",
      "2027-01-06 epiphany",
      "2028-01-02 Kaukana",
    ]);
  });
  test("an exception on a holiday takes its place; who is always open has none", () => {
    const christmas = { date: "2026-12-25", name: "Päivystys", ranges: [short] };
    expect(comingDays(hours({ exceptions: [christmas] }), "2026-12-25", 1)).toEqual([{ kind: "exception", ...christmas }]);
    expect(comingDays({ ...settings, alwaysOpen: true }, "2026-11-22", 60)).toEqual([]);
    expect(comingDays(hours({ closedOnHolidays: false }), "2026-11-22", 60)).toEqual([]);
  });
});
