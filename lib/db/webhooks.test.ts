import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { webhookSettings } from "../domain/webhook.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const webhooks = await import("./webhooks.ts");
const { administratorOf } = await import("./testing/administrator.ts");
const deliveries = await import("./webhook-deliveries.ts");

const installationSecret = "installation secret of the webhooks' tests";
const settings = webhookSettings.parse({ name: "Kassa", url: "https://shop.invalid/", events: ["message.recorded", "call.ended"] });
let actor: Actor;
let stranger: Actor;

beforeEach(async () => {
  [actor, stranger] = [await administratorOf("webhooks"), await administratorOf("stranger")];
});

async function made() {
  const webhook = await webhooks.create(actor, settings, installationSecret);
  if (!webhook.ok) throw new Error(webhook.reason);
  return webhook;
}

test("the secret is told once: neither the database nor the audit log has it in clear", async () => {
  const { record, secret } = await made();
  expect(secret).toMatch(/^jonohook_[\w-]{43}$/);
  expect(record.events).toEqual(["call.ended", "message.recorded"]);
  const stored = await db().webhook.findUniqueOrThrow({ where: { id: record.id } });
  const audit = await db().auditEntry.findMany({ where: { organisationId: actor.organisationId } });
  expect(audit).toMatchObject([{ action: "create", subjectKind: "webhook", subjectName: "Kassa" }]);
  const seen = JSON.stringify([stored, audit, await webhooks.list(actor)]);
  expect(seen).not.toContain(secret);
  expect(JSON.stringify([audit, await webhooks.list(actor)])).not.toContain(stored.secret);
});

test("two who change it at once: the second sees what the first saved", async () => {
  const { record } = await made();
  const update = { ...settings, name: "Toinen", version: record.version };
  expect(await webhooks.save(actor, record.id, update)).toMatchObject({ ok: true, webhook: { name: "Toinen", version: 2 } });
  const late = await webhooks.save(actor, record.id, { ...update, name: "Kolmas" });
  expect(late).toMatchObject({ ok: false, reason: "changedByAnother", current: { name: "Toinen", version: 2 } });
});

test("another organisation neither sees nor changes nor sends anything of it", async () => {
  const { record } = await made();
  const sent = (await deliveries.sendTest(actor, record.id))!;
  expect(await webhooks.list(stranger)).toEqual([]);
  expect(await webhooks.save(stranger, record.id, { ...settings, version: 1 })).toEqual({ ok: false, reason: "notFound" });
  expect(await webhooks.remove(stranger, record.id)).toEqual({ ok: false, reason: "notFound" });
  expect(await deliveries.list(stranger, record.id)).toBeNull();
  expect(await deliveries.sendTest(stranger, record.id)).toBeNull();
  expect(await deliveries.redeliver(stranger, record.id, sent.id)).toBeNull();
  expect(await webhooks.get(actor, record.id)).toMatchObject({ waiting: 1, givenUp: 0 });
});

test("a deleted webhook takes its deliveries along", async () => {
  const { record } = await made();
  await deliveries.sendTest(actor, record.id);
  expect(await webhooks.remove(actor, record.id)).toEqual({ ok: true });
  expect(await db().webhookDelivery.count({ where: { webhookId: record.id } })).toBe(0);
});

test("an organisation has at most 20, also when two are made at once", async () => {
  for (let count = 1; count < webhooks.webhooksLimit; count++) await made();
  const both = await Promise.all([1, 2].map(() => webhooks.create(actor, settings, installationSecret)));
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "tooManyWebhooks" });
});

test.each([
  "http://shop.invalid/",
  "https://user:pass@shop.invalid/",
  "https://",
  "ftp://shop.invalid",
  "javascript:alert(1)",
  "shop.invalid",
])("%s is refused with the remedy", (url) => {
  const { error } = webhookSettings.safeParse({ ...settings, url });
  expect(error?.issues).toMatchObject([{ path: ["url"], message: "errors.webhookUrl" }]);
});

test("a secret that is renewed is told once, is noted without it, and is another organisation's business never", async () => {
  const { record, secret } = await made();
  const renewed = await webhooks.renewSecret(actor, record.id, installationSecret);
  if (!renewed.ok) throw new Error(renewed.reason);
  expect(renewed.secret).not.toBe(secret);
  const left = Date.parse(renewed.record.previousSecretUntil!) - Date.now();
  expect(left).toBeGreaterThan(23 * 3_600_000);
  const audit = await db().auditEntry.findMany({ where: { organisationId: actor.organisationId }, orderBy: { at: "asc" } });
  expect(audit.at(-1)).toMatchObject({ action: "update", subjectKind: "webhook", after: { secretRenewed: true } });
  const stored = await db().webhook.findUniqueOrThrow({ where: { id: record.id } });
  for (const told of [secret, renewed.secret, stored.secret])
    expect(JSON.stringify([audit, await webhooks.list(actor)])).not.toContain(told);
  expect(await webhooks.renewSecret(stranger, record.id, installationSecret)).toEqual({ ok: false, reason: "notFound" });
});
