/** A worker died, and whoever follows it is interrupted in its turn, on a real database. */
import { randomUUID } from "node:crypto";
import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Lease } from "../../lib/db/leases.ts";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import { groupSettings } from "../../lib/domain/group/group.ts";
import type { CrashPoint } from "../runtime/crash-point.ts";
import { createLog } from "../runtime/log.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const killed = vi.hoisted(() => ({ at: null as CrashPoint | null }));
vi.mock("../runtime/crash-point.ts", () => ({
  crashPoint: (name: CrashPoint) => {
    if (name === killed.at) throw new Error(`killed at ${name}`);
  },
}));
const { db } = await import("../../lib/db/client.ts");
const groups = await import("../../lib/db/groups.ts");
const { writeCalls } = await import("../../lib/db/call-records.ts");
const { openRequests, storeRequest, writeCallback } = await import("../../lib/db/callback-requests.ts");
const { loadConfiguration } = await import("../../lib/db/configuration.ts");
const { takeLease } = await import("../../lib/db/leases.ts");
const { recover } = await import("./recovery.ts");

const log = createLog("test", "error", () => undefined);
const noon = new Date("2026-03-02T10:00:00Z");
const seconds = (count: number) => new Date(noon.getTime() + count * 1000);
let made = 0;
let organisationId: string;
let groupId: string;
let first: Lease;

beforeEach(async () => {
  killed.at = null;
  made++;
  organisationId = (await db().organisation.create({ data: { name: `recovery ${made}` } })).id;
  const user = { organisationId, email: `r${made}@r.invalid`, name: "R", extension: "1", role: "administrator" as const };
  const { id: userId } = await db().user.create({ data: user });
  const number = await db().number.create({ data: { organisationId, digits: `97${made}`, type: "test" } });
  const settings = groupSettings.parse({
    general: { name: "Recovery", numberId: number.id },
    callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 1 },
  });
  const saved = await groups.create({ userId, organisationId, role: "administrator", name: "x", language: "fi" }, settings);
  if (!saved.ok) throw new Error(saved.reason);
  groupId = saved.group.id;
  first = (await takeLease(organisationId, "one", 3_600))!;
});

const write = (writes: CallWrite[]) =>
  db().$transaction((tx) =>
    writeCalls(
      tx,
      writes.map((one) => ({ write: one, token: first.token })),
    ),
  );

/** A caller who waits when the first worker dies. */
async function waits(callerNumber: string, rest: { arrivedAt?: Date; place?: Date; id?: string } = {}): Promise<string> {
  const { arrivedAt = noon, place = arrivedAt, id = randomUUID() } = rest;
  const base = { groupName: "Recovery", dialledNumber: "9700", callerName: null, sipCallId: "s" };
  await write([
    { kind: "arrival", arrival: { id, organisationId, groupId, direction: "incoming", callerNumber, arrivedAt, ...base } },
    { kind: "progress", callId: id, progress: { queuedAt: arrivedAt, queuePlace: place } },
  ]);
  return id;
}

/** By the next worker, which reads what there is, and takes the lease as after a death. */
async function recovered(lease?: Lease) {
  const held = lease ?? (await takeLease(organisationId, "one", 3_600))!;
  await recover(held, (await loadConfiguration(organisationId))!, seconds(120), log);
  return openRequests(held, seconds(120));
}

const outcomeOf = async (id: string) => (await db().call.findUniqueOrThrow({ where: { id } })).outcome;
const ended = (callbackId: string, state: "reached" | "cancelled") =>
  db().$transaction((tx) => writeCallback(tx, { kind: "ended", callbackId, state, reason: "memberHungUp", endedAt: noon }, 9n));

test("whoever waited is found in the order of the places, of one place in that of arrival, and then by his id", async () => {
  const ids = ["a", "b", "c"].map((letter) => randomUUID().replace(/^./, letter));
  const late = await waits("0401111111", { arrivedAt: seconds(60) });
  for (const id of ids.toReversed()) await waits("0402222222", { id });
  const putFirst = await waits("0403333333", { arrivedAt: seconds(70), place: seconds(-1) });
  const sharesHisPlace = await waits("0404444444", { arrivedAt: seconds(71), place: seconds(-1) });
  const lease = (await takeLease(organisationId, "one", 3_600))!;
  const { cutOffCallers } = await import("../../lib/db/call-records.ts");
  const found = await cutOffCallers(lease);
  expect(found.map(({ callId }) => callId)).toEqual([putFirst, sharesHisPlace, ...ids, late]);
});

test("whoever waited has his place in the queue again, and his record is closed", async () => {
  const late = await waits("0401111111", { arrivedAt: seconds(60) });
  const putFirst = await waits("0403333333", { arrivedAt: seconds(70), place: seconds(-1) });
  const requests = await recovered();
  expect(requests.map(({ originCallId, number, arrivedAt }) => [originCallId, number, arrivedAt])).toEqual([
    [putFirst, "0403333333", seconds(-1)],
    [late, "0401111111", seconds(60)],
  ]);
  expect([await outcomeOf(putFirst), await outcomeOf(late)]).toEqual(["failed", "failed"]);
});

