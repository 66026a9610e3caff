import fc from "fast-check";
import { expect, test } from "vitest";
import { type HoursSettings, hoursSettings, type TimeRange } from "./group/hours.ts";
import { isOpenAt } from "./opening-hours.ts";
import { findOverflowLoop, type Overflowing, type WayIsTaken } from "./overflow-loop.ts";

const graph = (edges: Record<string, string[]>): Overflowing[] =>
  Object.entries(edges).map(([id, targets]) => ({
    id,
    name: id,
    hours: null,
    ways: targets.map((groupId) => ({ destination: groupId === "-" ? { kind: "busy" } : { kind: "group", groupId }, when: "open" })),
  }));

test.each([
  [{ A: ["A"] }, ["A", "A"]],
  [{ A: ["B"], B: ["A"] }, ["A", "B", "A"]],
  [{ A: ["-", "B"], B: ["C", "-"], C: ["-", "A"] }, ["A", "B", "C", "A"]],
  [{ A: ["B"], B: ["C"], C: ["B"] }, null],
  [{ A: ["gone"] }, null],
  [{ A: ["-"] }, null],
  [{ B: ["B"] }, null],
] as [Record<string, string[]>, string[] | null][])("%j from A: %j", (edges, path) => {
  expect(findOverflowLoop(graph(edges), "A")).toEqual(path);
});

test("a menu that gives the caller back when no key is pressed is part of the loop", () => {
  const toMenu = { destination: { kind: "menu", menuId: "m" }, when: "open" } as const;
  const group: Overflowing = { id: "g", name: "Service", hours: null, ways: [toMenu] };
  const toGroup = { destination: { kind: "group", groupId: "g" }, when: "always" } as const;
  const menu: Overflowing = { id: "m", name: "Choices", hours: null, ways: [toGroup] };
  expect(findOverflowLoop([group, menu], "m")).toEqual(["Choices", "Service", "Choices"]);
  expect(findOverflowLoop([group, { ...menu, ways: [] }], "m")).toBeNull();
});

test("a group's own number, however it is written, leads to the group", () => {
  const ring = (number: string): Overflowing[] => [
    { id: "a", name: "A", number: "0800000120", hours: null, ways: [{ destination: { kind: "group", groupId: "b" }, when: "open" }] },
    { id: "b", name: "B", number: "9300", hours: null, ways: [{ destination: { kind: "outsideNumber", number }, when: "open" }] },
  ];
  expect(findOverflowLoop(ring("0800 000 120"), "a")).toEqual(["A", "B", "A"]);
  expect(findOverflowLoop(ring("+358 800 000 120"), "a")).toEqual(["A", "B", "A"]);
  expect(findOverflowLoop(ring("0800 000 121"), "a")).toBeNull();
  expect(findOverflowLoop(ring("9300"), "b")).toEqual(["B", "B"]);
});

