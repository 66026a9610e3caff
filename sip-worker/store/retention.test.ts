/** When the worker looks for old calls. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { createLog } from "../runtime/log.ts";
import { Retention } from "./retention.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lease = (token: bigint) => ({ organisationId: "o", token });

function retention(forget: () => Promise<{ calls: number; callbacks: number; messages: number }>) {
  const tokens: bigint[] = [];
  const log = createLog("test", "error", () => undefined);
  const kept = new Retention(systemClock, log, (held) => {
    tokens.push(held.token);
    return forget();
  });
  return { kept, tokens };
}

test("soon after the lease was taken and then once a day, also when the database was away once", async () => {
  let away = true;
  const { kept, tokens } = retention(async () => {
    if (away) throw new Error("away");
    return { calls: 1, callbacks: 0, messages: 0 };
  });
  kept.keep(lease(1n));
  await vi.advanceTimersByTimeAsync(60_000);
  away = false;
  await vi.advanceTimersByTimeAsync(2 * 86_400_000);
  expect(tokens).toEqual([1n, 1n, 1n]);
});

test("with the latest lease only, and not at all for an organisation that is gone", async () => {
  const { kept, tokens } = retention(async () => ({ calls: 0, callbacks: 0, messages: 0 }));
  kept.keep(lease(1n));
  kept.keep(lease(2n));
  await vi.advanceTimersByTimeAsync(60_000);
  kept.stop("o");
  await vi.advanceTimersByTimeAsync(2 * 86_400_000);
  expect(tokens).toEqual([2n]);
});
