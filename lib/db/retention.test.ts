/** What is old goes, what is a person's can be told and forgotten, and the sums stay. */
import { randomUUID } from "node:crypto";
import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { takeLease } = await import("./leases.ts");
const { forgetOld } = await import("./retention.ts");
const { erase, exported, subjectNumber } = await import("./personal-data.ts");
const { writeCalls } = await import("./call-records.ts");
const { report } = await import("./reports.ts");
const { rollDays } = await import("./rolled-days.ts");

const now = new Date("2026-11-22T10:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let actor: Actor;

beforeEach(async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "retention", retentionDaysCalls: 30 } });
  const user = { organisationId, email: `${randomUUID()}@t.invalid`, name: "A", extension: "1", role: "administrator" as const };
  const { id } = await db().user.create({ data: user });
  actor = { userId: id, organisationId, role: "administrator", name: "A", language: "fi" };
});

interface Sketch {
  arrivedAt?: Date;
  number?: string;
  direction?: "incoming" | "outgoing";
  open?: boolean;
}

async function call({
  arrivedAt = daysAgo(1),
  number = "+358 45 123 4567",
  direction = "incoming",
  open = false,
}: Sketch = {}): Promise<string> {
  const id = randomUUID();
  const incoming = direction === "incoming";
  const { organisationId } = actor;
  const numbers = { callerNumber: incoming ? number : "101", dialledNumber: incoming ? "8000" : number, callerName: "Liisa Virtanen" };
  const end = {
    endedAt: arrivedAt,
    outcome: "answered" as const,
    outcomeReason: "callerHungUp",
    endedBy: null,
    waitSeconds: 1,
    talkSeconds: 9,
  };
  await db().$transaction((tx) =>
    writeCalls(
      tx,
      [
        {
          kind: "arrival" as const,
          arrival: { id, organisationId, groupId: null, groupName: "G", ...numbers, direction, sipCallId: "s", arrivedAt },
        },
        {
          kind: "event" as const,
          event: { callId: id, sequence: 1, at: arrivedAt, kind: "transferred" as const, userId: null, detail: { number } },
        },
        ...(open ? [] : [{ kind: "end" as const, callId: id, end }]),
      ].map((write) => ({ write, token: 1n })),
    ),
  );
  return id;
}

async function group(): Promise<string> {
  const groups = await import("./groups.ts");
  const { groupSettings } = await import("../domain/group/group.ts");
  const number = await db().number.create({
    data: { organisationId: actor.organisationId, digits: String(700_000_000 + Math.floor(performance.now() * 1000)), type: "test" },
  });
  const saved = await groups.create(actor, groupSettings.parse({ general: { name: "G", numberId: number.id } }));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.group.id;
}

async function callback(groupId: string, state: "reached" | "waiting", arrivedAt = daysAgo(1)): Promise<string> {
  const { organisationId } = actor;
  const times = { arrivedAt, requestedAt: arrivedAt, expiresAt: arrivedAt };
  return (await db().callback.create({ data: { organisationId, groupId, number: "0451234567", state, ...times } })).id;
}

async function message({
  number = "0451234567",
  at = daysAgo(1),
  callId = randomUUID(),
  open = false,
}: {
  number?: string | null;
  at?: Date;
  callId?: string;
  open?: boolean;
}): Promise<string> {
  const caller = { callerNumber: number, callerName: "Liisa Virtanen", startedAt: at, completedAt: open ? null : at };
  const sound = { create: [{ piece: 0, alaw: new Uint8Array(80) }] };
  const answers = { create: [{ question: 0, prompt: "?", keys: "12345", sound }] };
  const { organisationId } = actor;
  return (
    await db().message.create({ data: { id: randomUUID(), organisationId, boxName: "b", callId, fencingToken: 1n, ...caller, answers } })
  ).id;
}

const callers = async () => (await report(actor, whole, "caller")).rows.map(({ key }) => key).toSorted();
const kept = async () => (await db().call.findMany({ where: { organisationId: actor.organisationId } })).map(({ id }) => id).toSorted();

