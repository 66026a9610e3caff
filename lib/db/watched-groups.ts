/** A group that a person watches, locked for a change: what supervisors may do to it is decided here. */
import type { Actor } from "../domain/actor.ts";
import type { Group } from "../generated/prisma/client.ts";
import { Refused } from "./change.ts";
import type { Transaction } from "./client.ts";

export type NotWatched = { ok: false; reason: "notFound" | "forbidden" };

/** Asked under the lock: a save that takes the group from her comes before or after, never in between. @throws Refused<NotWatched> */
export async function lockWatchedGroup(tx: Transaction, actor: Actor, id: string): Promise<Group> {
  await tx.$queryRaw`SELECT 1 FROM "Group" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const group = await tx.group.findFirst({ where: { id, organisationId: actor.organisationId } });
  if (!group) throw new Refused<NotWatched>({ ok: false, reason: "notFound" });
  if (!(await watchesGroup(tx, actor, id))) throw new Refused<NotWatched>({ ok: false, reason: "forbidden" });
  return group;
}

/** An administrator watches every group of the organisation, a supervisor those that she was given. */
async function watchesGroup(tx: Transaction, actor: Actor, groupId: string): Promise<boolean> {
  if (actor.role !== "supervisor") return actor.role === "administrator";
  return (await tx.groupSupervisor.count({ where: { userId: actor.userId, groupId } })) > 0;
}
