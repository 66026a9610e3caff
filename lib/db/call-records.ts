/**
 * The durable record of a call, written by the worker as the call goes on. Writing the same thing twice changes nothing, so
 * that a journal can be replayed after the database was away.
 */

import type { CallArrival, CallEnd, CallLegWrite, CallProgress, CallWrite, DayTotals } from "../domain/call-record.ts";
import type { CutOffCaller } from "../domain/callback.ts";
import { otherParty } from "../domain/number-origin.ts";
import { db, type Transaction } from "./client.ts";
import { type Lease, mustHold } from "./leases.ts";

/**
 * In order. The outcome of a call is written once: a second one is ignored, and nothing is changed behind it. `token` is the fencing
 * token under which the call was served: what a worker writes that has lost its lease is true of its own calls.
 *
 * However many the writes, the statements are the same few, whose text never changes: Prisma would compile one for each call and each count
 * of rows, which under load cost the worker more than the calls.
 */
export async function writeCalls(tx: Transaction, entries: { write: CallWrite; token: bigint }[]): Promise<void> {
  const writes = entries.map(({ write }) => write);
  await writeArrivals(
    tx,
    entries.flatMap(({ write, token }) =>
      write.kind === "arrival" ? [{ ...write.arrival, ...otherPartyOf(write.arrival), workerToken: String(token) }] : [],
    ),
  );
  await writeChanges(tx, changesOf(writes));
  await writeWrapUps(
    tx,
    writes.filter((write) => write.kind === "wrapUp"),
  );
  for (const write of writes) if (write.kind === "leg") await writeLeg(tx, write.leg);
  await writeEvents(
    tx,
    writes.flatMap((write) => (write.kind === "event" ? [write.event] : [])),
  );
}

const otherPartyOf = ({ direction, callerNumber, dialledNumber }: CallArrival) =>
  otherParty(direction === "outgoing" ? dialledNumber : callerNumber);

type CallChange = CallProgress & Partial<CallEnd>;

/** One for each call: its progress up to its first end. */
function changesOf(writes: CallWrite[]): (CallChange & { id: string })[] {
  const changes = new Map<string, CallChange & { id: string }>();
  for (const write of writes) {
    if (write.kind !== "progress" && write.kind !== "end") continue;
    const change = changes.get(write.callId);
    if (change?.outcome) continue;
    changes.set(write.callId, { ...change, id: write.callId, ...(write.kind === "end" ? write.end : write.progress) });
  }
  return [...changes.values()];
}

/** A group may be deleted while its callers are still being told so: the record keeps its name. */
async function writeArrivals(tx: Transaction, arrivals: object[]): Promise<void> {
  if (arrivals.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Call" ("id", "organisationId", "groupId", "groupName", "dialledNumber", "callerNumber", "callerName", "direction", "sipCallId",
      "arrivedAt", "otherNumber", "origin", "workerToken")
    SELECT w."id", w."organisationId", g."id", w."groupName", w."dialledNumber", w."callerNumber", w."callerName", w."direction", w."sipCallId",
      w."arrivedAt", w."otherNumber", w."origin", w."workerToken"
    FROM jsonb_to_recordset(${rows(arrivals)}::jsonb) AS w("id" uuid, "organisationId" uuid, "groupId" uuid, "groupName" text, "dialledNumber" text,
      "callerNumber" text, "callerName" text, "direction" "CallDirection", "sipCallId" text, "arrivedAt" timestamp(3), "otherNumber" text,
      "origin" text, "workerToken" bigint)
    LEFT JOIN "Group" g ON g."id" = w."groupId"
    ON CONFLICT DO NOTHING`;
}

/** Who answered may be deleted, as the group may, before it is written. */
async function writeChanges(tx: Transaction, changes: object[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Call" c SET
      "queuedAt" = coalesce(w."queuedAt", c."queuedAt"),
      "queuePlace" = coalesce(w."queuePlace", c."queuePlace"),
      "answeredAt" = coalesce(w."answeredAt", c."answeredAt"),
      "answeredById" = coalesce((SELECT u."id" FROM "User" u WHERE u."id" = w."answeredById"), c."answeredById"),
      "groupId" = coalesce((SELECT g."id" FROM "Group" g WHERE g."id" = w."groupId"), c."groupId"),
      "groupName" = coalesce(w."groupName", c."groupName"),
      "forecastErrorSeconds" = coalesce(w."forecastErrorSeconds", c."forecastErrorSeconds"),
      "endedAt" = w."endedAt",
      "outcome" = w."outcome",
      "outcomeReason" = w."outcomeReason",
      "endedBy" = w."endedBy",
      "waitSeconds" = w."waitSeconds",
      "talkSeconds" = w."talkSeconds"
    FROM jsonb_to_recordset(${rows(changes)}::jsonb) AS w("id" uuid, "queuedAt" timestamp(3), "queuePlace" timestamp(3), "answeredAt" timestamp(3),
      "answeredById" uuid, "groupId" uuid, "groupName" text, "forecastErrorSeconds" int, "endedAt" timestamp(3), "outcome" "CallOutcome", "outcomeReason" text,
      "endedBy" text, "waitSeconds" int, "talkSeconds" int)
    WHERE c."id" = w."id" AND c."outcome" IS NULL`;
}

