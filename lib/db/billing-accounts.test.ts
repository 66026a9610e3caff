/** Billing IDs in a real database. */
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { billingAccountSettings } from "../domain/billing-account.ts";
import { groupSettings } from "../domain/group/group.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { administratorOf } = await import("./testing/administrator.ts");
const accounts = await import("./billing-accounts.ts");
const groups = await import("./groups.ts");

let actor: Actor;
let other: Actor;
beforeAll(async () => {
  actor = await administratorOf("billing-a");
  other = await administratorOf("billing-b");
});

async function added(code: string) {
  const saved = await accounts.create(actor, { code, name: "Asiakaspalvelu" });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.billingAccount;
}

test("a code is one organisation's once, and another organisation's too", async () => {
  await added("100-A");
  expect(await accounts.create(actor, { code: "100-A", name: "Toinen" })).toEqual({ ok: false, reason: "codeTaken", field: "code" });
  expect(await accounts.create(other, { code: "100-A", name: "Toinen" })).toMatchObject({ ok: true });
});

test("is changed by one at a time and by nobody else's administrator, and stays while a group has it", async () => {
  const account = await added("200");
  const saved = await accounts.save(actor, account.id, { code: "200", name: "Myynti", version: 1 });
  expect(saved).toMatchObject({ ok: true, billingAccount: { name: "Myynti", version: 2 } });
  expect(await accounts.save(actor, account.id, { code: "200", name: "x", version: 1 })).toMatchObject({ reason: "changedByAnother" });
  expect(await accounts.save(other, account.id, { code: "200", name: "x", version: 2 })).toEqual({ ok: false, reason: "notFound" });
  const number = await db().number.create({ data: { organisationId: actor.organisationId, digits: "0900000778", type: "geographic" } });
  const group = await groups.create(
    actor,
    groupSettings.parse({ general: { name: "Ryhmä", numberId: number.id, billingAccountId: account.id } }),
  );
  expect(await accounts.remove(actor, account.id)).toEqual({ ok: false, reason: "inUse", usedBy: ["Ryhmä"] });
  if (group.ok) await groups.remove(actor, group.group.id);
  expect(await accounts.remove(actor, account.id)).toEqual({ ok: true });
});

test("a code is letters, digits and a few signs", () => {
  const said = (code: string) => billingAccountSettings.safeParse({ code, name: "x" }).error?.issues[0]?.message ?? "fine";
  expect(["1000", "ÄB-12/3_4".replace("_", "."), "a b", "", "x".repeat(41), "=1+1"].map(said)).toEqual([
    "fine",
    "fine",
    "errors.billingCode",
    "errors.required",
    "errors.tooLong",
    "errors.billingCode",
  ]);
});
