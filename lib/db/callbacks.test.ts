/** Which callback requests the portal shows to whom, and in which order. */
import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor, Role } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const callbacks = await import("./callbacks.ts");

let made = 0;
let organisationId: string;
let administrator: Actor;
let groupIds: string[];

async function person(role: Role, name: string): Promise<Actor> {
  const user = await db().user.create({
    data: { organisationId, email: `${name}${made}@listed.invalid`, name, extension: `${role.length}${made}`, role },
  });
  return { userId: user.id, organisationId, role, name, language: "fi" };
}

beforeEach(async () => {
  made++;
  organisationId = (await db().organisation.create({ data: { name: `listed callbacks ${made}` } })).id;
  administrator = await person("administrator", "Anna");
  groupIds = [];
  for (const digits of [`96${made}1`, `96${made}2`]) {
    const { id: numberId } = await db().number.create({ data: { organisationId, digits, type: "test" } });
    const saved = await groups.create(administrator, groupSettings.parse({ general: { name: digits, numberId } }));
    if (saved.ok) groupIds.push(saved.group.id);
  }
});

const minute = (count: number) => new Date(Date.UTC(2026, 2, 2, 10, count));

const request = (number: string, arrived: number, more: object = {}) =>
  db().callback.create({
    data: {
      ...{ organisationId, groupId: groupIds[0]!, number, arrivedAt: minute(arrived), requestedAt: minute(arrived), expiresAt: minute(59) },
      ...more,
    },
  });

test("the open ones come first in the order of the queue, then the ended ones from the newest", async () => {
  await request("0401000001", 1, { state: "cancelled", endedAt: minute(20), endReason: "callbackCancelled" });
  await request("0401000002", 2, { state: "reached", endedAt: minute(30), endReason: "callerHungUp", reservedById: administrator.userId });
  await request("0401000004", 4, { attempts: 1, nextAttemptAt: minute(40) });
  await request("0401000003", 3, { state: "ringing" });
  const list = await callbacks.list(administrator);
  expect(list.map(({ number }) => number)).toEqual(["0401000003", "0401000004", "0401000002", "0401000001"]);
  expect(list[1]).toMatchObject({ attempts: 1, attemptsAllowed: 3, nextAttemptAt: minute(40).toISOString(), endedAt: null });
  expect(list[2]).toMatchObject({ memberName: "Anna", endReason: "callerHungUp", endedAt: minute(30).toISOString() });
});

test("a supervisor sees and cancels the requests of her groups only; a member's word counts for those that he calls", async () => {
  const supervisor = await person("supervisor", "Sanna");
  const member = await person("member", "Mikko");
  await db().groupSupervisor.create({ data: { groupId: groupIds[0]!, userId: supervisor.userId } });
  const hers = await request("0401000001", 1, { reservedById: member.userId });
  const others = await request("0401000002", 2, { groupId: groupIds[1] });
  expect((await callbacks.list(supervisor)).map(({ id }) => id)).toEqual([hers.id]);
  expect([await callbacks.mayCancel(supervisor, hers.id), await callbacks.mayCancel(supervisor, others.id)]).toEqual([true, false]);
  expect([await callbacks.maySayResult(supervisor, hers.id), await callbacks.maySayResult(supervisor, others.id)]).toEqual([true, false]);
  expect([await callbacks.maySayResult(member, hers.id), await callbacks.maySayResult(member, others.id)]).toEqual([true, false]);
});

test.each([
  ["cancel", "cancel", { number: "0401000001", state: "cancelled" }],
  ["reached", "result", { number: "0401000001", reached: true }],
  ["notReached", "result", { number: "0401000001", reached: false }],
] as const)("what a person does to a request stands in the audit log (%s), if the worker does it", async (action, entry, after) => {
  const { id } = await request("0401000001", 1);
  const audit = () => db().auditEntry.findMany({ where: { organisationId, subjectKind: "callback" } });
  const refused = { ok: false as const, reason: "notNow" as const };
  expect(await callbacks.changeAudited(administrator, id, action, async () => refused)).toEqual(refused);
  await expect(callbacks.changeAudited(administrator, id, action, () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
  expect(await audit()).toEqual([]);
  expect(await callbacks.changeAudited(administrator, id, action, async () => ({ ok: true }))).toEqual({ ok: true });
  expect(await audit()).toMatchObject([{ action: entry, subjectId: id, actorName: "Anna", after }]);
});

test("a request of another organisation is not touched: the worker is not even asked", async () => {
  const { id } = await request("0401000001", 1);
  const stranger = { ...administrator, organisationId: (await db().organisation.create({ data: { name: `strangers ${made}` } })).id };
  const carryOut = vi.fn();
  expect(await callbacks.changeAudited(stranger, id, "cancel", carryOut)).toEqual({ ok: false, reason: "unknownCallback" });
  expect(carryOut).not.toHaveBeenCalled();
});
