import { expect, test } from "vitest";
import { occupancy, workedSeconds } from "./worked-time.ts";

const within = { from: 0, to: 100_000 };
const stretch = (from: number, to: number) => ({ from: from * 1000, to: to * 1000 });

test("groups at the same time count once, pauses and what lies outside not at all", () => {
  expect(workedSeconds([stretch(-50, 20), stretch(10, 40), stretch(60, 200)], [], within)).toBe(80);
  expect(workedSeconds([stretch(0, 40), stretch(60, 80)], [stretch(30, 70), stretch(35, 50), stretch(-9, 5)], within)).toBe(35);
  expect(workedSeconds([], [stretch(0, 40)], within)).toBe(0);
});

test("occupancy of a time that nobody knows is not said", () => {
  expect([occupancy(30, 60), occupancy(30, null), occupancy(0, 0), occupancy(61, 60)]).toEqual([50, null, null, 100]);
});
