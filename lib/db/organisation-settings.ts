/** The organisation's own settings, as one document with a version. */
import type { Actor } from "../domain/actor.ts";
import { type OrganisationDocument, type OrganisationUpdate, organisationSettings } from "../domain/organisation.ts";
import { changeConfiguration, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";

export type OrganisationSaved =
  | { ok: true; organisation: OrganisationDocument }
  | { ok: false; reason: "changedByAnother"; current: OrganisationDocument };
type Refusal = Extract<OrganisationSaved, { ok: false }>;

export const get = (actor: Actor): Promise<OrganisationDocument> => read(db(), actor);

export function save(actor: Actor, { version, ...settings }: OrganisationUpdate): Promise<OrganisationSaved> {
  return changeConfiguration<OrganisationSaved, Refusal>(actor, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${actor.organisationId}::uuid FOR UPDATE`;
    const before = await read(tx, actor);
    if (before.version !== version) throw new Refused<Refusal>({ ok: false, reason: "changedByAnother", current: before });
    await tx.organisation.update({ where: { id: actor.organisationId }, data: { ...settings, version: { increment: 1 } } });
    const organisation = await read(tx, actor);
    return {
      result: { ok: true, organisation },
      audit: { action: "update", kind: "organisation", id: actor.organisationId, name: organisation.name, before, after: organisation },
    };
  });
}

async function read(tx: Transaction, { organisationId }: Actor): Promise<OrganisationDocument> {
  const row = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  return { ...organisationSettings.parse(row), version: row.version };
}
