import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TimerWheel } from "./wheel.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

function counting() {
  const ticks: number[] = [];
  return { ticks, tick: (tick: number) => ticks.push(tick) };
}

test("a leg ticks every 20 ms, once per number", () => {
  const wheel = new TimerWheel();
  const leg = counting();
  wheel.add(leg);
  vi.advanceTimersByTime(999);
  expect(leg.ticks).toEqual(Array.from({ length: 50 }, (_, n) => n));
});

test("legs are spread over the ten slots", () => {
  const wheel = new TimerWheel();
  const times = new Map<number, number>();
  for (let n = 0; n < 20; n++) wheel.add({ tick: (tick) => tick === 1 && times.set(n, performance.now()) });
  vi.advanceTimersByTime(50);
  const sorted = [...times.values()].sort((a, b) => a - b);
  expect(sorted).toEqual(Array.from({ length: 20 }, (_, n) => sorted[0]! + 2 * Math.floor(n / 2)));
});

test("after a stall every leg ticks once, with the number of now, and not for each tick that was missed", () => {
  const wheel = new TimerWheel();
  const leg = counting();
  wheel.add(leg);
  vi.advanceTimersByTime(100);
  const before = leg.ticks.length;
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 5_000);
  vi.advanceTimersToNextTimer();
  vi.restoreAllMocks();
  expect(leg.ticks.length - before).toBeLessThanOrEqual(1);
  expect(leg.ticks.at(-1)).toBeGreaterThan(250);
});

test("without legs there is no timer; with the next leg the numbers go on", () => {
  const wheel = new TimerWheel();
  const [first, second] = [counting(), counting()];
  wheel.add(first);
  vi.advanceTimersByTime(99);
  wheel.remove(first);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1_000);
  wheel.add(second);
  vi.advanceTimersByTime(40);
  expect(first.ticks.length).toBe(5);
  expect(second.ticks[0]).toBeGreaterThanOrEqual(55);
});

test("a leg that leaves in its own tick takes no other with it", () => {
  const wheel = new TimerWheel();
  const leg = counting();
  const leaving = { tick: () => wheel.remove(leaving) };
  wheel.add(leaving);
  for (let n = 0; n < 10; n++) wheel.add(counting());
  // The eleventh shares the slot of the one that leaves.
  wheel.add(leg);
  vi.advanceTimersByTime(100);
  expect(leg.ticks.length).toBe(5);
});
