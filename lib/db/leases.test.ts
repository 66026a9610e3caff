import { beforeEach, describe, expect, inject, test, vi } from "vitest";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { releaseLease, renewLease, takeLease } = await import("./leases.ts");

let organisationId: string;
beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: `leases ${Math.random()}` } })).id;
});
const take = (worker: string, seconds = 15) => takeLease(organisationId, worker, seconds);
/** As if so much time had passed. */
const pass = (seconds: number) =>
  db()
    .$executeRaw`UPDATE "WorkerLease" SET "expiresAt" = "expiresAt" - make_interval(secs => ${seconds}) WHERE "organisationId" = ${organisationId}::uuid`;

describe("a lease", () => {
  test("is held by one worker until it runs out", async () => {
    expect(await take("one")).toMatchObject({ organisationId, token: 1n });
    expect(await take("two")).toBeNull();
    await pass(14);
    expect(await take("two")).toBeNull();
    await pass(2);
    expect(await take("two")).toMatchObject({ token: 2n });
    expect(await take("one")).toBeNull();
  });

  test("that is renewed does not run out", async () => {
    const lease = (await take("one"))!;
    await pass(14);
    expect(await renewLease(lease, 15)).toBe(true);
    await pass(14);
    expect(await take("two")).toBeNull();
  });

  test("that another has taken over cannot be renewed nor given back", async () => {
    const lost = (await take("one"))!;
    await pass(16);
    const held = (await take("two"))!;
    expect(await renewLease(lost, 15)).toBe(false);
    await releaseLease(lost);
    expect(await take("three")).toBeNull();
    expect(await renewLease(held, 15)).toBe(true);
  });

  test("that ran out and that nobody took is renewed by its holder", async () => {
    const lease = (await take("one"))!;
    await pass(60);
    expect(await renewLease(lease, 15)).toBe(true);
    expect(await take("two")).toBeNull();
  });

  test("that was given back is free at once", async () => {
    await releaseLease((await take("one"))!);
    expect(await take("two")).toMatchObject({ token: 2n });
  });

  test("is taken over at once by the same worker after a restart; its earlier life cannot write on", async () => {
    const before = (await take("one"))!;
    expect(await take("one")).toMatchObject({ token: 2n });
    expect(await renewLease(before, 15)).toBe(false);
  });

  test("of twenty workers that ask in the same moment is given to one, and the token only grows", async () => {
    const tokens: bigint[] = [];
    for (let round = 0; round < 3; round++) {
      const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`worker ${round}-${n}`)));
      const held = taken.filter((lease) => lease !== null);
      expect(held).toHaveLength(1);
      tokens.push(held[0]!.token);
      await pass(16);
    }
    expect(tokens).toEqual([1n, 2n, 3n]);
  });

  test("of one organisation says nothing of another", async () => {
    await take("one");
    const other = (await db().organisation.create({ data: { name: "other lease" } })).id;
    expect(await takeLease(other, "two", 15)).toMatchObject({ organisationId: other, token: 1n });
  });
});
