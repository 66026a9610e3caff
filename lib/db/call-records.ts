/**
 * The durable record of a call, written by the worker as the call goes on. Writing the same thing twice changes nothing, so
 * that a journal can be replayed after the database was away.
 */

import type { CallArrival, CallLegWrite, CallWrite, DayTotals } from "../domain/call-record.ts";
import type { CutOffCaller } from "../domain/callback.ts";
import { otherParty } from "../domain/number-origin.ts";
import { db, type Transaction } from "./client.ts";
import type { Lease } from "./leases.ts";

/**
 * In order. The outcome of a call is written once: a second one is ignored, and nothing is changed behind it. `token` is the fencing
 * token under which the call was served: what a worker writes that has lost its lease is true of its own calls.
 */
export async function writeCalls(tx: Transaction, entries: { write: CallWrite; token: bigint }[]): Promise<void> {
  const arrivals = entries.flatMap(({ write, token }) =>
    write.kind === "arrival" ? [{ ...write.arrival, ...otherPartyOf(write.arrival), workerToken: token }] : [],
  );
  const events = entries.flatMap(({ write }) => (write.kind === "event" ? [write.event] : []));
  if (arrivals.length) await tx.call.createMany({ data: await withLivingGroups(tx, arrivals), skipDuplicates: true });
  for (const { write } of entries) {
    if (write.kind === "progress") await tx.call.updateMany({ where: { id: write.callId, outcome: null }, data: write.progress });
    if (write.kind === "end") await tx.call.updateMany({ where: { id: write.callId, outcome: null }, data: write.end });
    if (write.kind === "wrapUp") await tx.call.updateMany({ where: { id: write.callId }, data: { wrapUpSeconds: write.wrapUpSeconds } });
  }
  for (const { write } of entries) if (write.kind === "leg") await writeLeg(tx, write.leg);
  if (events.length) await tx.callEvent.createMany({ data: events, skipDuplicates: true });
}

const otherPartyOf = ({ direction, callerNumber, dialledNumber }: CallArrival) =>
  otherParty(direction === "outgoing" ? dialledNumber : callerNumber);

/** A leg is written up to three times; a journal that is replayed must not take an end back. */
async function writeLeg(tx: Transaction, leg: CallLegWrite): Promise<void> {
  const { id, answeredAt, endedAt } = leg;
  const known = await tx.billingAccount.count({ where: { id: leg.billingAccountId ?? undefined } });
  const billingAccountId = leg.billingAccountId && known ? leg.billingAccountId : null;
  await tx.callLeg.createMany({ data: { ...leg, billingAccountId }, skipDuplicates: true });
  await tx.callLeg.updateMany({ where: { id }, data: { ...(answeredAt && { answeredAt }), ...(endedAt && { endedAt }) } });
}

/** A group may be deleted while its callers are still being told so: the record keeps its name. */
async function withLivingGroups<A extends CallArrival>(tx: Transaction, arrivals: A[]): Promise<A[]> {
  const ids = arrivals.flatMap((arrival) => arrival.groupId ?? []);
  const living = new Set((await tx.group.findMany({ where: { id: { in: ids } }, select: { id: true } })).map((group) => group.id));
  return arrivals.map((arrival) => ({ ...arrival, groupId: arrival.groupId && living.has(arrival.groupId) ? arrival.groupId : null }));
}

/** True when trying again later can help: the database is away, not the write wrong. */
export function isDatabaseAway(error: unknown): boolean {
  const { name, code, meta } = (error ?? {}) as {
    name?: string;
    code?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  const sqlState = String(meta?.driverAdapterError?.cause?.originalCode ?? "");
  return name !== "PrismaClientValidationError" && !refusedCodes.has(String(code)) && !refusedStates.test(sqlState);
}

const refusedCodes = new Set(["P2002", "P2003", "P2004", "P2011", "P2025"]);
/** PostgreSQL's classes "data exception" and "integrity constraint violation": the same write will never be taken. */
const refusedStates = /^2[23]/;

/** Calls that earlier holders of the lease left open get an end, so that the sums agree; and who was cut off in a queue is told. */
export async function closeOrphans({ organisationId, token }: Lease, at: Date): Promise<{ calls: number; cutOff: CutOffCaller[] }> {
  const left = { organisationId, outcome: null, OR: [{ workerToken: null }, { workerToken: { lt: token } }] };
  const answered = await db().call.updateMany({
    where: { ...left, answeredAt: { not: null } },
    data: { outcome: "answered", outcomeReason: "workerStopped", endedAt: at },
  });
  const queued = await db().call.findMany({
    where: { ...left, direction: { not: "outgoing" }, queuedAt: { not: null }, groupId: { not: null } },
    orderBy: { arrivedAt: "asc" },
  });
  const waiting = await db().call.updateMany({
    where: left,
    data: { outcome: "failed", outcomeReason: "workerStopped", endedAt: at },
  });
  const cutOff = queued.flatMap(({ id, groupId, callerNumber, direction, arrivedAt }) =>
    groupId ? [{ callId: id, groupId, number: callerNumber, direction, arrivedAt }] : [],
  );
  return { calls: answered.count + waiting.count, cutOff };
}

/** Totals per group of the calls that arrived since `from`; calls back to customers are none of them. */
export async function totalsSince(organisationId: string, from: Date): Promise<DayTotals[]> {
  return db().$queryRaw<DayTotals[]>`
    SELECT c."groupId",
      count(*)::int AS "offered",
      (count(*) FILTER (WHERE c."outcome" = 'answered'))::int AS "answered",
      (count(*) FILTER (WHERE c."outcome" = 'abandoned'))::int AS "abandoned",
      (count(*) FILTER (WHERE c."outcome" = 'abandoned' AND c."waitSeconds" >= g."shortAbandonSeconds"))::int AS "abandonedLate",
      (count(*) FILTER (WHERE c."outcome" = 'overflowed'))::int AS "overflowed",
      (count(*) FILTER (WHERE c."outcome" = 'answered' AND c."waitSeconds" <= g."serviceLevelTargetSeconds"))::int AS "answeredInTarget"
    FROM "Call" c JOIN "Group" g ON g."id" = c."groupId"
    WHERE c."organisationId" = ${organisationId}::uuid AND c."arrivedAt" >= ${from} AND c."outcome" IS NOT NULL
      AND c."direction" <> 'outgoing'
    GROUP BY c."groupId"`;
}

/** Talk seconds of the last calls of each group, oldest first: at most 50 a group. */
export async function recentTalkSeconds(organisationId: string): Promise<Map<string, number[]>> {
  const rows = await db().$queryRaw<{ groupId: string; talkSeconds: number }[]>`
    SELECT "groupId", "talkSeconds" FROM (
      SELECT "groupId", "talkSeconds", "endedAt", row_number() OVER (PARTITION BY "groupId" ORDER BY "endedAt" DESC) AS "age"
      FROM "Call"
      WHERE "organisationId" = ${organisationId}::uuid AND "groupId" IS NOT NULL AND "talkSeconds" IS NOT NULL AND "endedAt" > now() - interval '30 days'
    ) recent WHERE "age" <= 50 ORDER BY "endedAt"`;
  const byGroup = new Map<string, number[]>();
  for (const { groupId, talkSeconds } of rows) byGroup.set(groupId, [...(byGroup.get(groupId) ?? []), talkSeconds]);
  return byGroup;
}
