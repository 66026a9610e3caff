/** The users' contact list: colleagues, and the groups that are not hidden from it. */
import type { Actor } from "../domain/actor.ts";
import type { Contact } from "../domain/contact.ts";
import { db } from "./client.ts";

/** Groups first, each kind by name. */
export async function list({ organisationId }: Actor): Promise<Contact[]> {
  const [groups, users] = await Promise.all([
    db().group.findMany({
      where: { organisationId, hideFromDirectory: false },
      select: { name: true, number: { select: { digits: true } } },
      orderBy: { name: "asc" },
    }),
    db().user.findMany({ where: { organisationId }, select: { name: true, extension: true }, orderBy: { name: "asc" } }),
  ]);
  return [
    ...groups.map(({ name, number }) => ({ kind: "group" as const, name, number: number.digits })),
    ...users.map(({ name, extension }) => ({ kind: "person" as const, name, number: extension })),
  ];
}
