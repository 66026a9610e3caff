/** What the portal needs to know of the organisation itself. */
import type { Actor, Language } from "../domain/actor.ts";
import { db } from "./client.ts";

export interface OrganisationRecord {
  id: string;
  name: string;
  language: Language;
  timeZone: string;
  demo: boolean;
  serviceLevelTargetPercent: number;
}

export async function get(actor: Actor): Promise<OrganisationRecord> {
  return db().organisation.findUniqueOrThrow({
    where: { id: actor.organisationId },
    select: { id: true, name: true, language: true, timeZone: true, demo: true, serviceLevelTargetPercent: true },
  });
}

/** Days and hours are those of this time zone. */
export async function timeZoneOf(organisationId: string): Promise<string> {
  return (await db().organisation.findUniqueOrThrow({ where: { id: organisationId }, select: { timeZone: true } })).timeZone;
}

/** The groups that a supervisor was given; null = all of them (an administrator). */
export async function supervisedGroups(actor: Actor): Promise<string[] | null> {
  if (actor.role === "administrator") return null;
  const rows = await db().groupSupervisor.findMany({
    where: { userId: actor.userId, group: { organisationId: actor.organisationId } },
    select: { groupId: true },
  });
  return rows.map((row) => row.groupId);
}

/** Throws when PostgreSQL does not answer. */
export async function pingDatabase(): Promise<void> {
  await db().$queryRaw`SELECT 1`;
}
