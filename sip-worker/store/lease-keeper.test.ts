/** Two workers and one organisation, on a real database. */
import { beforeEach, expect, inject, onTestFinished, test, vi } from "vitest";
import type { Lease } from "../../lib/db/leases.ts";
import { createLog } from "../runtime/log.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("../../lib/db/client.ts");
const { LeaseKeeper } = await import("./lease-keeper.ts");

let organisationId: string;
beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: `lease keeper ${Math.random()}` } })).id;
});

function keeper(workerId: string) {
  const made = new LeaseKeeper(
    workerId,
    createLog("test", "error", () => undefined),
    () => undefined,
    10,
  );
  onTestFinished(() => made.releaseAll());
  return made;
}

/** As the worker does: asks, and asks again whenever it is told to. `asked` is told what came of each. */
async function serve(worker: InstanceType<typeof LeaseKeeper>, asked: (lease: Lease | null) => void): Promise<void> {
  asked(await worker.take(organisationId, () => serve(worker, asked)));
}

test("a worker that doesn't get the lease asks again, and takes over when the other gives it back", async () => {
  const holder = keeper("one");
  expect(await holder.take(organisationId, async () => undefined)).toMatchObject({ token: 1n });
  let refused = 0;
  const got = await new Promise<Lease>((resolve) => {
    void serve(keeper("two"), (lease) => {
      if (lease) resolve(lease);
      else if (++refused === 2) void holder.releaseAll();
    });
  });
  expect(got).toEqual({ organisationId, token: 2n });
  expect(refused).toBeGreaterThanOrEqual(2);
});

test("the database is away at one of the times: it is asked again all the same", async () => {
  const holder = keeper("one");
  await holder.take(organisationId, async () => undefined);
  const waiting = keeper("two");
  let times = 0;
  const got = await new Promise<Lease>((resolve) => {
    const again = async (): Promise<void> => {
      if (++times === 1) {
        await holder.releaseAll();
        throw new Error("the database is away");
      }
      const lease = await waiting.take(organisationId, again);
      if (lease) resolve(lease);
    };
    void waiting.take(organisationId, again);
  });
  expect([got.token, times]).toEqual([2n, 2]);
});