test("calls and requests older than the organisation keeps them go with their timeline; what is open stays", async () => {
  const [old, young, open] = [
    await call({ arrivedAt: daysAgo(31) }),
    await call({ arrivedAt: daysAgo(29) }),
    await call({ arrivedAt: daysAgo(31), open: true }),
  ];
  const groupId = await group();
  const requests = [await callback(groupId, "reached", daysAgo(31)), await callback(groupId, "waiting", daysAgo(31))];
  const lease = (await takeLease(actor.organisationId, "retention", 60))!;
  expect(await forgetOld(lease, now)).toEqual({ calls: 1, callbacks: 1, messages: 0 });
  expect(await kept()).toEqual([young, open].toSorted());
  expect(await db().callEvent.count({ where: { callId: old } })).toBe(0);
  expect(await db().callback.findMany({ where: { id: { in: requests } }, select: { id: true } })).toEqual([{ id: requests[1] }]);
});

test("more than a batch goes in one run; 0 days keeps everything; a worker without the lease deletes nothing", async () => {
  const { organisationId } = actor;
  const rows = Array.from({ length: 1001 }, () => ({
    ...{ id: randomUUID(), organisationId, groupName: "G", dialledNumber: "8", direction: "incoming" as const, sipCallId: "s" },
    ...{ arrivedAt: daysAgo(40), outcome: "abandoned" as const },
  }));
  await db().call.createMany({ data: rows });
  const lease = (await takeLease(organisationId, "retention", 60))!;
  expect(await forgetOld({ ...lease, token: lease.token - 1n }, now)).toMatchObject({ calls: 0 });
  await db().organisation.update({ where: { id: organisationId }, data: { retentionDaysCalls: 0 } });
  expect(await forgetOld(lease, now)).toMatchObject({ calls: 0 });
  await db().organisation.update({ where: { id: organisationId }, data: { retentionDaysCalls: 30 } });
  expect(await forgetOld(lease, now)).toMatchObject({ calls: 1001 });
});

test("messages go with their sound after the days of their own, calls being kept for ever", async () => {
  const { organisationId } = actor;
  await db().organisation.update({ where: { id: organisationId }, data: { retentionDaysCalls: 0, retentionDaysMessages: 10 } });
  const [old, young, open] = [
    await message({ at: daysAgo(11) }),
    await message({ at: daysAgo(9) }),
    await message({ at: daysAgo(11), open: true }),
  ];
  await call({ arrivedAt: daysAgo(400) });
  const lease = (await takeLease(organisationId, "retention", 60))!;
  expect(await forgetOld(lease, now)).toEqual({ calls: 0, callbacks: 0, messages: 1 });
  const left = await db().message.findMany({ where: { organisationId }, select: { id: true } });
  expect(left.map(({ id }) => id).toSorted()).toEqual([young, open].toSorted());
  expect(await db().messageSound.count({ where: { messageId: old } })).toBe(0);
});

test("sessions and password links that died a week ago go; those that may still count stay", async () => {
  const { organisationId, userId } = actor;
  const place = { userId, address: "a", userAgent: "u" };
  const [seen] = [
    await db().session.create({ data: { ...place, lastSeenAt: daysAgo(1) } }),
    await db().session.create({ data: { ...place, lastSeenAt: daysAgo(8) } }),
  ];
  const link = (expiresAt: Date, usedAt: Date | null = null) =>
    db().passwordReset.create({ data: { userId, hash: randomUUID(), expiresAt, usedAt } });
  const valid = await link(daysAgo(-1));
  await link(daysAgo(8));
  await link(daysAgo(-1), daysAgo(8));
  const lease = (await takeLease(organisationId, "retention", 60))!;
  await forgetOld({ ...lease, token: lease.token - 1n }, now);
  expect(await db().session.count({ where: { userId } })).toBe(2);
  await forgetOld(lease, now);
  expect((await db().session.findMany({ where: { userId } })).map(({ id }) => id)).toEqual([seen.id]);
  expect((await db().passwordReset.findMany({ where: { userId } })).map(({ id }) => id)).toEqual([valid.id]);
});

const subject = { number: subjectNumber("045 1234567")!, fingerprint: "f00d" };
const whole = { from: "2026-11-01", to: "2026-11-30" };

