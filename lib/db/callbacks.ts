/** Callback requests as the portal sees them. */
import type { Actor } from "../domain/actor.ts";
import type { CallbackRecord, CallbackState } from "../domain/callback.ts";
import type { CallbackAction } from "../domain/live.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { type AuditSubject, Refused, writeAudit } from "./change.ts";
import { db, type Transaction } from "./client.ts";

const open: CallbackState[] = ["waiting", "reserved", "ringing"];
const endedShown = 200;

const watchedBy = (actor: Actor) => ({
  organisationId: actor.organisationId,
  ...(actor.role === "administrator" ? {} : { group: { supervisors: { some: { userId: actor.userId } } } }),
});

/** A supervisor may cancel the requests of her groups, an administrator all. */
export async function mayCancel(actor: Actor, id: string): Promise<boolean> {
  return (await db().callback.count({ where: { AND: [{ id }, watchedBy(actor)] } })) === 1;
}

/** Whether the customer was reached may also be said by the member who called him. */
export async function maySayResult(actor: Actor, id: string): Promise<boolean> {
  const mine = { organisationId: actor.organisationId, reservedById: actor.userId };
  const watched = actor.role === "member" ? [] : [watchedBy(actor)];
  return (await db().callback.count({ where: { AND: [{ id }, { OR: [mine, ...watched] }] } })) === 1;
}

/** What a person does to a request stands in the audit log if the worker does it, and only then. */
export async function changeAudited<R extends { ok: boolean }>(
  actor: Actor,
  id: string,
  action: CallbackAction,
  carryOut: () => Promise<R>,
): Promise<R | typeof unknownCallback> {
  const change = async (tx: Transaction) => {
    const row = await tx.callback.findFirst({ where: { id, organisationId: actor.organisationId }, include });
    if (!row) return unknownCallback;
    await writeAudit(tx, actor, subjectOf(row, action));
    const result = await carryOut();
    if (!result.ok) throw new Refused(result);
    return result;
  };
  try {
    return await db().$transaction(change, { timeout: patienceMs });
  } catch (error) {
    if (error instanceof Refused) return error.outcome as R;
    throw error;
  }
}

const unknownCallback = { ok: false, reason: "unknownCallback" } as const;
/** The worker is given five seconds. */
const patienceMs = 8_000;

function subjectOf(row: Prisma.CallbackGetPayload<{ include: typeof include }>, action: CallbackAction): AuditSubject {
  const { id, number, state } = row;
  const after = action === "cancel" ? { number, state: "cancelled" } : { number, reached: action === "reached" };
  return {
    action: action === "cancel" ? "cancel" : "result",
    kind: "callback",
    id,
    name: row.group.name,
    before: { number, state },
    after,
  };
}

/** The open ones in the order of the queue, then those that ended, the newest first. */
export async function list(actor: Actor): Promise<CallbackRecord[]> {
  const [waiting, ended] = await Promise.all([
    db().callback.findMany({ where: { ...watchedBy(actor), state: { in: open } }, include, orderBy: { arrivedAt: "asc" } }),
    db().callback.findMany({
      where: { ...watchedBy(actor), state: { notIn: open } },
      include,
      orderBy: [{ endedAt: "desc" }, { id: "desc" }],
      take: endedShown,
    }),
  ]);
  return [...waiting, ...ended].map(toRecord);
}

const include = { group: { select: { name: true, callbackAttempts: true } }, reservedBy: { select: { name: true } } } as const;

const toRecord = (row: Prisma.CallbackGetPayload<{ include: typeof include }>): CallbackRecord => ({
  id: row.id,
  groupId: row.groupId,
  groupName: row.group.name,
  number: row.number,
  state: row.state,
  arrivedAt: row.arrivedAt.toISOString(),
  requestedAt: row.requestedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  attempts: row.attempts,
  attemptsAllowed: row.group.callbackAttempts,
  memberName: row.reservedBy?.name ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  endReason: row.endReason,
});
