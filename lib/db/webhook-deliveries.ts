/**
 * Deliveries of webhooks. Triggers write them with the record that they tell of; the worker takes those that are due, under its lease,
 * and counts the attempt before it is made: one that dies meanwhile is followed by another attempt, not by none.
 */
import type { Actor } from "../domain/actor.ts";
import { type DeliveryRecord, pauseAfterAttempt, testEvent } from "../domain/webhook-delivery.ts";
import type { WebhookDelivery as Row } from "../generated/prisma/client.ts";
import { db } from "./client.ts";
import { type Lease, mustHold } from "./leases.ts";

/** Payload: the organisation's id. */
export const webhookChannel = "jono_webhooks";

const deliveriesShown = 200;

export interface DueDelivery {
  id: string;
  webhookId: string;
  event: string;
  payload: unknown;
  at: Date;
  /** Of the attempt that is to be made, from 1. */
  attempt: number;
  url: string;
  /** The present one first; the one before it as long as it signs too. */
  sealedSecrets: string[];
}

/** Webhooks that are on and have something to deliver, and when that is due. */
export async function waitingWebhooks({ organisationId }: Lease): Promise<{ webhookId: string; dueAt: Date }[]> {
  const rows = await db().webhookDelivery.groupBy({
    by: ["webhookId"],
    where: { nextAttemptAt: { not: null }, webhook: { organisationId, enabled: true } },
    _min: { nextAttemptAt: true },
  });
  return rows.flatMap(({ webhookId, _min }) => (_min.nextAttemptAt ? [{ webhookId, dueAt: _min.nextAttemptAt }] : []));
}

/** Takes the oldest that are due. @throws when the lease is not held any more. */
export function takeDue(lease: Lease, webhookId: string, now: Date, most: number): Promise<DueDelivery[]> {
  const { organisationId } = lease;
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const rows = await tx.webhookDelivery.findMany({
      where: { webhookId, nextAttemptAt: { lte: now }, webhook: { organisationId, enabled: true } },
      include: { webhook: { select: { url: true, secret: true, previousSecret: true, previousSecretUntil: true } } },
      orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
      take: most,
    });
    for (const { id, attempts } of rows) {
      const nextAttemptAt = nextAfter(attempts + 1, now);
      await tx.webhookDelivery.update({ where: { id }, data: { attempts: attempts + 1, lastAttemptAt: now, nextAttemptAt } });
    }
    return rows.map(({ id, event, payload, at, attempts, webhook }) => ({
      ...{ id, webhookId, event, payload, at, attempt: attempts + 1 },
      ...{ url: webhook.url, sealedSecrets: secretsAt(webhook, now) },
    }));
  });
}

interface Secrets {
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
}

const secretsAt = ({ secret, previousSecret, previousSecretUntil }: Secrets, now: Date): string[] =>
  previousSecret && previousSecretUntil && previousSecretUntil > now ? [secret, previousSecret] : [secret];

const nextAfter = (attempt: number, now: Date): Date | null => {
  const pauseMs = pauseAfterAttempt(attempt);
  return pauseMs === null ? null : new Date(now.getTime() + pauseMs);
};

/** How the attempt ended. One that was asked for anew meanwhile is left as it is. */
export async function settle(
  { id, attempt }: Pick<DueDelivery, "id" | "attempt">,
  delivered: boolean,
  lastStatus: string,
  now: Date,
): Promise<void> {
  const data = delivered ? { deliveredAt: now, nextAttemptAt: null } : { nextAttemptAt: nextAfter(attempt, now) };
  await db().webhookDelivery.updateMany({ where: { id, attempts: attempt, deliveredAt: null }, data: { lastStatus, ...data } });
}

const own = (actor: Actor, webhookId: string) => ({ webhookId, webhook: { organisationId: actor.organisationId } });

/** The newest first. Null: no such webhook. */
export async function list(actor: Actor, webhookId: string): Promise<DeliveryRecord[] | null> {
  if ((await db().webhook.count({ where: { id: webhookId, organisationId: actor.organisationId } })) === 0) return null;
  const rows = await db().webhookDelivery.findMany({
    where: own(actor, webhookId),
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: deliveriesShown,
  });
  return rows.map(toRecord);
}

/** With the id that it had: a receiver that has it already knows it again. */
export async function redeliver(actor: Actor, webhookId: string, id: string, now = new Date()): Promise<DeliveryRecord | null> {
  const data = { attempts: 0, nextAttemptAt: now, deliveredAt: null, lastStatus: null };
  const { count } = await db().webhookDelivery.updateMany({ where: { id, ...own(actor, webhookId) }, data });
  return count === 0 ? null : toRecord(await db().webhookDelivery.findUniqueOrThrow({ where: { id } }));
}

/** Null: no such webhook. */
export async function sendTest(actor: Actor, webhookId: string, now = new Date()): Promise<DeliveryRecord | null> {
  const webhook = await db().webhook.findFirst({ where: { id: webhookId, organisationId: actor.organisationId } });
  if (!webhook) return null;
  const payload = { webhookId, webhookName: webhook.name };
  return toRecord(await db().webhookDelivery.create({ data: { webhookId, event: testEvent, payload, at: now, nextAttemptAt: now } }));
}

const stateOf = ({ deliveredAt, nextAttemptAt }: Row) => {
  if (deliveredAt) return "delivered";
  return nextAttemptAt ? "waiting" : "givenUp";
};

const toRecord = (row: Row): DeliveryRecord => ({
  id: row.id,
  event: row.event as DeliveryRecord["event"],
  at: row.at.toISOString(),
  state: stateOf(row),
  attempts: row.attempts,
  lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  lastStatus: row.lastStatus,
});