test("all that is stored of a number is told, whatever way it was written, and nothing of another's", async () => {
  await call();
  await call({ direction: "outgoing", number: "0451234567" });
  await call({ number: "+358 45 999 9999" });
  await callback(await group(), "reached");
  await message({ number: "045-123 4567" });
  await message({ number: "+358 45 999 9999" });
  const { calls, callbacks, messages } = await exported(actor, subject);
  expect([calls.length, callbacks.length, messages.length]).toEqual([2, 1, 1]);
  expect(JSON.stringify(messages)).toContain("12345");
  expect(JSON.stringify(calls)).toContain("Liisa Virtanen");
  expect((await exported({ ...actor, organisationId: randomUUID() }, subject).catch(() => null)) ?? { calls: [] }).toMatchObject({
    calls: [],
  });
});

test("a forgotten number stands nowhere any more, the audit log included, and the figures stay", async () => {
  for (const direction of ["incoming", "outgoing"] as const) await call({ direction, number: "0451234567" });
  await call({ number: "+358 45 999 9999" });
  await callback(await group(), "reached");
  const left = await message({ number: "045 123 4567" });
  const ofCall = await message({ number: null, callId: await call() });
  const others = await message({ number: "+358 45 999 9999" });
  const before = await report(actor, whole, "origin");
  expect(await erase(actor, subject)).toEqual({ ok: true, erased: { calls: 3, callbacks: 1, messages: 2 } });
  const { organisationId } = actor;
  const calls = await db().call.findMany({ where: { organisationId }, include: { events: true, legs: true } });
  const callbacks = await db().callback.findMany({ where: { organisationId } });
  const audit = await db().auditEntry.findMany({ where: { organisationId } });
  const messages = await db().message.findMany({ where: { organisationId }, include: { answers: { include: { sound: true } } } });
  expect(messages.filter(({ answers }) => answers.some(({ keys, sound }) => keys || sound.length)).map(({ id }) => id)).toEqual([others]);
  expect(messages.map(({ id }) => id).toSorted()).toEqual([left, ofCall, others].toSorted());
  const stored = JSON.stringify([calls, callbacks, messages, audit], (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(stored).not.toMatch(/45\s?123\s?4567/);
  expect(stored).toContain("45 999 9999");
  expect(audit.find(({ action }) => action === "erase")).toMatchObject({
    action: "erase",
    subjectKind: "personalData",
    subjectId: "f00d",
    after: { calls: 3, callbacks: 1, messages: 2 },
  });
  expect(await report(actor, whole, "origin")).toEqual(before);
});

test("who called stands in no list of callers once his calls are too old or his number is forgotten; the sum keeps a forgotten one", async () => {
  await call({ number: "0451234567" });
  await call({ number: "0409999999", arrivedAt: daysAgo(20) });
  const { organisationId } = actor;
  await db().organisation.update({ where: { id: organisationId }, data: { retentionDaysCalls: 10 } });
  const lease = (await takeLease(organisationId, "retention", 60))!;
  await rollDays(lease, now);
  expect(await callers()).toEqual(["+358409999999", "+358451234567"]);
  await forgetOld(lease, now);
  await rollDays(lease, now);
  expect(await callers()).toEqual(["+358451234567"]);
  await erase(actor, subject);
  const after = await report(actor, whole, "caller");
  expect([after.rows, after.numbers, after.total.offered]).toEqual([[], 0, 1]);
});

test("nothing is forgotten while a request waits or a call goes on", async () => {
  await call();
  const id = await callback(await group(), "waiting");
  expect(await erase(actor, subject)).toEqual({ ok: false, reason: "stillOpen" });
  await db().callback.update({ where: { id }, data: { state: "cancelled" } });
  const isLeft = await message({ open: true });
  expect(await erase(actor, subject)).toEqual({ ok: false, reason: "stillOpen" });
  await db().message.delete({ where: { id: isLeft } });
  const goesOn = await call({ open: true });
  expect(await erase(actor, subject)).toEqual({ ok: false, reason: "stillOpen" });
  expect(await db().call.findUnique({ where: { id: goesOn } })).toMatchObject({ callerName: "Liisa Virtanen" });
});
