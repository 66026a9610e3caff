/** Adding, changing and deleting people with their devices. The organisation always keeps an administrator who can sign in. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { SipDeviceKind, UserSettings, UserUpdate } from "../domain/user.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import type { Transaction } from "./client.ts";
import { usersOfDestinations } from "./destination-users.ts";
import { endAllOf } from "./sessions.ts";
import { secretsOf, sipRealm } from "./sip-accounts.ts";
import { read, type UserRecord } from "./users.ts";

export type UserRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: UserRecord }
  | { ok: false; reason: "emailTaken" | "extensionTaken" | "lastAdministrator" | "notSelf"; field: string };
export type UserSaved = { ok: true; user: UserRecord } | UserRefusal;
export type UserRemoved =
  | { ok: true }
  | { ok: false; reason: "notFound" | "lastAdministrator" | "notSelf" }
  | { ok: false; reason: "inUse"; usedBy: string[] };

export function create(actor: Actor, settings: UserSettings): Promise<UserSaved> {
  return refusingTaken(() =>
    changeConfiguration<UserSaved, UserRefusal>(actor, async (tx) => {
      const id = randomUUID();
      await lockOrganisation(tx, actor);
      await refuseServiceNumber(tx, actor, settings.extension);
      await tx.user.create({ data: { id, organisationId: actor.organisationId, ...columnsOf(settings), agentState: { create: {} } } });
      await setDevices(tx, actor, id, settings);
      const user = await readOne(tx, actor, id);
      return { result: { ok: true, user }, audit: { action: "create", kind: "user", id, name: user.name, after: told(user) } };
    }),
  );
}

export function save(actor: Actor, id: string, { version, ...settings }: UserUpdate): Promise<UserSaved> {
  return refusingTaken(() =>
    changeConfiguration<UserSaved, UserRefusal>(actor, async (tx) => {
      await lockOrganisation(tx, actor);
      const before = await readOne(tx, actor, id);
      if (before.version !== version) throw new Refused<UserRefusal>({ ok: false, reason: "changedByAnother", current: before });
      await refuseLockOut(tx, actor, before, settings);
      if (before.extension !== settings.extension) await refuseServiceNumber(tx, actor, settings.extension);
      // Sessions of one who may not sign in any more end, and do not come back with him.
      if (before.active && !settings.active) await endAllOf(tx, id);
      await tx.user.update({ where: { id }, data: { ...columnsOf(settings), version: { increment: 1 } } });
      await setDevices(tx, actor, id, settings);
      const user = await readOne(tx, actor, id);
      return {
        result: { ok: true, user },
        audit: { action: "update", kind: "user", id, name: user.name, before: told(before), after: told(user) },
      };
    }),
  );
}

/** Memberships, devices and tokens go along; calls and the audit log keep his name. One whom calls are sent to is not removed. */
export function remove(actor: Actor, id: string): Promise<UserRemoved> {
  return changeConfiguration<UserRemoved, UserRemoved>(actor, async (tx) => {
    await lockOrganisation(tx, actor);
    const before = await readOne(tx, actor, id);
    if (id === actor.userId) throw new Refused<UserRemoved>({ ok: false, reason: "notSelf" });
    if (await isLastAdministrator(tx, actor, before)) throw new Refused<UserRemoved>({ ok: false, reason: "lastAdministrator" });
    const usedBy = await usersOfDestinations(tx, { targetUserId: id });
    if (usedBy.length) throw new Refused<UserRemoved>({ ok: false, reason: "inUse", usedBy });
    await tx.user.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "user", id, name: before.name, before: told(before) } };
  });
}

const columnsOf = ({ name, email, extension, role, profile, language, active }: UserSettings) => ({
  ...{ name, email, extension, role, profile, language, active },
});

/** What the audit log tells: not where phones are at the moment. */
function told({ devices, groups, presence: _now, ...user }: UserRecord) {
  const kept = devices.map(({ kind, enabled, username, mobileNumber }) => ({ kind, enabled, username, mobileNumber }));
  return {
    ...user,
    devices: Object.fromEntries(kept.map(({ kind, ...device }) => [kind, device])),
    groups: groups.map(({ name }) => name),
  };
}

