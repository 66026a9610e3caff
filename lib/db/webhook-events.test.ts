/** What is told to webhooks is what was written, by whatever way, exactly once. */
import { randomUUID } from "node:crypto";
import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import type { CallWrite } from "../domain/call-record.ts";
import { webhookEvents } from "../domain/webhook-delivery.ts";
import type { Lease } from "./leases.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { takeLease } = await import("./leases.ts");
const { closeOrphans, writeCalls } = await import("./call-records.ts");
const { storeRequest, writeCallback } = await import("./callback-requests.ts");
const { beginMessage, completeLeftMessages, writeMessages } = await import("./message-records.ts");
const { forgetOld } = await import("./retention.ts");
const { erase, subjectNumber } = await import("./personal-data.ts");

const at = new Date("2026-11-22T06:00:00.120Z");
let organisationId: string;
let userId: string;
let lease: Lease;

const webhook = (rest: { events?: string[]; enabled?: boolean; organisationId?: string } = {}) =>
  db().webhook.create({ data: { organisationId, url: "https://shop.invalid/", secret: "s", events: [...webhookEvents], ...rest } });

beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: "webhooks" } })).id;
  const user = { organisationId, email: `${randomUUID()}@t.invalid`, name: "Anna", extension: "1", role: "member" as const };
  userId = (await db().user.create({ data: user })).id;
  lease = (await takeLease(organisationId, "webhooks", 3600))!;
});

const told = async () => {
  const rows = await db().webhookDelivery.findMany({ where: { webhook: { organisationId } }, orderBy: [{ at: "asc" }] });
  return rows.map(({ event, payload }) => [event, payload as Record<string, unknown>] as const);
};
const events = async () => (await told()).map(([event]) => event);
const write = (...writes: CallWrite[]) =>
  db().$transaction((tx) =>
    writeCalls(
      tx,
      writes.map((each) => ({ write: each, token: lease.token })),
    ),
  );

function wholeCall(id: string, callerName = "Liisa"): CallWrite[] {
  const numbers = { dialledNumber: "8000", callerNumber: "0451234567", callerName };
  const end = {
    endedAt: at,
    outcome: "answered",
    outcomeReason: "callerHungUp",
    endedBy: "caller",
    waitSeconds: 3,
    talkSeconds: 9,
  } as const;
  return [
    {
      kind: "arrival",
      arrival: { id, organisationId, groupId: null, groupName: "G", ...numbers, direction: "incoming", sipCallId: "s", arrivedAt: at },
    },
    { kind: "progress", callId: id, progress: { queuedAt: at } },
    { kind: "progress", callId: id, progress: { answeredAt: at, answeredById: userId } },
    { kind: "end", callId: id, end },
    { kind: "wrapUp", callId: id, wrapUpSeconds: 5 },
  ];
}

async function groupId(): Promise<string> {
  const groups = await import("./groups.ts");
  const { groupSettings } = await import("../domain/group/group.ts");
  const number = await db().number.create({
    data: { organisationId, digits: `7${randomUUID().replace(/\D/g, "").slice(0, 9)}`, type: "test" },
  });
  const actor: Actor = { userId, organisationId, role: "administrator", name: "A", language: "fi" };
  const saved = await groups.create(actor, groupSettings.parse({ general: { name: "Myynti", numberId: number.id } }));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.group.id;
}

const request = async (rest: object = {}) => ({
  ...{ id: randomUUID(), groupId: await groupId(), originCallId: null, number: "0451234567", attempts: 0 },
  ...{ arrivedAt: at, requestedAt: at, expiresAt: at, nextAttemptAt: null },
  ...rest,
});

test("a call tells that it arrived, was answered and ended, with what was known by then", async () => {
  await webhook();
  const id = randomUUID();
  await write(...wholeCall(id));
  const [arrived, answered, ended] = await told();
  const call = { callId: id, direction: "incoming", groupName: "G", callerNumber: "0451234567", arrivedAt: "2026-11-22T06:00:00.120Z" };
  expect(arrived).toEqual(["call.arrived", expect.objectContaining(call)]);
  expect(arrived?.[1]).not.toHaveProperty("outcome");
  expect(answered).toEqual(["call.answered", expect.objectContaining({ ...call, memberId: userId, memberName: "Anna" })]);
  const outcome = { outcome: "answered", outcomeReason: "callerHungUp", waitSeconds: 3, talkSeconds: 9, endedAt: call.arrivedAt };
  expect(ended).toEqual(["call.ended", expect.objectContaining({ ...call, ...outcome })]);
});

test("a caller's name is told as the text that it is, whatever it says", async () => {
  await webhook();
  const name = '","outcome":"answered"}\n<img src=x onerror=alert(1)> \\ \'=1+1 {{x}} \u2028';
  await write(...wholeCall(randomUUID(), name));
  const told = await db().webhookDelivery.findMany({
    where: { webhook: { organisationId } },
    select: { payload: true },
    orderBy: { at: "asc" },
  });
  expect(told.map(({ payload }) => (JSON.parse(JSON.stringify(payload)) as { callerName: string }).callerName)).toEqual([name, name, name]);
  expect(told[0]?.payload).not.toHaveProperty("outcome");
});

