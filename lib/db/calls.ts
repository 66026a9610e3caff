/** The call log: read by the portal. The worker writes it (call-records.ts). */
import type { Actor } from "../domain/actor.ts";
import type { CallEventKind, CallEventRecord, CallLegRecord, CallRecord } from "../domain/call.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { callFacts, selectedCalls, visibleCalls } from "./call-selection.ts";
import { db } from "./client.ts";
import { timeZoneOf } from "./organisations.ts";

export interface Page {
  /** Calls that arrived before this call in the list: the page's last id. */
  after?: string;
  /** 1-1000 */
  limit?: number;
}

export interface CallPage {
  calls: CallRecord[];
  /** Pass as `after` for the next page; null at the end. */
  next: string | null;
}

const columns = {
  id: true,
  groupId: true,
  groupName: true,
  dialledNumber: true,
  callerNumber: true,
  callerName: true,
  direction: true,
  arrivedAt: true,
  queuedAt: true,
  answeredAt: true,
  endedAt: true,
  answeredBy: { select: { id: true, name: true } },
  outcome: true,
  outcomeReason: true,
  endedBy: true,
  waitSeconds: true,
  talkSeconds: true,
  wrapUpSeconds: true,
  forecastErrorSeconds: true,
} as const satisfies Prisma.CallSelect;
type Row = Prisma.CallGetPayload<{ select: typeof columns }>;

const toRecord = (row: Row): CallRecord => ({
  ...row,
  arrivedAt: row.arrivedAt.toISOString(),
  queuedAt: row.queuedAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** Newest first. */
export async function list(actor: Actor, filter: CallFilter = {}, { after, limit = 50 }: Page = {}): Promise<CallPage> {
  const size = Math.min(Math.max(limit, 1), 1000);
  const selected = selectedCalls(actor, filter, await timeZoneOf(actor.organisationId));
  const before = after
    ? Prisma.sql`AND (c."arrivedAt", c."id") < (SELECT "arrivedAt", "id" FROM "Call" WHERE "id" = ${after}::uuid)`
    : Prisma.empty;
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT c."id"::text FROM ${callFacts} WHERE ${selected} ${before} ORDER BY c."arrivedAt" DESC, c."id" DESC LIMIT ${size + 1}`;
  const ids = found.slice(0, size).map(({ id }) => id);
  const rows = new Map((await db().call.findMany({ where: { id: { in: ids } }, select: columns })).map((row) => [row.id, row]));
  const calls = ids.flatMap((id) => rows.get(id) ?? []).map(toRecord);
  return { calls, next: found.length > size ? (ids.at(-1) ?? null) : null };
}

/** How many there are; what is counted beyond `atMost` says nothing that a list could show. */
export async function count(actor: Actor, filter: CallFilter, atMost = 10_000): Promise<number> {
  const selected = selectedCalls(actor, filter, await timeZoneOf(actor.organisationId));
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (SELECT 1 FROM ${callFacts} WHERE ${selected} LIMIT ${atMost + 1}) found`;
  return row?.count ?? 0;
}

export async function get(
  actor: Actor,
  id: string,
): Promise<(CallRecord & { notes: string; events: CallEventRecord[]; legs: CallLegRecord[] }) | null> {
  const [seen] = await db().$queryRaw<{ id: string }[]>`
    SELECT c."id"::text FROM "Call" c WHERE c."id" = ${id}::uuid AND ${visibleCalls(actor)}`;
  if (!seen) return null;
  const row = await db().call.findUnique({
    where: { id },
    select: { ...columns, notes: true, events: { orderBy: { sequence: "asc" } }, legs: { orderBy: { startedAt: "asc" } } },
  });
  if (!row) return null;
  const { events, legs, notes, ...call } = row;
  const names = await namesOf(events.flatMap((event) => event.userId ?? []));
  return {
    ...toRecord(call),
    notes,
    legs: legs.map(({ kind, number, startedAt, answeredAt, endedAt, billingAccountId }) => ({
      kind,
      number,
      startedAt: startedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
      billingAccountId,
    })),
    events: events.map((event) => ({
      sequence: event.sequence,
      at: event.at.toISOString(),
      kind: event.kind as CallEventKind,
      userId: event.userId,
      userName: event.userId ? (names.get(event.userId) ?? null) : null,
      detail: event.detail as CallEventRecord["detail"],
    })),
  };
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const users = await db().user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
}
