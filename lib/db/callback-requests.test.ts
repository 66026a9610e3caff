/** Callback requests in a real database: one open per group and number, the limits, and the lease. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { CallbackRequest, CallbackWrite } from "../domain/callback.ts";
import { groupSettings } from "../domain/group/group.ts";
import type { Lease } from "./leases.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const { takeLease } = await import("./leases.ts");
const { beginAttempt, openRequests, storeRequest, writeCallback } = await import("./callback-requests.ts");

/** 12:00 in Helsinki. */
const noon = new Date("2026-03-02T10:00:00Z");
let made = 0;
let organisationId: string;
let groupIds: string[];
let userId: string;
let lease: Lease;

beforeEach(async () => {
  made++;
  organisationId = (await db().organisation.create({ data: { name: `callbacks ${made}`, callbackDailyCap: 5 } })).id;
  const digits = [`95${made}1`, `95${made}2`];
  userId = (
    await db().user.create({
      data: { organisationId, email: `c${made}@c.invalid`, name: "C", extension: "1", role: "administrator" },
    })
  ).id;
  const actor = { userId, organisationId, role: "administrator" as const, name: "x", language: "fi" as const };
  groupIds = [];
  for (const number of digits) {
    const { id: numberId } = await db().number.create({ data: { organisationId, digits: number, type: "test" } });
    const saved = await groups.create(actor, groupSettings.parse({ general: { name: number, numberId } }));
    if (saved.ok) groupIds.push(saved.group.id);
  }
  lease = (await takeLease(organisationId, "one", 15))!;
});

const request = (change: Partial<CallbackRequest> = {}): CallbackRequest => ({
  id: randomUUID(),
  groupId: groupIds[0]!,
  originCallId: null,
  number: "0401234567",
  arrivedAt: noon,
  requestedAt: noon,
  expiresAt: new Date(noon.getTime() + 3_600_000),
  nextAttemptAt: null,
  attempts: 0,
  ...change,
});
const stored = async (change: Partial<CallbackRequest> = {}) => {
  const made = request(change);
  expect(await storeRequest(lease, made)).toEqual({ kind: "stored" });
  return made;
};
const write = (entry: CallbackWrite, token = lease.token) => db().$transaction((tx) => writeCallback(tx, entry, token));
const end = (id: string, state: "reached" | "cancelled" = "reached") =>
  write({ kind: "ended", callbackId: id, state, reason: "memberHungUp", endedAt: noon });
const row = (id: string) => db().callback.findUniqueOrThrow({ where: { id }, include: { tries: true } });

describe("a request", () => {
  test("is one per group and number while it is open: the second finds the first", async () => {
    const first = await stored();
    expect(await storeRequest(lease, request())).toEqual({ kind: "exists", request: first });
    await stored({ groupId: groupIds[1]! });
    await end(first.id);
    await stored();
  });

  test("of several that come at the same moment is one", async () => {
    const atOnce = <Result>(work: () => Promise<Result>) => Promise.all(Array.from({ length: 6 }, work));
    // A connection each, so that they do not follow each other while they wait for one.
    await atOnce(() => db().$transaction((tx) => tx.callback.count()));
    const results = await atOnce(() => storeRequest(lease, request()));
    expect(results.map(({ kind }) => kind).sort()).toEqual([...Array.from({ length: 5 }, () => "exists"), "stored"]);
  });

  test("is refused from the fourth of a number in a day of the organisation, over all groups; the next day not", async () => {
    for (const groupId of [groupIds[0]!, groupIds[1]!, groupIds[0]!]) await end((await stored({ groupId })).id);
    expect(await storeRequest(lease, request())).toEqual({ kind: "refused", reason: "numberLimit" });
    const midnight = new Date("2026-03-02T22:00:00Z");
    expect(await storeRequest(lease, request({ requestedAt: new Date(midnight.getTime() - 1) }))).toMatchObject({ kind: "refused" });
    await stored({ requestedAt: midnight });
  });

  test("is refused beyond the organisation's daily cap", async () => {
    for (let n = 0; n < 5; n++) await stored({ number: `040000000${n}` });
    expect(await storeRequest(lease, request())).toEqual({ kind: "refused", reason: "dailyCap" });
  });

  test("is not taken by a worker that has lost the lease", async () => {
    await takeLease(organisationId, "one", 15);
    await expect(storeRequest(lease, request())).rejects.toThrow("lease");
    expect(await db().callback.count({ where: { organisationId } })).toBe(0);
  });
});

