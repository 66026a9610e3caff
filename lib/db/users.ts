/** Users of an organisation with their devices. */
import type { Actor, Language, Role } from "../domain/actor.ts";
import type { DeviceKind } from "../domain/group/members.ts";
import type { Presence } from "../domain/live.ts";
import type { PhoneRegistration } from "../domain/registration.ts";
import { db, type Transaction } from "./client.ts";
import { latest, type RegistrationEvent } from "./registration-events.ts";

export interface DeviceRecord {
  kind: DeviceKind;
  enabled: boolean;
  /** SIP user name of a workstation or IP phone. */
  username: string | null;
  mobileNumber: string | null;
  /** A contact is registered and has not expired. */
  registered: boolean;
  /** Null: not a phone that registers. */
  registration: PhoneRegistration | null;
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
  /** Sign-in asks for a code too. */
  twoStep: boolean;
  devices: DeviceRecord[];
  groups: { id: string; name: string; loggedIn: boolean }[];
  presence: Presence;
}

const presences: Presence[] = ["available", "away", "busy"];

const whole = {
  devices: { include: { sipAccount: { include: { bindings: { orderBy: { registeredAt: "desc" } } } } }, orderBy: { kind: "asc" } },
  memberships: { include: { group: { select: { id: true, name: true } } } },
  logins: { select: { groupId: true } },
  agentState: { select: { presence: true } },
} as const;

export const list = (actor: Actor): Promise<UserRecord[]> => read(db(), actor);

export const get = async (actor: Actor, id: string): Promise<UserRecord | null> => (await read(db(), actor, id))[0] ?? null;

/** One of the organisation's people, or all. */
export async function read(tx: Transaction, actor: Actor, id?: string, now = new Date()): Promise<UserRecord[]> {
  const rows = await tx.user.findMany({
    where: { organisationId: actor.organisationId, id },
    include: whole,
    orderBy: [{ extension: "asc" }],
  });
  const usernames = rows.flatMap((row) => row.devices.flatMap((device) => device.sipAccount?.username ?? []));
  const events = await latest(usernames);
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
      twoStep: row.totpConfirmedAt !== null,
      devices: row.devices.map((device) => ({
        kind: device.kind,
        enabled: device.enabled,
        username: device.sipAccount?.username ?? null,
        mobileNumber: device.mobileNumber,
        registered: device.sipAccount?.bindings.some((binding) => binding.expiresAt > now) ?? false,
        registration: device.sipAccount && registrationOf(device.sipAccount.bindings, events.get(device.sipAccount.username), now),
      })),
      groups: row.memberships.map(({ group }) => ({ ...group, loggedIn: loggedIn.has(group.id) })),
      presence: presences.find((presence) => presence === row.agentState?.presence) ?? "available",
    };
  });
}

interface Contact {
  receivedAddress: string;
  userAgent: string | null;
  registeredAt: Date;
  expiresAt: Date;
}

function registrationOf(contacts: Contact[], event: RegistrationEvent | undefined, now: Date): PhoneRegistration {
  const contact = contacts.find((candidate) => candidate.expiresAt > now);
  if (contact) {
    const { receivedAddress, userAgent, registeredAt, expiresAt } = contact;
    return {
      state: "registered",
      at: registeredAt.toISOString(),
      address: receivedAddress,
      userAgent,
      expiresAt: expiresAt.toISOString(),
    };
  }
  const none = { userAgent: null, expiresAt: null };
  if (event) return { state: event.reason, at: event.at.toISOString(), address: event.address, ...none };
  const [expired] = contacts;
  if (!expired) return { state: "never", at: null, address: null, ...none };
  return { state: "expired", at: expired.expiresAt.toISOString(), address: expired.receivedAddress, ...none };
}

export interface Preferences {
  language?: Language;
  theme?: "system" | "light" | "dark";
  expertView?: boolean;
  dailyReport?: boolean;
  weeklyReport?: boolean;
}

export async function savePreferences(actor: Actor, preferences: Preferences): Promise<void> {
  await db().user.updateMany({ where: { id: actor.userId, organisationId: actor.organisationId }, data: preferences });
}
