/** Who sends calls to a target: what is still used is not removed, and its users are named. */
import type { Prisma } from "../generated/prisma/client.ts";
import type { Transaction } from "./client.ts";

const named = { select: { id: true, name: true } } as const;
const ofGroup = { select: { group: named } } as const;

const owners = {
  noAgentsOf: named,
  overflowOf: named,
  outsideOf: ofGroup,
  exceptionOf: ofGroup,
  holidayOf: ofGroup,
  manualOf: ofGroup,
  emergencyOf: ofGroup,
  menuOption: { select: { menu: named } },
  timeoutOf: named,
  invalidOf: named,
  noExtOf: named,
} as const;

/** Names of the groups and menus whose destinations match, `except` one of them. */
export async function usersOfDestinations(tx: Transaction, where: Prisma.DestinationWhereInput, except?: string): Promise<string[]> {
  const rows = await tx.destination.findMany({ where, select: owners });
  const users = rows.flatMap((row) => {
    const hours = row.outsideOf ?? row.exceptionOf ?? row.holidayOf ?? row.manualOf ?? row.emergencyOf;
    const menu = row.menuOption?.menu ?? row.timeoutOf ?? row.invalidOf ?? row.noExtOf;
    return row.noAgentsOf ?? row.overflowOf ?? hours?.group ?? menu ?? [];
  });
  return [...new Set(users.filter((user) => user.id !== except).map((user) => user.name))].sort();
}
