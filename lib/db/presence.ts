/** One's own presence, as the worker wrote it last, and what the organisation lets one choose from. */
import type { Actor } from "../domain/actor.ts";
import type { Presence } from "../domain/live.ts";
import { organisationSettings, type PresenceStatus } from "../domain/organisation.ts";
import { db } from "./client.ts";

export interface OwnPresence {
  presence: Presence;
  /** The organisation's name for it; null: the ordinary one. */
  name: string | null;
  /** Empty: the ordinary three. */
  choices: PresenceStatus[];
}

const presences: Presence[] = ["available", "away", "busy"];

/** Null for one who is no member of any group: nobody waits for him. */
export async function own(actor: Actor): Promise<OwnPresence | null> {
  const user = await db().user.findFirst({
    where: { id: actor.userId, organisationId: actor.organisationId, memberships: { some: {} } },
    select: { agentState: { select: { presence: true, presenceName: true } }, organisation: { select: { presenceNames: true } } },
  });
  if (!user) return null;
  const { agentState, organisation } = user;
  return {
    presence: presences.find((presence) => presence === agentState?.presence) ?? "available",
    name: agentState?.presenceName ?? null,
    choices: organisationSettings.shape.presenceNames.parse(organisation.presenceNames),
  };
}
