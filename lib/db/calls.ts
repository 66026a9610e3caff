/** The call log: read by the portal. The worker writes it (call-records.ts). */
import type { Actor } from "../domain/actor.ts";
import type { CallEventKind, CallEventRecord, CallLegRecord, CallOutcome, CallRecord } from "../domain/call.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { db } from "./client.ts";

export interface CallFilter {
  groupId?: string;
  userId?: string;
  outcome?: CallOutcome;
  /** Part of a caller's or dialled number; only its digits are compared. */
  number?: string;
  from?: Date;
  to?: Date;
  /** Calls that arrived before this call in the list: the page's last id. */
  after?: string;
  /** 1-200 */
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
} as const satisfies Prisma.CallSelect;
type Row = Prisma.CallGetPayload<{ select: typeof columns }>;

const toRecord = (row: Row): CallRecord => ({
  ...row,
  arrivedAt: row.arrivedAt.toISOString(),
  queuedAt: row.queuedAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** A supervisor sees the calls of the groups given to her, a member those that he answered, an administrator all. */
function visibleTo(actor: Actor): Prisma.CallWhereInput {
  const own = { organisationId: actor.organisationId };
  if (actor.role === "administrator") return own;
  if (actor.role === "supervisor") return { ...own, group: { supervisors: { some: { userId: actor.userId } } } };
  return { ...own, answeredById: actor.userId };
}

export async function list(actor: Actor, filter: CallFilter = {}): Promise<CallPage> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const digits = filter.number?.replace(/\D/g, "").replace(/^(00)?358/, "");
  const rows = await db().call.findMany({
    where: {
      AND: [
        visibleTo(actor),
        {
          groupId: filter.groupId,
          answeredById: filter.userId,
          outcome: filter.outcome,
          arrivedAt: { gte: filter.from, lt: filter.to },
          ...(digits ? { OR: [{ callerNumber: { contains: digits } }, { dialledNumber: { contains: digits } }] } : {}),
        },
      ],
    },
    orderBy: [{ arrivedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(filter.after ? { cursor: { id: filter.after }, skip: 1 } : {}),
    select: columns,
  });
  const page = rows.slice(0, limit);
  return { calls: page.map(toRecord), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function get(actor: Actor, id: string): Promise<(CallRecord & { events: CallEventRecord[]; legs: CallLegRecord[] }) | null> {
  const row = await db().call.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: { ...columns, events: { orderBy: { sequence: "asc" } }, legs: { orderBy: { startedAt: "asc" } } },
  });
  if (!row) return null;
  const { events, legs, ...call } = row;
  const names = await namesOf(events.flatMap((event) => event.userId ?? []));
  return {
    ...toRecord(call),
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
