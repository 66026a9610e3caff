import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const presence = await import("./presence.ts");
const groups = await import("./groups.ts");
const { groupSettings } = await import("../domain/group/group.ts");

let actor: Actor;
beforeEach(async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "presence" } });
  const data = {
    organisationId,
    email: `${crypto.randomUUID()}@presence.invalid`,
    name: "Maija",
    extension: "100",
    agentState: { create: {} },
  };
  const { id: userId } = await db().user.create({ data });
  actor = { userId, organisationId, role: "administrator", name: "Maija", language: "fi" };
});

test("one who is no member of any group has none to show", async () => {
  expect(await presence.own(actor)).toBeNull();
});

test("a member has his own, and the organisation's names to choose from", async () => {
  const number = await db().number.create({ data: { organisationId: actor.organisationId, digits: "0800000777", type: "freephone" } });
  const made = await groups.create(
    actor,
    groupSettings.parse({ general: { name: "Myynti", numberId: number.id }, members: { members: [{ userId: actor.userId }] } }),
  );
  expect(made).toMatchObject({ ok: true });
  expect(await presence.own(actor)).toEqual({ presence: "available", name: null, choices: [] });
  const choices = [
    { presence: "available", name: "Paikalla" },
    { presence: "busy", name: "Palaverissa" },
  ];
  await db().organisation.update({ where: { id: actor.organisationId }, data: { presenceNames: choices } });
  await db().agentState.update({ where: { userId: actor.userId }, data: { presence: "busy", presenceName: "Palaverissa" } });
  expect(await presence.own(actor)).toEqual({ presence: "busy", name: "Palaverissa", choices });
});