/** Two administrators who take each other's rights in the same moment go one after the other. */
async function lockOrganisation(tx: Transaction, { organisationId }: Actor): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${organisationId}::uuid FOR UPDATE`;
}

async function readOne(tx: Transaction, actor: Actor, id: string): Promise<UserRecord> {
  const [user] = await read(tx, actor, id);
  if (!user) throw new Refused<UserRefusal>({ ok: false, reason: "notFound" });
  return user;
}

/** Nobody takes his own rights away by mistake, and nobody the last administrator's. */
async function refuseLockOut(tx: Transaction, actor: Actor, before: UserRecord, { role, active }: UserSettings): Promise<void> {
  if (role === before.role && active === before.active) return;
  const field = role === before.role ? "active" : "role";
  if (before.id === actor.userId) throw new Refused<UserRefusal>({ ok: false, reason: "notSelf", field });
  const stays = role === "administrator" && active;
  if (!stays && (await isLastAdministrator(tx, actor, before))) {
    throw new Refused<UserRefusal>({ ok: false, reason: "lastAdministrator", field });
  }
}

async function isLastAdministrator(tx: Transaction, { organisationId }: Actor, { id, role, active }: UserRecord): Promise<boolean> {
  if (role !== "administrator" || !active) return false;
  const others = { organisationId, role: "administrator", active: true, id: { not: id } } as const;
  return (await tx.user.count({ where: others })) === 0;
}

/** An extension that is a service number's too would be dialled and never reached. */
async function refuseServiceNumber(tx: Transaction, { organisationId }: Actor, extension: string): Promise<void> {
  const taken = await tx.number.count({ where: { organisationId, digits: extension } });
  if (taken) throw new Refused<UserRefusal>({ ok: false, reason: "extensionTaken", field: "extension" });
}

async function setDevices(tx: Transaction, actor: Actor, userId: string, settings: UserSettings): Promise<void> {
  const { mobile } = settings;
  if (!mobile) await tx.device.deleteMany({ where: { userId, kind: "mobile" } });
  else {
    const data = { enabled: mobile.enabled, mobileNumber: mobile.number };
    await tx.device.upsert({
      where: { userId_kind: { userId, kind: "mobile" } },
      update: data,
      create: { userId, kind: "mobile", ...data },
    });
  }
  for (const kind of ["workstation", "ipPhone"] as const) await setPhone(tx, actor, userId, kind, settings);
}

/** A new phone's account has a password that nobody knows, until one is made for it. */
async function setPhone(tx: Transaction, actor: Actor, userId: string, kind: SipDeviceKind, settings: UserSettings): Promise<void> {
  const wanted = settings[kind];
  if (!wanted) {
    await tx.device.deleteMany({ where: { userId, kind } });
    return;
  }
  const { enabled } = wanted;
  const present = await tx.device.updateMany({ where: { userId, kind }, data: { enabled } });
  if (present.count) return;
  const { id: deviceId } = await tx.device.create({ data: { userId, kind, enabled }, select: { id: true } });
  const username = await freeUsername(tx, settings.extension, kind);
  const secrets = secretsOf(username, sipRealm, randomBytes(32).toString("base64"));
  await tx.sipAccount.create({ data: { organisationId: actor.organisationId, deviceId, username, realm: sipRealm, ...secrets } });
}

/** SIP user names are unique in the installation: the extension if nobody has it, else with the kind, else with a number behind it. */
async function freeUsername(tx: Transaction, extension: string, kind: SipDeviceKind): Promise<string> {
  const second = `${extension}-${kind === "workstation" ? "pc" : "ip"}`;
  const wanted = [extension, second, ...Array.from({ length: 98 }, (_, index) => `${second}${index + 2}`)];
  const taken = await tx.sipAccount.findMany({ where: { username: { in: wanted } }, select: { username: true } });
  const names = new Set(taken.map((account) => account.username));
  return wanted.find((name) => !names.has(name)) ?? `${extension}-${randomUUID().slice(0, 8)}`;
}

async function refusingTaken(work: () => Promise<UserSaved>): Promise<UserSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "email")) return { ok: false, reason: "emailTaken", field: "email" };
    if (isUniqueViolation(error, "extension")) return { ok: false, reason: "extensionTaken", field: "extension" };
    throw error;
  }
}