test.each<CrashPoint>(["recovery.requested", "recovery.closed"])("killed at %s: nobody is lost, nobody called twice", async (point) => {
  const ids = [await waits("0401111111"), await waits("0402222222", { arrivedAt: seconds(1) })];
  killed.at = point;
  await expect(recovered()).rejects.toThrow("killed");
  killed.at = null;
  const requests = await recovered();
  expect(requests.map(({ originCallId }) => originCallId)).toEqual(ids);
  for (const id of ids) expect(await outcomeOf(id)).toBe("failed");
});

test("the same worker tries once more after the database was away in the middle", async () => {
  const id = await waits("0401111111");
  const lease = (await takeLease(organisationId, "one", 3_600))!;
  killed.at = "recovery.requested";
  await expect(recovered(lease)).rejects.toThrow("killed");
  killed.at = null;
  expect(await recovered(lease)).toMatchObject([{ originCallId: id }]);
});

test("as long as the requests are not stored the records stay open, by which the callers are found", async () => {
  const id = await waits("0401111111");
  const lease = (await takeLease(organisationId, "one", 3_600))!;
  killed.at = "recovery.requested";
  await expect(recovered(lease)).rejects.toThrow("killed");
  killed.at = null;
  expect(await outcomeOf(id)).toBeNull();
});

test("one whose request was cancelled while he still waited is made good", async () => {
  const id = await waits("0401111111");
  killed.at = "recovery.requested";
  await expect(recovered()).rejects.toThrow("killed");
  await ended((await db().callback.findFirstOrThrow({ where: { organisationId } })).id, "cancelled");
  killed.at = null;
  expect(await recovered()).toMatchObject([{ originCallId: id }]);
});

test("who talked when the worker died is not called back: his call was answered", async () => {
  const id = await waits("0401111111");
  await write([{ kind: "progress", callId: id, progress: { answeredAt: seconds(1) } }]);
  expect(await recovered()).toEqual([]);
  expect(await outcomeOf(id)).toBe("answered");
});

test("one who was called back between two recoveries is not called again", async () => {
  await waits("0401111111");
  killed.at = "recovery.requested";
  await expect(recovered()).rejects.toThrow("killed");
  const [request] = await db().callback.findMany({ where: { organisationId } });
  await ended(request!.id, "reached");
  killed.at = null;
  expect(await recovered()).toEqual([]);
});

test("one who had asked to be called at another number is not called at his own too", async () => {
  const id = await waits("0401111111");
  const request = { groupId, number: "0409999999", arrivedAt: noon, requestedAt: noon, nextAttemptAt: null, attempts: 0 };
  await storeRequest(first, { id: randomUUID(), originCallId: id, expiresAt: seconds(3_600), ...request });
  expect(await recovered()).toMatchObject([{ number: "0409999999" }]);
  expect(await outcomeOf(id)).toBe("failed");
});

test("a worker that stalled closes its calls behind its successor, and serves again later: who waited is called back once", async () => {
  const id = await waits("0401111111");
  await recovered((await takeLease(organisationId, "one", 3_600))!);
  const end = { endedAt: seconds(121), outcome: "failed", outcomeReason: "workerStopped", endedBy: "service", waitSeconds: 121 } as const;
  await write([{ kind: "end", callId: id, end: { ...end, talkSeconds: null } }]);
  expect((await recovered()).map(({ originCallId }) => originCallId)).toEqual([id]);
  expect((await db().call.findUniqueOrThrow({ where: { id } })).endedAt).toEqual(seconds(120));
});

test("a worker that has lost the lease makes nobody good and closes nothing: it says so", async () => {
  const id = await waits("0401111111");
  const lost = (await takeLease(organisationId, "one", 3_600))!;
  await takeLease(organisationId, "one", 3_600);
  await expect(recovered(lost)).rejects.toThrow("lease");
  expect([await outcomeOf(id), await db().callback.count({ where: { organisationId } })]).toEqual([null, 0]);
});

test("a record that an earlier worker's journal brings while others are made good stays open for the next look", async () => {
  const configuration = (await loadConfiguration(organisationId))!;
  const lease = (await takeLease(organisationId, "one", 3_600))!;
  const { closeOrphans, cutOffCallers } = await import("../../lib/db/call-records.ts");
  const seen = await waits("0401111111");
  const cutOff = await cutOffCallers(lease);
  const late = await waits("0402222222");
  await closeOrphans(lease, noon, cutOff);
  expect([await outcomeOf(seen), await outcomeOf(late)]).toEqual(["failed", null]);
  await recover(lease, configuration, noon, log);
  expect(await openRequests(lease, noon)).toMatchObject([{ originCallId: late }]);
});
