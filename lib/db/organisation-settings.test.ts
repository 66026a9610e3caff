/** The organisation's settings in a real database: who sees them, what the worker gets, two who save at once. */
import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const settings = await import("./organisation-settings.ts");
const { loadConfiguration } = await import("./configuration.ts");

let actor: Actor;
beforeEach(async () => {
  const { id } = await db().organisation.create({ data: { name: "Ennen" } });
  actor = { userId: crypto.randomUUID(), organisationId: id, role: "administrator", name: "Admin", language: "fi" };
});

test("a new organisation keeps calls for a year and messages for ninety days", async () => {
  expect(await settings.get(actor)).toMatchObject({ retentionDaysCalls: 365, retentionDaysMessages: 90, version: 1 });
});

test("a saved change is read back, audited with before and after, and the worker's with the next version", async () => {
  const before = await settings.get(actor);
  const earlier = (await loadConfiguration(actor.organisationId))!.version;
  const wanted = {
    ...before,
    name: "Jälkeen",
    timeZone: "Europe/Stockholm",
    allowedNumberClasses: ["mobile" as const],
    callbackRetryMinutes: 9,
    presenceNames: [{ presence: "available" as const, name: "Paikalla" }],
  };
  expect(await settings.save(actor, wanted)).toEqual({ ok: true, organisation: { ...wanted, version: 2 } });
  expect(await settings.get(actor)).toEqual({ ...wanted, version: 2 });
  expect(await loadConfiguration(actor.organisationId)).toMatchObject({
    ...{ version: earlier + 1, name: "Jälkeen", timeZone: "Europe/Stockholm", allowedNumberClasses: ["mobile"], callbackRetryMinutes: 9 },
  });
  const [entry] = await db().auditEntry.findMany({ where: { organisationId: actor.organisationId } });
  expect(entry).toMatchObject({ subjectKind: "organisation", before: { name: "Ennen" }, after: { name: "Jälkeen" } });
});

test("of two who save at once one is told what the other saved", async () => {
  const read = await settings.get(actor);
  const answers = await Promise.all(["Eka", "Toka"].map((name) => settings.save(actor, { ...read, name })));
  const saved = answers.find((answer) => answer.ok);
  const refused = answers.find((answer) => !answer.ok);
  expect(refused).toMatchObject({ reason: "changedByAnother", current: saved?.ok && saved.organisation });
});
