/** Where groups and menus send calls by themselves, without a caller's key: for finding loops. */
import type { Actor } from "../domain/actor.ts";
import type { Overflowing } from "../domain/overflow-loop.ts";
import { db, type Transaction } from "./client.ts";
import { toDestination } from "./destination-rows.ts";

export const overflowGraph = (actor: Actor): Promise<Overflowing[]> => readOverflows(db(), actor.organisationId);

const closedDestinations = { outsideHours: true, exception: true, holiday: true, manualClosed: true, emergency: true } as const;

export async function readOverflows(tx: Transaction, organisationId: string): Promise<Overflowing[]> {
  const groups = await tx.group.findMany({
    where: { organisationId },
    select: { id: true, name: true, noAgentsDestination: true, overflowDestination: true, hours: { include: closedDestinations } },
    orderBy: { name: "asc" },
  });
  const menus = await tx.menu.findMany({
    where: { organisationId },
    select: { id: true, name: true, timeout: true, invalid: true, noExtension: true },
    orderBy: { name: "asc" },
  });
  return [
    ...groups.map(({ id, name, noAgentsDestination, overflowDestination, hours }) => ({
      ...{ id, name },
      destinations: [
        noAgentsDestination,
        overflowDestination,
        ...(hours ? [hours.outsideHours, hours.exception, hours.holiday, hours.manualClosed, hours.emergency] : []),
      ].map(toDestination),
    })),
    ...menus.map(({ id, name, timeout, invalid, noExtension }) => ({
      ...{ id, name },
      destinations: [timeout, invalid, noExtension].flatMap((row) => (row ? [toDestination(row)] : [])),
    })),
  ];
}
