/** Log-ins and pauses leave their time behind, whoever ends them. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const { saveLogin, savePersonalState } = await import("./agent-states.ts");
const { workedTime } = await import("./worked-time.ts");

let actor: Actor;
let groupId: string;
const minute = 60_000;
const begin = Date.now() - 60 * minute;
const at = (minutes: number) => new Date(begin + minutes * minute);
const whole = () => ({ userIds: [actor.userId], from: at(0), to: at(120) });
const present = { paused: false, pauseReason: null, presence: "available" as const, presenceName: null };

beforeAll(async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "worked" } });
  const { id } = await db().user.create({
    data: { organisationId, email: `${randomUUID()}@t.invalid`, name: "A", extension: "1", role: "administrator" },
  });
  actor = { userId: id, organisationId, role: "administrator", name: "A", language: "fi" };
  const number = await db().number.create({ data: { organisationId, digits: "9490", type: "test" } });
  const saved = await groups.create(
    actor,
    groupSettings.parse({ general: { name: "Worked", numberId: number.id }, members: { members: [{ userId: id }] } }),
  );
  if (!saved.ok) throw new Error(saved.reason);
  groupId = saved.group.id;
});

const minutesWorked = async () => Math.round(((await workedTime(actor, whole())).get(actor.userId) ?? Number.NaN) / 60);

test("a log-in counts while it goes on and after it has ended, pauses do not", async () => {
  expect(await minutesWorked()).toBe(0);
  await db().groupLogin.updateMany({ where: { groupId }, data: { loggedInAt: at(0) } });
  expect(await minutesWorked()).toBe(60);
  await db().$transaction((tx) => savePersonalState(tx, actor.userId, { ...present, paused: true }));
  await db().$transaction((tx) => savePersonalState(tx, actor.userId, { ...present, paused: true, pauseReason: "lunch" }));
  await db().pausePeriod.updateMany({ where: { userId: actor.userId }, data: { beganAt: at(45) } });
  expect([await minutesWorked(), await db().pausePeriod.count({ where: { userId: actor.userId } })]).toEqual([45, 1]);
  await db().$transaction((tx) => savePersonalState(tx, actor.userId, present));
  expect(await db().pausePeriod.count({ where: { userId: actor.userId, endedAt: null } })).toBe(0);
  await db().$transaction((tx) => saveLogin(tx, groupId, actor.userId, false));
  expect(await minutesWorked()).toBe(45);
});

test("the log-in of a group that is deleted has ended with it", async () => {
  await db().$transaction((tx) => saveLogin(tx, groupId, actor.userId, true));
  await db().groupLogin.updateMany({ where: { groupId }, data: { loggedInAt: at(30) } });
  await groups.remove(actor, groupId);
  expect(await db().groupLogin.count({ where: { userId: actor.userId } })).toBe(0);
  expect(await db().loginPeriod.count({ where: { groupId, beganAt: at(30) } })).toBe(1);
});
