import { expect, test } from "vitest";
import { simulateHour } from "./hour.ts";

test("two hundred simulated hours: no invariant is broken, and every state of a call is met", () => {
  const hours = Array.from({ length: 200 }, (_, seed) => simulateHour(seed + 1));
  expect(hours.flatMap(({ seed, violations }) => violations.map((violation) => `seed ${seed}: ${violation}`))).toEqual([]);
  const sum = (key: "offered" | "connected" | "left" | "hungUp" | "callbacks" | "cutOff") =>
    hours.reduce((total, hour) => total + hour[key], 0);
  for (const key of ["connected", "left", "hungUp", "callbacks"] as const)
    expect([key, sum(key) > sum("offered") / 50]).toEqual([key, true]);
  expect(sum("cutOff")).toBeGreaterThan(hours.length);
});

test("the same seed gives the same trace, another seed another", () => {
  expect(simulateHour(7).traceHash).toBe(simulateHour(7).traceHash);
  expect(simulateHour(7).traceHash).not.toBe(simulateHour(8).traceHash);
});
