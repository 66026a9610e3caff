/**
 * Calls and callback requests that are older than the organisation keeps them go, a few at a time so that nobody waits for a lock. By
 * the holder of the lease only.
 */
import { db, type Transaction } from "./client.ts";
import { holdsLease, type Lease } from "./leases.ts";

const batchSize = 500;

export interface Forgotten {
  calls: number;
  callbacks: number;
}

/** Ends early, with what was done by then, when the lease has gone to another worker. */
export async function forgetOld(lease: Lease, now: Date): Promise<Forgotten> {
  const { retentionDaysCalls: days } = await db().organisation.findUniqueOrThrow({
    where: { id: lease.organisationId },
    select: { retentionDaysCalls: true },
  });
  if (days === 0) return { calls: 0, callbacks: 0 };
  const before = new Date(now.getTime() - days * 86_400_000);
  const callbacks = await inBatches(lease, (tx) => deleteCallbacks(tx, lease.organisationId, before));
  const calls = await inBatches(lease, (tx) => deleteCalls(tx, lease.organisationId, before));
  await deletePeriods(lease.organisationId, before);
  return { calls, callbacks };
}

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

async function deletePeriods(organisationId: string, before: Date): Promise<void> {
  const users = await db().user.findMany({ where: { organisationId }, select: { id: true } });
  const old = { userId: { in: users.map(({ id }) => id) }, endedAt: { lt: before } };
  await db().loginPeriod.deleteMany({ where: old });
  await db().pausePeriod.deleteMany({ where: old });
}
