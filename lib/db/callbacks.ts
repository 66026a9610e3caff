/** Callback requests as the portal sees them. */
import type { Actor } from "../domain/actor.ts";
import type { CallbackRecord, CallbackState } from "../domain/callback.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { db } from "./client.ts";

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