async function writeWrapUps(tx: Transaction, wrapUps: object[]): Promise<void> {
  if (wrapUps.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Call" c SET "wrapUpSeconds" = w."wrapUpSeconds"
    FROM jsonb_to_recordset(${rows(wrapUps)}::jsonb) AS w("callId" uuid, "wrapUpSeconds" int)
    WHERE c."id" = w."callId"`;
}

async function writeEvents(tx: Transaction, events: object[]): Promise<void> {
  if (events.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "CallEvent" ("callId", "sequence", "at", "kind", "userId", "detail")
    SELECT w."callId", w."sequence", w."at", w."kind", w."userId", w."detail"
    FROM jsonb_to_recordset(${rows(events)}::jsonb) AS w("callId" uuid, "sequence" int, "at" timestamp(3), "kind" text, "userId" uuid, "detail" jsonb)
    ON CONFLICT DO NOTHING`;
}

/** Half a character, left where a text was cut, is a character of its own in no JSON that PostgreSQL reads. */
const rows = (items: object[]) => JSON.stringify(items, (_key, value) => (typeof value === "string" ? value.toWellFormed() : value));

/** A leg is written up to three times; a journal that is replayed must not take an end back. */
async function writeLeg(tx: Transaction, leg: CallLegWrite): Promise<void> {
  const { id, answeredAt, endedAt } = leg;
  const known = await tx.billingAccount.count({ where: { id: leg.billingAccountId ?? undefined } });
  const billingAccountId = leg.billingAccountId && known ? leg.billingAccountId : null;
  await tx.callLeg.createMany({ data: { ...leg, billingAccountId }, skipDuplicates: true });
  await tx.callLeg.updateMany({ where: { id }, data: { ...(answeredAt && { answeredAt }), ...(endedAt && { endedAt }) } });
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

/** For the end of thousands of calls at once, each with its webhooks. */
const patienceMs = 30_000;

/** Of earlier holders of the lease. */
const leftOpen = ({ organisationId, token }: Lease) => ({
  organisationId,
  outcome: null,
  OR: [{ workerToken: null }, { workerToken: { lt: token } }],
});
const waiting = { direction: { not: "outgoing" }, queuedAt: { not: null }, groupId: { not: null }, answeredAt: null } as const;

/**
 * Who waited in a queue when an earlier holder of the lease died, in the order of the queue. They are found until {@link closeOrphans} has
 * been told of them.
 *
 * @throws when the lease is not held any more.
 */
export function cutOffCallers(lease: Lease): Promise<CutOffCaller[]> {
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const calls = await tx.call.findMany({ where: { ...leftOpen(lease), ...waiting }, orderBy: [{ arrivedAt: "asc" }, { id: "asc" }] });
    const cutOff = calls.flatMap(({ id, groupId, callerNumber, direction, queuePlace, arrivedAt }) =>
      groupId ? [{ callId: id, groupId, number: callerNumber, direction, arrivedAt: queuePlace ?? arrivedAt }] : [],
    );
    // Stable: of one place, in the order of arrival.
    return cutOff.sort((one, other) => one.arrivedAt.getTime() - other.arrivedAt.getTime());
  });
}

/**
 * Calls that earlier holders of the lease left open get an end, so that the sums agree: of those who waited, those who have been made good.
 *
 * @throws when the lease is not held any more.
 */
export function closeOrphans(lease: Lease, at: Date, madeGood: Pick<CutOffCaller, "callId">[]): Promise<number> {
  const known = madeGood.map(({ callId }) => callId);
  const end = { outcomeReason: "workerStopped", endedAt: at };
  return db().$transaction(
    async (tx) => {
      await mustHold(tx, lease);
      const answered = await tx.call.updateMany({
        where: { ...leftOpen(lease), answeredAt: { not: null } },
        data: { outcome: "answered", ...end },
      });
      const others = await tx.call.updateMany({
        where: { ...leftOpen(lease), NOT: { ...waiting, id: { notIn: known } } },
        data: { outcome: "failed", ...end },
      });
      return answered.count + others.count;
    },
    { timeout: patienceMs },
  );
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
      (count(*) FILTER (WHERE c."outcome" = 'callbackRequested'))::int AS "callbackRequested",
      (count(*) FILTER (WHERE c."outcome" = 'answered' AND c."waitSeconds" <= g."serviceLevelTargetSeconds"))::int AS "answeredInTarget"
    FROM "Call" c JOIN "Group" g ON g."id" = c."groupId"
    WHERE c."organisationId" = ${organisationId}::uuid AND c."arrivedAt" >= ${from} AND c."outcome" IS NOT NULL
      AND c."direction" <> 'outgoing'
    GROUP BY c."groupId"`;
}

/** Seconds of talk and wrap-up of the last calls of each group, oldest first: at most 50 a group. Who met a voicemail has handled none. */
export async function recentHandleSeconds(organisationId: string): Promise<Map<string, number[]>> {
  const rows = await db().$queryRaw<{ groupId: string; handleSeconds: number }[]>`
    SELECT "groupId", "talkSeconds" + coalesce("wrapUpSeconds", 0) AS "handleSeconds" FROM (
      SELECT "groupId", "talkSeconds", "wrapUpSeconds", "endedAt", row_number() OVER (PARTITION BY "groupId" ORDER BY "endedAt" DESC) AS "age"
      FROM "Call"
      WHERE "organisationId" = ${organisationId}::uuid AND "groupId" IS NOT NULL AND "talkSeconds" IS NOT NULL AND "outcome" = 'answered'
        AND "endedAt" > now() - interval '30 days'
    ) recent WHERE "age" <= 50 ORDER BY "endedAt"`;
  const byGroup = new Map<string, number[]>();
  for (const { groupId, handleSeconds } of rows) byGroup.set(groupId, [...(byGroup.get(groupId) ?? []), handleSeconds]);
  return byGroup;
}
