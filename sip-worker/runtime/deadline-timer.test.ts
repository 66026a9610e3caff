import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeadlineTimer } from "./deadline-timer.ts";

const clock = { now: () => performance.now(), date: () => new Date() };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("fires at its time, once, and at the last time it was set to", () => {
  let fired = 0;
  const alarm = new DeadlineTimer(clock, () => fired++);
  alarm.set(clock.now() + 100);
  alarm.set(clock.now() + 500);
  vi.advanceTimersByTime(499);
  expect(fired).toBe(0);
  vi.advanceTimersByTime(1);
  expect(fired).toBe(1);
  alarm.set(clock.now() + 10);
  alarm.set(null);
  vi.advanceTimersByTime(1000);
  expect(fired).toBe(1);
});

test("a time far away, such as a peer may ask for, does not fire at once", () => {
  let fired = 0;
  const alarm = new DeadlineTimer(clock, () => fired++);
  alarm.set(clock.now() + 4_294_967_295_000);
  vi.advanceTimersByTime(60_000);
  expect(fired).toBe(0);
  alarm.stop();
});
