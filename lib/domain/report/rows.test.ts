import { expect, test } from "vitest";
import { noFigures } from "./figures.ts";
import type { Division, ReportRow } from "./report.ts";
import { orderedRows } from "./rows.ts";

const days = { from: "2026-10-25", to: "2026-10-25" };
const row = (key: string, offered = 1, name: string | null = null): ReportRow => ({
  key,
  name,
  figures: { ...noFigures, offered },
  filter: {},
});
const keys = (division: Division, rows: ReportRow[]) =>
  orderedRows(rows, division, days, days).map(({ key, figures }) => [key, figures.offered]);

test("hours, days and weeks go on without gaps, and a row without calls finds none", () => {
  expect(keys("hour", [row("10"), row("8"), row("9")])).toEqual([
    ["8", 1],
    ["9", 1],
    ["10", 1],
  ]);
  expect(keys("hour", [row("9"), row("11")])).toEqual([
    ["9", 1],
    ["10", 0],
    ["11", 1],
  ]);
  expect(keys("day", [row("2026-03-01"), row("2026-02-27")]).map(([key]) => key)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(keys("week", [row("2026-01-05"), row("2025-12-22")]).map(([key]) => key)).toEqual(["2025-12-22", "2025-12-29", "2026-01-05"]);
  const instants = ["2026-10-25T00:00:00.000Z", "2026-10-25T02:00:00.000Z"];
  const gap = orderedRows(
    instants.map((key) => row(key)),
    "hour",
    days,
    days,
  )[1]!;
  expect(gap).toMatchObject({
    key: "2026-10-25T01:00:00.000Z",
    filter: { from: "2026-10-25T01:00:00.000Z", to: "2026-10-25T02:00:00.000Z" },
  });
});

test("groups and agents begin with the most calls", () => {
  expect(keys("group", [row("a", 1, "B"), row("b", 3, "C"), row("c", 1, "A")]).map(([key]) => key)).toEqual(["b", "c", "a"]);
  expect(keys("hour", [])).toEqual([]);
});
