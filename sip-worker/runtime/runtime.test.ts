import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inBackground } from "./background.ts";
import { systemClock } from "./clock.ts";
import { DeadlineTimer } from "./deadline-timer.ts";
import { createLog, maskNumber } from "./log.ts";
import { Mailbox } from "./mailbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the deadline timer", () => {
  const timer = () => {
    const fired: number[] = [];
    const made = new DeadlineTimer(systemClock, () => fired.push(Math.round(performance.now())));
    return { fired, timer: made };
  };

  test("fires once at its deadline, never before", () => {
    const { fired, timer: one } = timer();
    const begin = performance.now();
    one.set(begin + 1000.4);
    vi.advanceTimersByTime(1000);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(fired).toEqual([Math.round(begin + 1001)]);
  });

  test("moves to an earlier or later deadline, and stops", () => {
    const { fired, timer: one } = timer();
    const begin = performance.now();
    one.set(begin + 1000);
    one.set(begin + 500);
    vi.advanceTimersByTime(600);
    expect(fired).toHaveLength(1);
    one.set(begin + 1000);
    one.set(begin + 2000);
    vi.advanceTimersByTime(500);
    one.set(null);
    vi.advanceTimersByTime(5000);
    expect([fired.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  test("of the past fires at once; of a month ahead at its time", () => {
    const { fired, timer: one } = timer();
    one.set(performance.now() - 5);
    vi.advanceTimersByTime(0);
    expect(fired).toHaveLength(1);
    one.set(performance.now() + 30 * 86_400_000);
    vi.advanceTimersByTime(30 * 86_400_000 - 1);
    expect(fired).toHaveLength(1);
    vi.advanceTimersByTime(2);
    expect(fired).toHaveLength(2);
  });

  test("may be set again by what it fires", () => {
    let count = 0;
    const one: DeadlineTimer = new DeadlineTimer(systemClock, () => {
      if (++count < 3) one.set(performance.now() + 100);
    });
    one.set(performance.now() + 100);
    vi.advanceTimersByTime(1000);
    expect(count).toBe(3);
  });
});

describe("the mailbox", () => {
  test("hands out one thing at a time, in order, also what is posted meanwhile", () => {
    const seen: string[] = [];
    const box: Mailbox<number> = new Mailbox(
      (n) => {
        seen.push(`begin ${n}`);
        if (n === 1) {
          box.post(2);
          box.post(3);
        }
        seen.push(`end ${n}`);
      },
      (error) => expect.fail(String(error)),
    );
    box.post(1);
    expect(seen).toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
  });

  test("goes on after a message that failed: what waited behind it is not forgotten", () => {
    const seen: number[] = [];
    const failed: unknown[] = [];
    const box: Mailbox<number> = new Mailbox(
      (n) => {
        if (n === 1) {
          box.post(2);
          throw new Error("bug");
        }
        seen.push(n);
      },
      (error) => failed.push(error),
    );
    box.post(1);
    box.post(3);
    expect([seen, failed.map(String)]).toEqual([[2, 3], ["Error: bug"]]);
  });
});

test("work in the background that fails is logged under its name", async () => {
  const lines: string[] = [];
  inBackground(
    createLog("test", "info", (line) => lines.push(line)),
    "the name",
    Promise.reject(new Error("why")),
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: "error",
    component: "test",
    name: "the name",
    error: expect.stringContaining("why"),
  });
});

test("text from outside makes no line of its own in the log", () => {
  const lines: string[] = [];
  const log = createLog("test", "info", (line) => lines.push(line));
  const name = 'x\r\n{"level":"error","message":"forged"}\u0000\u001b[31m"';
  log.info(`call of ${name}`, { name });
  expect(lines.join("")).not.toMatch(/\p{Cc}/u);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: "info", message: `call of ${name}`, name }]);
});

test("lines below the level are not written, numbers show their end only", () => {
  const lines: string[] = [];
  const log = createLog("test", "warn", (line) => lines.push(line));
  log.debug("a");
  log.info("b");
  log.warn("c", { callId: "x" });
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(["c"]);
  expect([maskNumber("0401234567"), maskNumber("8000"), maskNumber("")]).toEqual(["…567", "8000", ""]);
});
