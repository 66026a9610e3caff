import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { alertLimitsUpdate, usualLimits } from "../domain/group/alert-limits.ts";
import { type GroupDocument, groupSettings } from "../domain/group/group.ts";
import { administratorOf } from "./testing/administrator.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { setAlertLimits } = await import("./alert-limits.ts");
const { loadConfiguration } = await import("./configuration.ts");
const groups = await import("./groups.ts");

const strict = { longestWaitSeconds: 60, waiting: 5, nobodyLoggedIn: false, callbackExpiresMinutes: null };
let administrator: Actor;
let supervisor: Actor;
let group: GroupDocument;

beforeEach(async () => {
  administrator = await administratorOf("limits");
  const { organisationId } = administrator;
  const person = { organisationId, role: "supervisor" as const, name: "Sari", extension: "101" };
  const { id: userId } = await db().user.create({ data: { ...person, email: `${crypto.randomUUID()}@limits.invalid` } });
  supervisor = { ...administrator, userId, role: "supervisor", name: "Sari" };
  const { id: numberId } = await db().number.create({ data: { organisationId, digits: `97${Date.now()}`, type: "test" } });
  const settings = groupSettings.parse({ general: { name: "Myynti", numberId }, members: { supervisors: [userId] } });
  const saved = await groups.create(administrator, settings);
  if (!saved.ok) throw new Error(saved.reason);
  group = saved.group;
});

const limits = async () => (await loadConfiguration(administrator.organisationId))!.groups[0]!.alertLimits;

test("a new group has the usual limits; its supervisor sets others, which the worker is told and the audit log knows", async () => {
  expect(await limits()).toEqual(usualLimits);
  expect(await setAlertLimits(supervisor, group.id, { ...strict, before: usualLimits })).toEqual({ ok: true, limits: strict });
  expect(await limits()).toEqual(strict);
  const [entry] = await db().auditEntry.findMany({ where: { subjectId: group.id, action: "update" } });
  expect(entry).toMatchObject({ actorName: "Sari", before: { alertLimits: usualLimits }, after: { alertLimits: strict } });
});

test("a group that is saved as a whole keeps them, also when it was read before they were set", async () => {
  await setAlertLimits(supervisor, group.id, strict);
  expect(await groups.save(administrator, group.id, group)).toMatchObject({ ok: true });
  expect(await limits()).toEqual(strict);
});

test("limits that another has set meanwhile are not overwritten: they come back; the same again changes nothing", async () => {
  await setAlertLimits(administrator, group.id, strict);
  const mine = { ...usualLimits, waiting: 9, before: usualLimits };
  expect(await setAlertLimits(supervisor, group.id, mine)).toEqual({ ok: false, reason: "changedByAnother", current: strict });
  expect(await setAlertLimits(supervisor, group.id, { ...strict, before: usualLimits })).toEqual({ ok: true, limits: strict });
  expect(await db().auditEntry.count({ where: { subjectId: group.id, action: "update" } })).toBe(1);
});

test("who does not watch the group does not set them", async () => {
  await groups.save(administrator, group.id, { ...group, members: { ...group.members, supervisors: [] } });
  expect(await setAlertLimits(supervisor, group.id, strict)).toEqual({ ok: false, reason: "forbidden" });
  expect(await setAlertLimits(await administratorOf("elsewhere"), group.id, strict)).toEqual({ ok: false, reason: "notFound" });
  expect(await limits()).toEqual(usualLimits);
});

test.each([
  ["longestWaitSeconds", [10, 14_400], [9, 14_401]],
  ["waiting", [1, 999], [0, 1000]],
  ["callbackExpiresMinutes", [1, 10_080], [0, 10_081]],
] as const)("%s is taken at its bounds and as null, and refused beyond, with the field's name", (key, good, bad) => {
  const taken = (value: unknown) => alertLimitsUpdate.safeParse({ ...strict, [key]: value });
  for (const value of [...good, null]) expect(taken(value).success).toBe(true);
  for (const value of [...bad, 20.5, "20", undefined]) expect(taken(value).error?.issues[0]?.path).toEqual([key]);
});
