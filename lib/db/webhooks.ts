/** Webhooks of an organisation. The secret is told once, when it is made, and kept sealed: the worker signs with it. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { WebhookSettings, WebhookUpdate } from "../domain/webhook.ts";
import { bothSecretsMs, type WebhookRecord, webhookEvents } from "../domain/webhook-delivery.ts";
import type { Webhook as Row } from "../generated/prisma/client.ts";
import { Refused, writeAudit } from "./change.ts";
import { db, type Transaction } from "./client.ts";
import { seal, webhookSecretName } from "./sealed.ts";
import { webhookChannel } from "./webhook-deliveries.ts";

export const webhooksLimit = 20;

export type WebhookRefusal =
  | { ok: false; reason: "notFound" | "tooManyWebhooks" }
  | { ok: false; reason: "changedByAnother"; current: WebhookRecord };
export type WebhookSaved = { ok: true; webhook: WebhookRecord } | WebhookRefusal;
export type WebhookMade = { ok: true; record: WebhookRecord; secret: string } | WebhookRefusal;

export async function list(actor: Actor): Promise<WebhookRecord[]> {
  const { organisationId } = actor;
  const rows = await db().webhook.findMany({ where: { organisationId }, orderBy: [{ name: "asc" }, { id: "asc" }] });
  const counts = await countsOf(db(), organisationId);
  return rows.map((row) => toRecord(row, counts));
}

export async function get(actor: Actor, id: string): Promise<WebhookRecord | null> {
  return (await list(actor)).find((webhook) => webhook.id === id) ?? null;
}

/** `installationSecret` seals the webhook's own. */
export function create(actor: Actor, settings: WebhookSettings, installationSecret: string): Promise<WebhookMade> {
  return refusing<WebhookMade>(async (tx) => {
    const { organisationId } = actor;
    // One after the other for the organisation: the limit must still hold when it is written.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${organisationId}, 3))`;
    if ((await tx.webhook.count({ where: { organisationId } })) >= webhooksLimit) return { ok: false, reason: "tooManyWebhooks" };
    const id = randomUUID();
    const { secret, sealed } = newSecret(id, installationSecret);
    const record = toRecord(await tx.webhook.create({ data: { id, organisationId, secret: sealed, ...settings } }), new Map());
    await writeAudit(tx, actor, { action: "create", kind: "webhook", id, name: record.name, after: settings });
    return { ok: true, record, secret };
  });
}

/** A new secret, told here only. The one that it had signs beside it for a day; the one before that no more. */
export function renewSecret(actor: Actor, id: string, installationSecret: string, now = new Date()): Promise<WebhookMade> {
  return refusing<WebhookMade>(async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    const { secret, sealed } = newSecret(id, installationSecret);
    const previousSecretUntil = new Date(now.getTime() + bothSecretsMs);
    const data = { secret: sealed, previousSecret: before.secret, previousSecretUntil };
    const row = await tx.webhook.update({ where: { id }, data });
    await writeAudit(tx, actor, {
      ...{ action: "update", kind: "webhook", id, name: row.name },
      after: { secretRenewed: true, previousSecretUntil: previousSecretUntil.toISOString() },
    });
    return { ok: true, record: toRecord(row, await countsOf(tx, actor.organisationId)), secret };
  });
}

function newSecret(webhookId: string, installationSecret: string) {
  const secret = `jonohook_${randomBytes(32).toString("base64url")}`;
  return { secret, sealed: seal(installationSecret, webhookSecretName(webhookId), secret) };
}

/** What waits for a webhook that is switched off waits on; no new events come to it. */
export function save(actor: Actor, id: string, { version, ...settings }: WebhookUpdate): Promise<WebhookSaved> {
  return refusing<WebhookSaved>(async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    const counts = await countsOf(tx, actor.organisationId);
    if (before.version !== version) return { ok: false, reason: "changedByAnother", current: toRecord(before, counts) };
    const row = await tx.webhook.update({ where: { id }, data: { ...settings, version: { increment: 1 } } });
    await writeAudit(tx, actor, {
      ...{ action: "update", kind: "webhook", id, name: row.name },
      ...{ before: settingsOf(before), after: settings },
    });
    // It may be on again, or be elsewhere: what waits may go.
    await tx.$executeRaw`SELECT pg_notify(${webhookChannel}, ${actor.organisationId})`;
    return { ok: true, webhook: toRecord(row, counts) };
  });
}

export function remove(actor: Actor, id: string): Promise<{ ok: true } | WebhookRefusal> {
  return refusing<{ ok: true } | WebhookRefusal>(async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    await tx.webhook.delete({ where: { id } });
    await writeAudit(tx, actor, { action: "delete", kind: "webhook", id, name: before.name, before: settingsOf(before) });
    return { ok: true };
  });
}

type Counts = Map<string, { waiting: number; givenUp: number }>;

async function countsOf(tx: Transaction, organisationId: string): Promise<Counts> {
  const rows = await tx.$queryRaw<{ id: string; waiting: number; givenUp: number }[]>`
    SELECT w."id", (count(*) FILTER (WHERE d."nextAttemptAt" IS NOT NULL))::int AS "waiting",
      (count(*) FILTER (WHERE d."nextAttemptAt" IS NULL))::int AS "givenUp"
    FROM "Webhook" w JOIN "WebhookDelivery" d ON d."webhookId" = w."id" AND d."deliveredAt" IS NULL
    WHERE w."organisationId" = ${organisationId}::uuid GROUP BY w."id"`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

const settingsOf = ({ name, url, events, enabled }: Row) => ({ name, url, enabled, events });

const toRecord = (row: Row, counts: Counts): WebhookRecord => ({
  ...{ id: row.id, version: row.version, name: row.name, url: row.url, enabled: row.enabled },
  events: webhookEvents.filter((event) => row.events.includes(event)),
  createdAt: row.createdAt.toISOString(),
  previousSecretUntil: row.previousSecretUntil && row.previousSecretUntil > new Date() ? row.previousSecretUntil.toISOString() : null,
  ...(counts.get(row.id) ?? { waiting: 0, givenUp: 0 }),
});

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<Row> {
  await tx.$queryRaw`SELECT 1 FROM "Webhook" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await tx.webhook.findFirst({ where: { id, organisationId: actor.organisationId } });
  if (!row) throw new Refused<WebhookRefusal>({ ok: false, reason: "notFound" });
  return row;
}

async function refusing<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await db().$transaction(work);
  } catch (error) {
    if (error instanceof Refused) return error.outcome as T;
    throw error;
  }
}