describe("a dial", () => {
  test("is counted before it is made, with who makes it", async () => {
    const { id } = await stored();
    const attemptId = await beginAttempt(lease, id, userId, noon);
    expect(await row(id)).toMatchObject({
      state: "ringing",
      attempts: 1,
      reservedById: userId,
      fencingToken: lease.token,
      tries: [{ id: attemptId, userId, endedAt: null }],
    });
    await write({ kind: "attemptEnded", attemptId: attemptId!, endedAt: noon, result: "busy" });
    await write({ kind: "attemptEnded", attemptId: attemptId!, endedAt: noon, result: "noAnswer" });
    await write({ kind: "returned", callbackId: id, nextAttemptAt: noon });
    expect(await row(id)).toMatchObject({ state: "waiting", reservedById: null, nextAttemptAt: noon, tries: [{ result: "busy" }] });
  });

  test("of a request that has ended, or of another organisation, is none", async () => {
    const { id } = await stored();
    await end(id, "cancelled");
    expect(await beginAttempt(lease, id, userId, noon)).toBeNull();
    expect(await beginAttempt(lease, randomUUID(), userId, noon)).toBeNull();
  });

  test("is made by one worker only: whoever has lost the lease makes none, and ends nothing behind the other", async () => {
    const { id } = await stored();
    const next = (await takeLease(organisationId, "one", 15))!;
    await expect(beginAttempt(lease, id, userId, noon)).rejects.toThrow("lease");
    expect(await beginAttempt(next, id, userId, noon)).not.toBeNull();
    await end(id);
    expect(await row(id)).toMatchObject({ state: "ringing" });
    await write({ kind: "ended", callbackId: id, state: "reached", reason: "memberHungUp", endedAt: noon }, next.token);
    expect(await row(id)).toMatchObject({ state: "reached", endReason: "memberHungUp" });
  });
});

test("an end is written once", async () => {
  const { id } = await stored();
  await end(id, "cancelled");
  await end(id, "reached");
  expect(await row(id)).toMatchObject({ state: "cancelled" });
});

test("a new worker finds requests of one place in the order in which they were made", async () => {
  const at = (ms: number) => new Date(noon.getTime() + ms);
  const [last, first, second] = [
    await stored({ number: "0401111111", requestedAt: at(2), id: "00000000-0000-4000-8000-000000000000" }),
    await stored({ number: "0402222222", requestedAt: at(1), id: "00000000-0000-4000-8000-000000000001" }),
    await stored({ number: "0403333333", requestedAt: at(1), id: "00000000-0000-4000-8000-000000000002" }),
  ];
  expect((await openRequests(lease, noon)).map(({ id }) => id)).toEqual([first.id, second.id, last.id]);
});

test("a new worker finds what is open, in the order of arrival; a dial that was cut off counts and has ended", async () => {
  const later = await stored({ number: "0401111111", arrivedAt: new Date(noon.getTime() + 1) });
  const cutOff = await stored({ number: "0402222222" });
  const ended = await stored({ number: "0403333333" });
  await end(ended.id);
  await beginAttempt(lease, cutOff.id, userId, noon);
  const next = (await takeLease(organisationId, "one", 15))!;
  const open = await openRequests(next, noon);
  expect(open.map(({ id, attempts }) => [id, attempts])).toEqual([
    [cutOff.id, 1],
    [later.id, 0],
  ]);
  expect(await row(cutOff.id)).toMatchObject({ state: "waiting", tries: [{ result: "workerStopped", endedAt: noon }] });
  await expect(openRequests(lease, noon)).rejects.toThrow("lease");
});
