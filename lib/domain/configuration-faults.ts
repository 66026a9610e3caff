/**
 * What was valid when it was saved and cannot be followed any more: an announcement without a sound, a member whom no device of his can ring.
 * Calls fall back (the system's prompt or nothing; the other members); people are told, in the log and by the portal's checks.
 */
import type { ConfiguredUser, OrganisationConfiguration } from "./configuration.ts";
import { announcementsUsed } from "./group/announcements-used.ts";

/** Of a group, menu or message box. */
interface Owner {
  id: string;
  name: string;
}

export interface ConfigurationFault {
  kind: "announcementGone" | "memberWithoutDevice";
  ownerId: string;
  owner: string;
  /** The setting, as the interface names it. */
  field: string;
  /** Of the announcement or the user. */
  missing: string;
}

export function configurationFaults(configuration: OrganisationConfiguration): ConfigurationFault[] {
  const { groups, menus, messageBoxes } = configuration;
  const sounds = new Set(configuration.announcements.map(({ id }) => id));
  const users = new Map(configuration.users.map((user) => [user.id, user]));
  const gone = (owner: Owner, field: string, id: string | null) =>
    id === null || sounds.has(id) ? [] : [fault("announcementGone", owner, field, id)];
  return [
    ...groups.flatMap((group) => {
      const owner = { id: group.id, name: group.general.name };
      const lost = announcementsUsed(group).flatMap(({ field, id }) => gone(owner, field, id));
      const silent = withoutDevice(group, users).map((userId) => fault("memberWithoutDevice", owner, "members.members", userId));
      return [...lost, ...silent];
    }),
    ...menus.flatMap((menu) => gone(menu, "greetingId", menu.greetingId)),
    ...messageBoxes.flatMap((box) => box.questions.flatMap(({ announcementId }) => gone(box, "questions", announcementId))),
  ];
}

const fault = (kind: ConfigurationFault["kind"], { id, name }: Owner, field: string, missing: string): ConfigurationFault => ({
  ...{ kind, ownerId: id, owner: name, field, missing },
});

type Group = OrganisationConfiguration["groups"][number];

function withoutDevice({ members }: Group, users: ReadonlyMap<string, ConfiguredUser>): string[] {
  const canRing = (userId: string) => users.get(userId)?.devices.some(({ kind, enabled }) => enabled && members.devices.includes(kind));
  return members.members.flatMap(({ userId }) => (canRing(userId) ? [] : [userId]));
}
