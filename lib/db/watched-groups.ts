/** Which groups are a person's to watch and to act on in the live view. */
import type { Actor } from "../domain/actor.ts";
import type { Transaction } from "./client.ts";

/** An administrator watches every group of the organisation, a supervisor those that she was given. */
export async function watchesGroup(tx: Transaction, actor: Actor, groupId: string): Promise<boolean> {
  if (actor.role === "administrator") return true;
  if (actor.role === "member") return false;
  const where = { userId: actor.userId, groupId, group: { organisationId: actor.organisationId } };
  return (await tx.groupSupervisor.count({ where })) > 0;
}