test("a path that is found is a real loop, and where there is one, one is found", () => {
  const names = ["A", "B", "C", "D", "E", "F"];
  const edges = fc.array(fc.array(fc.constantFrom(...names, "-"), { maxLength: 3 }), { minLength: 6, maxLength: 6 });
  const met = { loop: 0, none: 0 };
  fc.assert(
    fc.property(edges, (lists) => {
      const known = Object.fromEntries(names.map((name, index) => [name, lists[index]!]));
      const path = findOverflowLoop(graph(known), "A");
      const reachable = new Set(known.A);
      for (const name of reachable) for (const next of known[name] ?? []) reachable.add(next);
      expect(path !== null).toBe(reachable.has("A"));
      if (!path) return void met.none++;
      met.loop++;
      expect([path[0], path.at(-1)]).toEqual(["A", "A"]);
      for (const [index, name] of path.slice(1).entries()) expect(known[path[index]!]).toContain(name);
      expect(new Set(path.slice(1)).size).toBe(path.length - 1);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(met.loop, met.none)).toBeGreaterThan(50);
});

test("five thousand groups one after the other are followed to the end", () => {
  const count = 5_000;
  const chain = Object.fromEntries(Array.from({ length: count }, (_, n) => [`g${n}`, [`g${(n + 1) % count}`]]));
  expect(findOverflowLoop(graph(chain), "g0")).toHaveLength(count + 1);
});

const everyDay = (ranges: TimeRange[]) => Array.from({ length: 7 }, () => ranges);
const hours = (change: Partial<HoursSettings>): HoursSettings =>
  hoursSettings.parse({ alwaysOpen: false, closedOnHolidays: false, ...change });
const reasons = ["outsideHours", "exception", "holiday"] as const;
/** Closed for any reason but by hand, it leads to the other. */
const closedTo = (id: string, to: string, its: HoursSettings, also: WayIsTaken[] = []): Overflowing => ({
  ...{ id, name: id, hours: its },
  ways: [...reasons, ...also].map((when) => ({ destination: { kind: "group", groupId: to }, when })),
});
const day = [{ opens: 9 * 60, closes: 17 * 60 }];
const night = [{ opens: 17 * 60, closes: 9 * 60 }];

test.each<[string, HoursSettings, HoursSettings, boolean]>([
  ["by day and by night, never closed together", hours({ weekly: everyDay(day) }), hours({ weekly: everyDay(night) }), false],
  ["both open for a while together", hours({ weekly: everyDay(day) }), hours({ weekly: everyDay([{ opens: 960, closes: 600 }]) }), false],
  [
    "a minute in the evening at which both are closed",
    hours({ weekly: everyDay(day) }),
    hours({ weekly: everyDay([{ opens: 1021, closes: 540 }]) }),
    true,
  ],
  [
    "the day group is closed on a weekday on which the night group begins at five",
    hours({ weekly: everyDay(day).with(2, []) }),
    hours({ weekly: everyDay(night) }),
    true,
  ],
  [
    "both closed on holidays",
    hours({ weekly: everyDay(day), closedOnHolidays: true }),
    hours({ weekly: everyDay(night), closedOnHolidays: true }),
    true,
  ],
  [
    "an exception of one while the other is closed",
    hours({ weekly: everyDay(day), exceptions: [{ date: "2026-12-23", name: "", ranges: [] }] }),
    hours({ weekly: everyDay(night) }),
    true,
  ],
  [
    "an exception of one that the other is open on",
    hours({ weekly: everyDay(day), exceptions: [{ date: "2026-12-23", name: "", ranges: [] }] }),
    hours({ weekly: everyDay([{ opens: 0, closes: 1440 }]) }),
    false,
  ],
  ["one always open", hours({ alwaysOpen: true }), hours({ weekly: everyDay(night) }), false],
  [
    "both closed by hand at present, never by the clock",
    hours({ weekly: everyDay(day), manual: "closed" }),
    hours({ weekly: everyDay(night), manual: "emergency" }),
    false,
  ],
  [
    "both open by hand at present, closed together by the clock",
    hours({ weekly: everyDay(day), manual: "open" }),
    hours({ weekly: everyDay(day), manual: "open" }),
    true,
  ],
])("two groups that close to each other: %s", (_what, a, b, isLoop) => {
  expect(findOverflowLoop([closedTo("A", "B", a), closedTo("B", "A", b)], "A")).toEqual(isLoop ? ["A", "B", "A"] : null);
});

test("one that closes to a group which overflows back while it is open is a loop", () => {
  const back: Overflowing = {
    id: "B",
    name: "B",
    hours: hours({ weekly: everyDay(night) }),
    ways: [{ destination: { kind: "group", groupId: "A" }, when: "open" }],
  };
  expect(findOverflowLoop([closedTo("A", "B", hours({ weekly: everyDay(day) })), back], "A")).toEqual(["A", "B", "A"]);
  const asleep = { ...back, hours: hours({ weekly: everyDay(day) }) };
  expect(findOverflowLoop([closedTo("A", "B", hours({ weekly: everyDay(day) })), asleep], "A")).toBeNull();
});

test("switched by hand two groups may lead to each other, one not to itself", () => {
  const byHand = (id: string, to: string) => closedTo(id, to, hours({ alwaysOpen: true }), ["byHand"]);
  expect(findOverflowLoop([byHand("A", "B"), byHand("B", "A")], "A")).toBeNull();
  expect(findOverflowLoop([byHand("A", "A")], "A")).toEqual(["A", "A"]);
});

test("a loop is found if and only if there is an instant at which it holds", () => {
  const time = fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60);
  const range = fc.record({ opens: time, closes: time });
  const weekly = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(day, night) }, fc.array(range, { maxLength: 2 })), {
    minLength: 7,
    maxLength: 7,
  });
  const exceptions = fc.array(
    fc.record({ date: fc.constantFrom("2026-03-03", "2026-03-08"), name: fc.constant(""), ranges: fc.array(range, { maxLength: 1 }) }),
    { maxLength: 1 },
  );
  const some = fc.record({ weekly: fc.oneof(weekly, fc.constantFrom(everyDay(day), everyDay(night))), exceptions });
  // Two weeks without a holiday, by the hour: nothing opens or closes in between.
  const instants = Array.from({ length: 14 * 24 }, (_, hour) => new Date(Date.UTC(2026, 1, 28) + hour * 3_600_000));
  const met = { loop: 0, none: 0 };
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [a, b] = [hours(one), hours(other)];
      const holds = instants.some((at) => !isOpenAt(a, at, "UTC").open && !isOpenAt(b, at, "UTC").open);
      expect(findOverflowLoop([closedTo("A", "B", a), closedTo("B", "A", b)], "A") !== null).toBe(holds);
      if (holds) met.loop++;
      else met.none++;
    }),
    { numRuns: 150 },
  );
  expect(Math.min(met.loop, met.none)).toBeGreaterThan(5);
});
