/**
 * Calls, callback requests and messages that are older than the organisation keeps them go, a few at a time so that nobody waits for a
 * lock, and with them what was told to webhooks, and sessions and password links that are long dead. By the holder of the lease only.
 */
import { db, type Transaction } from "./client.ts";
import { holdsLease, type Lease } from "./leases.ts";

const batchSize = 500;
const dayMs = 86_400_000;
/** Sessions last hours and links a day or two: what is this old can open nothing, and no throttle counts it any more. */
const deadAccessDays = 7;
/** As long as one may ask for a delivery anew. */
const deliveryDays = 30;

export interface Forgotten {
  calls: number;
  callbacks: number;
  messages: number;
}

/** Ends early, with what was done by then, when the lease has gone to another worker. */
export async function forgetOld(lease: Lease, now: Date): Promise<Forgotten> {
  const { organisationId } = lease;
  const { retentionDaysCalls, retentionDaysMessages } = await db().organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { retentionDaysCalls: true, retentionDaysMessages: true },
  });
  const messages = await forgetMessages(lease, limitOf(retentionDaysMessages, now));
  const figures = await forgetCalls(lease, limitOf(retentionDaysCalls, now));
  await inBatches(lease, (tx) => deleteDeadAccess(tx, organisationId, new Date(now.getTime() - deadAccessDays * dayMs)));
  await inBatches(lease, (tx) => deleteDeliveries(tx, organisationId, new Date(now.getTime() - deliveryDays * dayMs)));
  return { ...figures, messages };
}

/** Null: kept for ever. */
const limitOf = (days: number, now: Date) => (days === 0 ? null : new Date(now.getTime() - days * dayMs));

async function forgetCalls(lease: Lease, before: Date | null): Promise<Omit<Forgotten, "messages">> {
  if (!before) return { calls: 0, callbacks: 0 };
  const callbacks = await inBatches(lease, (tx) => deleteCallbacks(tx, lease.organisationId, before));
  const calls = await inBatches(lease, (tx) => deleteCalls(tx, lease.organisationId, before));
  await deletePeriods(lease.organisationId, before);
  return { calls, callbacks };
}

const forgetMessages = async (lease: Lease, before: Date | null) =>
  before ? inBatches(lease, (tx) => deleteMessages(tx, lease.organisationId, before)) : 0;

async function inBatches(lease: Lease, deleteSome: (tx: Transaction) => Promise<number>): Promise<number> {
  let all = 0;
  for (let deleted = batchSize; deleted === batchSize; all += deleted) {
    deleted = await db().$transaction(async (tx) => ((await holdsLease(tx, lease)) ? deleteSome(tx) : 0));
  }
  return all;
}

/** With their timeline and their legs. What has not ended stays, however old it is. */
const deleteCalls = (tx: Transaction, organisationId: string, before: Date) => tx.$executeRaw`
  DELETE FROM "Call" WHERE "id" IN (
    SELECT "id" FROM "Call" WHERE "organisationId" = ${organisationId}::uuid AND "arrivedAt" < ${before} AND "outcome" IS NOT NULL
    ORDER BY "arrivedAt" LIMIT ${batchSize})`;

const deleteCallbacks = (tx: Transaction, organisationId: string, before: Date) => tx.$executeRaw`
  DELETE FROM "Callback" WHERE "id" IN (
    SELECT "id" FROM "Callback"
    WHERE "organisationId" = ${organisationId}::uuid AND "arrivedAt" < ${before} AND "state" NOT IN ('waiting', 'reserved', 'ringing')
    LIMIT ${batchSize})`;

/** With their sound. */
const deleteMessages = (tx: Transaction, organisationId: string, before: Date) => tx.$executeRaw`
  DELETE FROM "Message" WHERE "id" IN (
    SELECT "id" FROM "Message" WHERE "organisationId" = ${organisationId}::uuid AND "completedAt" < ${before} LIMIT ${batchSize})`;

async function deleteDeadAccess(tx: Transaction, organisationId: string, before: Date): Promise<number> {
  const user = { organisationId };
  await tx.session.deleteMany({ where: { user, lastSeenAt: { lt: before } } });
  await tx.passwordReset.deleteMany({ where: { user, OR: [{ expiresAt: { lt: before } }, { usedAt: { lt: before } }] } });
  await tx.reportMail.deleteMany({ where: { user, day: { lt: before.toISOString().slice(0, 10) } } });
  return 0;
}

/** Numbers of callers stand in them. Tried or not: after a day an attempt is given up anyway. */
const deleteDeliveries = (tx: Transaction, organisationId: string, before: Date) => tx.$executeRaw`
  DELETE FROM "WebhookDelivery" WHERE "id" IN (
    SELECT d."id" FROM "WebhookDelivery" d JOIN "Webhook" w ON w."id" = d."webhookId"
    WHERE w."organisationId" = ${organisationId}::uuid AND d."at" < ${before} LIMIT ${batchSize})`;

async function deletePeriods(organisationId: string, before: Date): Promise<void> {
  const users = await db().user.findMany({ where: { organisationId }, select: { id: true } });
  const old = { userId: { in: users.map(({ id }) => id) }, endedAt: { lt: before } };
  await db().loginPeriod.deleteMany({ where: old });
  await db().pausePeriod.deleteMany({ where: old });
}
