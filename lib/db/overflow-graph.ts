/** Where groups and menus send calls by themselves, without a caller's key: for finding loops. */
import type { Actor } from "../domain/actor.ts";
import { leadsOn } from "../domain/group/leads-on.ts";
import type { Overflowing } from "../domain/overflow-loop.ts";
import { db, type Transaction } from "./client.ts";
import { toDestination } from "./destination-rows.ts";
import { toHours, wholeGroup } from "./group-rows.ts";

export const overflowGraph = (actor: Actor): Promise<Overflowing[]> => readOverflows(db(), actor.organisationId);

export async function readOverflows(tx: Transaction, organisationId: string): Promise<Overflowing[]> {
  const groups = await tx.group.findMany({
    where: { organisationId },
    select: {
      id: true,
      name: true,
      number: { select: { digits: true } },
      noAgentsDestination: true,
      overflowDestination: true,
      hours: wholeGroup.hours,
    },
    orderBy: { name: "asc" },
  });
  const menus = await tx.menu.findMany({
    where: { organisationId },
    select: { id: true, name: true, timeout: true, invalid: true, noExtension: true },
    orderBy: { name: "asc" },
  });
  return [
    ...groups.map(({ id, name, number, noAgentsDestination, overflowDestination, ...row }) => {
      const queue = { noAgentsDestination: toDestination(noAgentsDestination), overflowDestination: toDestination(overflowDestination) };
      const hours = toHours(row.hours);
      return {
        id,
        name,
        number: number.digits,
        hours,
        ways: leadsOn({ queue, hours }).map(({ destination, when }) => ({ destination, when })),
      };
    }),
    ...menus.map(({ id, name, timeout, invalid, noExtension }) => ({
      ...{ id, name, hours: null },
      ways: [timeout, invalid, noExtension].flatMap((row) => (row ? [{ destination: toDestination(row), when: "always" as const }] : [])),
    })),
  ];
}
