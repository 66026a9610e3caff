/** Numbers in a real database: a use against the rules needs a name, a number in use stays. */
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { newNumber, numberSettings } from "../domain/number.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { administratorOf } = await import("./testing/administrator.ts");
const numbers = await import("./numbers.ts");

let actor: Actor;
let other: Actor;
beforeAll(async () => {
  actor = await administratorOf("numbers-a", "Anna Hyväksyjä");
  other = await administratorOf("numbers-b", "Anna Hyväksyjä");
});

async function added(given: Record<string, unknown>) {
  const saved = await numbers.create(actor, newNumber.parse(given));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.number;
}
const settings = (given: Record<string, unknown> = {}) => numberSettings.parse(given);

test("customers with a contract on a chargeable number: refused until an administrator accepts it, whose name stays while the use stays", async () => {
  const number = await added({ digits: "029 000 0777", priceText: "pvm/mpm" });
  expect(number).toMatchObject({ type: "company", accepted: null });
  const wanted = settings({ purpose: "existingCustomers" });
  expect(await numbers.save(actor, number.id, { ...wanted, version: 1 })).toEqual({
    ok: false,
    reason: "acceptanceNeeded",
    field: "accepted",
  });
  const accepted = await numbers.save(actor, number.id, { ...wanted, accepted: true, version: 1 });
  expect(accepted).toMatchObject({ ok: true, number: { accepted: { by: "Anna Hyväksyjä" }, version: 2 } });
  expect(await numbers.save({ ...actor, name: "Toinen" }, number.id, { ...wanted, priceText: "8 snt/min", version: 2 })).toMatchObject({
    number: { accepted: { by: "Anna Hyväksyjä" } },
  });
  expect(await numbers.save(actor, number.id, { ...settings({ purpose: "sales" }), version: 3 })).toMatchObject({
    number: { accepted: null },
  });
  expect(await numbers.save(actor, number.id, { ...wanted, version: 4 })).toMatchObject({ reason: "acceptanceNeeded" });
  const audited = await db().auditEntry.findMany({ where: { organisationId: actor.organisationId, subjectId: number.id } });
  expect(JSON.stringify(audited.map((entry) => entry.after))).toContain("Anna Hyväksyjä");
});

test("a number is in one organisation only, is nobody else's, and is not added where it is an extension", async () => {
  const number = await added({ digits: "0900000777" });
  expect(await numbers.create(other, newNumber.parse({ digits: "+358 9 0000 0777" }))).toMatchObject({
    reason: "numberExists",
    field: "digits",
  });
  expect(await numbers.get(other, number.id)).toBeNull();
  expect(await numbers.save(other, number.id, { ...settings(), version: 1 })).toEqual({ ok: false, reason: "notFound" });
  expect(await numbers.remove(other, number.id)).toEqual({ ok: false, reason: "notFound" });
  expect(await numbers.save(actor, number.id, { ...settings(), version: 9 })).toMatchObject({ reason: "changedByAnother" });
  await db().user.create({ data: { organisationId: actor.organisationId, email: "x@numbers-a.invalid", name: "X", extension: "8077" } });
  expect(await numbers.create(actor, newNumber.parse({ digits: "8077" }))).toMatchObject({ reason: "numberExists" });
  expect(await numbers.remove(actor, number.id)).toEqual({ ok: true });
});
