/** Two workers and one organisation, on a real database. */
import { beforeEach, expect, inject, onTestFinished, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import type { Duty } from "./lease-keeper.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("../../lib/db/client.ts");
const { takeLease } = await import("../../lib/db/leases.ts");
const { LeaseKeeper } = await import("./lease-keeper.ts");

let organisationId: string;
beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: `lease keeper ${Math.random()}` } })).id;
});

/** A worker that notes what it is told; `begin`: what it does before it serves. */
function worker(workerId: string, begin: Duty["begin"] = async () => undefined) {
  const told: string[] = [];
  const duty: Duty = {
    begin: async (lease) => {
      told.push(`begins ${lease.token}`);
      await begin(lease);
      told.push(`serves ${lease.token}`);
    },
    end: () => void told.push("ends"),
  };
  const lines: string[] = [];
  const log = createLog("test", "error", (line) => lines.push(line));
  const keeper = new LeaseKeeper(workerId, log, duty, { askAgainMs: 10, tryAgainMs: 10, renewMs: 20 });
  onTestFinished(() => keeper.releaseAll());
  return { keeper, told, lines, want: () => keeper.want(organisationId) };
}

const until = (told: string[], expected: string[]) => vi.waitFor(() => expect(told).toEqual(expected), { timeout: 10_000 });
/** Resolves when the test lets it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test("a worker that doesn't get the lease asks again, and takes over when the other gives it back", async () => {
  const [holder, other] = [worker("one"), worker("two")];
  await holder.want();
  await other.want();
  await other.want();
  expect([holder.told, other.told]).toEqual([["begins 1", "serves 1"], []]);
  await holder.keeper.releaseAll();
  await until(other.told, ["begins 2", "serves 2"]);
});

test("a renewal that is under way when the lease is given back does not hold it", async () => {
  const [holder, other] = [worker("one"), worker("two")];
  await holder.want();
  let released: Promise<void> | null = null;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "WorkerLease" WHERE "organisationId" = ${organisationId}::uuid FOR SHARE`;
    const blocked = () => db().$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE NOT granted`;
    await vi.waitFor(async () => expect(await blocked()).toHaveLength(1), { timeout: 5_000 });
    released = holder.keeper.releaseAll();
  });
  await released;
  await other.want();
  expect(other.told).toEqual(["begins 2", "serves 2"]);
});

test("the lease that is held is not taken once more by each save", async () => {
  const { told, want } = worker("one");
  for (const _save of [1, 2, 3]) await want();
  expect(told).toEqual(["begins 1", "serves 1"]);
});

test("what is asked for while a take-over is under way waits for it: there is no second", async () => {
  const recovery = gate();
  const { told, want } = worker("one", () => recovery.opened);
  const first = want();
  await until(told, ["begins 1"]);
  const second = want();
  recovery.open();
  await Promise.all([first, second]);
  expect(told).toEqual(["begins 1", "serves 1"]);
});

test("a take-over that failed is tried again under the lease that was taken", async () => {
  let failures = 2;
  const { told, want } = worker("one", async () => {
    if (failures-- > 0) throw new Error("the database is away");
  });
  await want();
  await until(told, ["begins 1", "begins 1", "begins 1", "serves 1"]);
});

test("a worker that lost its lease ends, asks again, and serves when the other is gone", async () => {
  const stalled = worker("one");
  await stalled.want();
  await db()
    .$executeRaw`UPDATE "WorkerLease" SET "expiresAt" = now() - interval '1 second' WHERE "organisationId" = ${organisationId}::uuid`;
  const successor = worker("two");
  await successor.want();
  await until(stalled.told, ["begins 1", "serves 1", "ends"]);
  await successor.keeper.releaseAll();
  await until(stalled.told, ["begins 1", "serves 1", "ends", "begins 3", "serves 3"]);
});

test("a lease that is lost in the middle of a take-over: what has been begun ends, and it is asked for again", async () => {
  const recovery = gate();
  const slow = worker("one", ({ token }) => (token === 1n ? recovery.opened : Promise.resolve()));
  const first = slow.want();
  await until(slow.told, ["begins 1"]);
  await takeLease(organisationId, "one", 3_600);
  await vi.waitFor(() => expect(slow.lines.join()).toContain("has taken the organisation over"), { timeout: 10_000 });
  recovery.open();
  await first;
  await until(slow.told, ["begins 1", "serves 1", "ends", "begins 3", "serves 3"]);
});

test("an organisation that is gone while it is taken over is not served, nor asked for", async () => {
  const recovery = gate();
  const { keeper, told, want } = worker("one", () => recovery.opened);
  const asked = want();
  await until(told, ["begins 1"]);
  keeper.forget(organisationId);
  recovery.open();
  await asked;
  expect(told).toEqual(["begins 1", "serves 1", "ends"]);
});

test("a worker that drains asks for nothing, and keeps what it holds until it gives it back", async () => {
  const draining = worker("one");
  await draining.want();
  draining.keeper.askNoMore();
  await draining.want();
  const other = worker("two");
  await other.want();
  expect([draining.told, other.told]).toEqual([["begins 1", "serves 1"], []]);
  await draining.keeper.releaseAll();
  await until(other.told, ["begins 2", "serves 2"]);
});