test("a journal that is replayed tells nothing twice, also to a webhook that was made meanwhile", async () => {
  await webhook();
  const id = randomUUID();
  await write(...wholeCall(id));
  await webhook();
  await write(...wholeCall(id));
  expect(await events()).toEqual(["call.arrived", "call.answered", "call.ended"]);
});

test("what is not written is not told, and what is told is written", async () => {
  await webhook();
  const failing = db().$transaction(async (tx) => {
    await writeCalls(
      tx,
      wholeCall(randomUUID()).map((each) => ({ write: each, token: lease.token })),
    );
    throw new Error("the database refused something else");
  });
  await expect(failing).rejects.toThrow("something else");
  expect(await events()).toEqual([]);
});

test("only those that are on, of the same organisation, and want the event are told", async () => {
  const other = await db().organisation.create({ data: { name: "other" } });
  const foreign = await webhook({ organisationId: other.id });
  await webhook({ enabled: false });
  await webhook({ events: ["call.ended"] });
  await write(...wholeCall(randomUUID()));
  expect(await events()).toEqual(["call.ended"]);
  expect(await db().webhookDelivery.count({ where: { webhookId: foreign.id } })).toBe(0);
});

test("calls that a dead worker left open tell their end", async () => {
  await webhook({ events: ["call.ended"] });
  await write(wholeCall(randomUUID())[0]!);
  lease = (await takeLease(organisationId, "webhooks", 3600))!;
  await closeOrphans(lease, at, []);
  expect(await told()).toEqual([["call.ended", expect.objectContaining({ outcome: "failed", outcomeReason: "workerStopped" })]]);
});

test("a callback request tells that it was made, and its end with the state, once", async () => {
  await webhook();
  const made = await request();
  await storeRequest(lease, made);
  await storeRequest(lease, { ...made, id: randomUUID() });
  const end = { kind: "ended", callbackId: made.id, state: "reached", reason: "callerHungUp", endedAt: at } as const;
  for (const _twice of [1, 2]) await db().$transaction((tx) => writeCallback(tx, end, lease.token));
  const common = { callbackId: made.id, number: "0451234567", groupName: "Myynti" };
  expect(await told()).toEqual([
    ["callback.requested", expect.objectContaining(common)],
    ["callback.ended", expect.objectContaining({ ...common, state: "reached", reason: "callerHungUp" })],
  ]);
});

test("an open callback request that goes with its group tells that it is cancelled", async () => {
  await webhook({ events: ["callback.ended"] });
  const made = await request();
  await storeRequest(lease, made);
  await db().callback.deleteMany({ where: { groupId: made.groupId } });
  expect(await told()).toEqual([["callback.ended", expect.objectContaining({ state: "cancelled", reason: "groupDeleted" })]]);
});

const leave = async () => {
  const id = randomUUID();
  const caller = { callerNumber: "0451234567", callerName: null, startedAt: at, questions: ["Nimi?", "Asiakasnumero?"] };
  await beginMessage(lease, { id, messageBoxId: randomUUID(), boxName: "Yö", groupId: randomUUID(), callId: randomUUID(), ...caller });
  const sound = { kind: "sound", messageId: id, question: 0, piece: 0, alaw: Buffer.alloc(16_000).toString("base64") } as const;
  await db().$transaction((tx) => writeMessages(tx, [sound, { kind: "keys", messageId: id, question: 1, keys: "77" }]));
  return id;
};

test("a message is told when it is complete, with its answers but not its sound", async () => {
  await webhook();
  const id = await leave();
  expect(await events()).toEqual([]);
  for (const _twice of [1, 2]) await db().$transaction((tx) => writeMessages(tx, [{ kind: "complete", messageId: id, at }]));
  const answers = [
    { question: "Nimi?", keys: null, seconds: 2 },
    { question: "Asiakasnumero?", keys: "77", seconds: null },
  ];
  expect(await told()).toEqual([["message.recorded", expect.objectContaining({ messageId: id, boxName: "Yö", cutOff: false, answers })]]);
});

test("a message that was cut off with its worker is told too", async () => {
  await webhook();
  await leave();
  lease = (await takeLease(organisationId, "webhooks", 3600))!;
  await completeLeftMessages(lease, at);
  expect(await told()).toEqual([["message.recorded", expect.objectContaining({ cutOff: true })]]);
});

test("a number that is forgotten goes out of what was told; deliveries are kept for 30 days", async () => {
  await webhook();
  await write(...wholeCall(randomUUID()));
  const actor: Actor = { userId, organisationId, role: "administrator", name: "A", language: "fi" };
  await erase(actor, { number: subjectNumber("+358 45 1234567")!, fingerprint: "f" });
  expect(await events()).toHaveLength(3);
  expect(JSON.stringify(await told())).not.toMatch(/1234567|Liisa/);
  await forgetOld(lease, new Date(Date.now() + 29 * 86_400_000));
  expect(await events()).toHaveLength(3);
  await forgetOld(lease, new Date(Date.now() + 31 * 86_400_000));
  expect(await events()).toEqual([]);
});
