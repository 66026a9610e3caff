/** Users of an organisation with their devices. */
import type { Actor, Language, Role } from "../domain/actor.ts";
import type { DeviceKind } from "../domain/group/members.ts";
import { db } from "./client.ts";

export interface DeviceRecord {
  kind: DeviceKind;
  enabled: boolean;
  /** SIP user name of a workstation or IP phone. */
  username: string | null;
  mobileNumber: string | null;
  /** A contact is registered and has not expired. */
  registered: boolean;
}

export interface UserRecord {
  id: string;
  version: number;
  name: string;
  email: string;
  extension: string;
  role: Role;
  profile: "basic" | "multi";
  language: Language;
  active: boolean;
  devices: DeviceRecord[];
  groups: { id: string; name: string; loggedIn: boolean }[];
}

const whole = {
  devices: { include: { sipAccount: { include: { bindings: { select: { expiresAt: true } } } } }, orderBy: { kind: "asc" } },
  memberships: { include: { group: { select: { id: true, name: true } } } },
  logins: { select: { groupId: true } },
} as const;

export async function list(actor: Actor, now = new Date()): Promise<UserRecord[]> {
  const rows = await db().user.findMany({
    where: { organisationId: actor.organisationId },
    include: whole,
    orderBy: [{ extension: "asc" }],
  });
  return rows.map((row) => {
    const loggedIn = new Set(row.logins.map((login) => login.groupId));
    return {
      id: row.id,
      version: row.version,
      name: row.name,
      email: row.email,
      extension: row.extension,
      role: row.role,
      profile: row.profile,
      language: row.language,
      active: row.active,
      devices: row.devices.map((device) => ({
        kind: device.kind,
        enabled: device.enabled,
        username: device.sipAccount?.username ?? null,
        mobileNumber: device.mobileNumber,
        registered: device.sipAccount?.bindings.some((binding) => binding.expiresAt > now) ?? false,
      })),
      groups: row.memberships.map(({ group }) => ({ ...group, loggedIn: loggedIn.has(group.id) })),
    };
  });
}

export async function get(actor: Actor, id: string): Promise<UserRecord | null> {
  return (await list(actor)).find((user) => user.id === id) ?? null;
}

export interface Preferences {
  language?: Language;
  theme?: "system" | "light" | "dark";
  expertView?: boolean;
}

export async function savePreferences(actor: Actor, preferences: Preferences): Promise<void> {
  await db().user.updateMany({ where: { id: actor.userId, organisationId: actor.organisationId }, data: preferences });
}
