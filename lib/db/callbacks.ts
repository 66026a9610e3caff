/** Callback requests as the portal sees them. */
import type { Actor } from "../domain/actor.ts";
import { db } from "./client.ts";

type CallbackState = "waiting" | "reserved" | "ringing" | "reached" | "unreached" | "expired" | "cancelled" | "failed";

export interface CallbackRecord {
  id: string;
  groupId: string;
  groupName: string;
  number: string;
  state: CallbackState;
  arrivedAt: string;
  requestedAt: string;
  expiresAt: string;
  attempts: number;
}

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

export async function list(actor: Actor): Promise<CallbackRecord[]> {
  const rows = await db().callback.findMany({
    where: watchedBy(actor),
    include: { group: { select: { name: true } } },
    orderBy: [{ arrivedAt: "desc" }],
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    groupId: row.groupId,
    groupName: row.group.name,
    number: row.number,
    state: row.state,
    arrivedAt: row.arrivedAt.toISOString(),
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    attempts: row.attempts,
  }));
}
