/** When the worker does what is to be done again and again. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { createLog } from "../runtime/log.ts";
import { Upkeep } from "./upkeep.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lease = (token: bigint) => ({ organisationId: "o", token });

function upkeep(run: () => Promise<Record<string, number> | null>) {
  const tokens: bigint[] = [];
  const log = createLog("test", "error", () => undefined);
  const chore = (name: string, firstMs: number, everyMs: number) => ({
    name,
    firstMs,
    everyMs,
    run: ({ token }: { token: bigint }) => {
      tokens.push(token);
      return run();
    },
  });
  return { kept: new Upkeep(systemClock, log, [chore("daily", 60_000, 86_400_000)]), chore, log, tokens };
}

test("soon after the lease was taken and then at its interval, also when the database was away once", async () => {
  let away = true;
  const { kept, tokens } = upkeep(async () => {
    if (away) throw new Error("away");
    return { calls: 1 };
  });
  kept.keep(lease(1n));
  await vi.advanceTimersByTimeAsync(60_000);
  away = false;
  await vi.advanceTimersByTimeAsync(2 * 86_400_000);
  expect(tokens).toEqual([1n, 1n, 1n]);
});

test("with the latest lease only, and not at all for an organisation that is gone", async () => {
  const { kept, tokens } = upkeep(async () => null);
  kept.keep(lease(1n));
  kept.keep(lease(2n));
  await vi.advanceTimersByTimeAsync(60_000);
  kept.stop("o");
  await vi.advanceTimersByTimeAsync(2 * 86_400_000);
  expect(tokens).toEqual([2n]);
});

test("each chore has times of its own", async () => {
  const { chore, log } = upkeep(async () => null);
  const done: string[] = [];
  const noting = (name: string, everyMs: number) => ({
    ...chore(name, 10, everyMs),
    run: async () => {
      done.push(name);
      return null;
    },
  });
  new Upkeep(systemClock, log, [noting("often", 100), noting("seldom", 250)]).keep(lease(1n));
  await vi.advanceTimersByTimeAsync(300);
  expect(done).toEqual(["often", "seldom", "often", "often", "seldom"]);
});
