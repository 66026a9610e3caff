/** The organisation's configuration in one consistent read, for the worker. */
import type { OrganisationConfiguration, SavedAgentState } from "../domain/configuration.ts";
import { db, type Transaction } from "./client.ts";
import { type Touched, touchedSince } from "./configuration-changes.ts";
import { type ConfigurationPart, type ConfiguredGroup, partReaders, readGroups, readOrganisation } from "./configuration-parts.ts";

/**
 * Null when the organisation is gone. Of a configuration that is `known` only what was changed since is read, and what was not stays the
 * same object; without it, or when it cannot be told what was changed, the whole. @throws ZodError when a row breaks a rule of lib/domain.
 */
export function loadConfiguration(organisationId: string, known?: OrganisationConfiguration): Promise<OrganisationConfiguration | null> {
  return db().$transaction(
    async (tx) => {
      const organisation = await readOrganisation(tx, organisationId);
      if (!organisation) return null;
      const touched = known && (await touchedSince(tx, organisationId, known.version, organisation.version));
      return { ...organisation, ...(touched ? await readTouched(tx, known, touched) : await readWhole(tx, organisationId)) };
    },
    // Thousands of groups on a machine that is busy take their time; given up is nothing that was read.
    { isolationLevel: "RepeatableRead", timeout: 60_000 },
  );
}

type Parts = Pick<OrganisationConfiguration, ConfigurationPart | "groups">;

async function readWhole(tx: Transaction, organisationId: string): Promise<Parts> {
  return {
    groups: byName(await readGroups(tx, organisationId)),
    users: await partReaders.users(tx, organisationId),
    numbers: await partReaders.numbers(tx, organisationId),
    announcements: await partReaders.announcements(tx, organisationId),
    prompts: await partReaders.prompts(tx, organisationId),
    menus: await partReaders.menus(tx, organisationId),
    messageBoxes: await partReaders.messageBoxes(tx, organisationId),
    trunks: await partReaders.trunks(tx, organisationId),
  };
}

async function readTouched(tx: Transaction, known: OrganisationConfiguration, { groupIds, parts }: Touched): Promise<Parts> {
  const { organisationId, groups, users, numbers, announcements, prompts, menus, messageBoxes, trunks } = known;
  const now: Parts = { groups, users, numbers, announcements, prompts, menus, messageBoxes, trunks };
  if (groupIds.length) {
    const others = groups.filter(({ id }) => !groupIds.includes(id));
    now.groups = byName([...others, ...(await readGroups(tx, organisationId, groupIds))]);
  }
  for (const part of parts) Object.assign(now, { [part]: await partReaders[part](tx, organisationId) });
  return now;
}

/** In code units, not in a language's order: the same in whichever way it was read. */
const byName = (groups: ConfiguredGroup[]) =>
  groups.sort(({ general: a, id: x }, { general: b, id: y }) => compare(a.name, b.name) || compare(x, y));
const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

/** Of what is committed; null when the organisation is gone. */
export async function configurationVersion(organisationId: string): Promise<number | null> {
  const where = { id: organisationId };
  return (await db().organisation.findUnique({ where, select: { configurationVersion: true } }))?.configurationVersion ?? null;
}

export async function organisationIds(): Promise<string[]> {
  return (await db().organisation.findMany({ select: { id: true }, orderBy: { createdAt: "asc" } })).map((row) => row.id);
}

/** A-law samples of the announcement's newest sound, or null. */
export async function announcementSamples(announcementId: string): Promise<Uint8Array | null> {
  const row = await db().announcementAudio.findFirst({ where: { announcementId }, orderBy: { version: "desc" }, select: { alaw: true } });
  return row?.alaw ?? null;
}

/** A-law samples of an own recording of a system prompt, or null. */
export async function promptSamples(id: string): Promise<Uint8Array | null> {
  return (await db().systemPromptOverride.findUnique({ where: { id }, select: { alaw: true } }))?.alaw ?? null;
}

export async function savedAgentStates(organisationId: string): Promise<SavedAgentState[]> {
  const rows = await db().user.findMany({
    where: { organisationId },
    select: { id: true, agentState: true, logins: { select: { groupId: true } } },
  });
  return rows.map((row) => ({
    userId: row.id,
    paused: row.agentState?.paused ?? false,
    pauseReason: row.agentState?.pauseReason ?? null,
    presence: (row.agentState?.presence ?? "available") as SavedAgentState["presence"],
    presenceName: row.agentState?.presenceName ?? null,
    loggedInGroups: row.logins.map((login) => login.groupId),
  }));
}
