import { expect, test } from "vitest";
import { changeOf, changeOfShare, daysBefore } from "./comparison.ts";

const before = (from: string, to: string) => daysBefore({ from, to }, "2026-11-22");

test("a day is compared with the same weekday, a month with the month before, other days with as many before them", () => {
  expect(before("2026-11-21", "2026-11-21")).toEqual({ from: "2026-11-14", to: "2026-11-14" });
  expect(before("2026-10-01", "2026-10-31")).toEqual({ from: "2026-09-01", to: "2026-09-30" });
  expect(before("2026-03-01", "2026-03-31")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(before("2026-11-09", "2026-11-15")).toEqual({ from: "2026-11-02", to: "2026-11-08" });
  expect(before("2026-10-01", "2026-10-30")).toEqual({ from: "2026-09-01", to: "2026-09-30" });
  expect(before("2026-10-02", "2026-10-31")).toEqual({ from: "2026-09-02", to: "2026-10-01" });
});

test("what is not over is compared with nothing", () => {
  expect([before("2026-11-22", "2026-11-22"), before("2026-11-16", "2026-11-22"), before("2026-11-01", "2026-11-30")]).toEqual([
    null,
    null,
    null,
  ]);
});

test("a change says which way and by how much, and nothing where there was nothing", () => {
  expect([changeOf(12, 10), changeOf(9, 10), changeOf(10, 10), changeOf(1001, 1000), changeOf(3, 0)]).toEqual([
    { way: "more", by: 20 },
    { way: "less", by: 10 },
    { way: "same", by: 0 },
    { way: "same", by: 0 },
    null,
  ]);
  expect([changeOfShare(81.4, 79.6), changeOfShare(79.6, 80.4)]).toEqual([
    { way: "more", by: 1 },
    { way: "same", by: 0 },
  ]);
});
