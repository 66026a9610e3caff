/** Where each group sends the calls that it can't keep: for finding loops while a group is edited. */
import type { Actor } from "../domain/actor.ts";
import type { Overflowing } from "../domain/overflow-loop.ts";
import { db } from "./client.ts";
import { toDestination } from "./destination-rows.ts";

export async function overflowGraph(actor: Actor): Promise<Overflowing[]> {
  const rows = await db().group.findMany({
    where: { organisationId: actor.organisationId },
    select: { id: true, name: true, noAgentsDestination: true, overflowDestination: true },
    orderBy: { name: "asc" },
  });
  return rows.map(({ id, name, ...row }) => ({
    id,
    name,
    destinations: [toDestination(row.noAgentsDestination), toDestination(row.overflowDestination)],
  }));
}
