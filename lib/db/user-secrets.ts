/** Secrets that are made here, shown once and kept as hashes only: SIP passwords and links for choosing a portal password. */
import { randomBytes, randomInt } from "node:crypto";
import type { Actor, Language } from "../domain/actor.ts";
import type { SipDeviceKind } from "../domain/user.ts";
import { hashToken } from "./accounts.ts";
import { changeConfiguration, Refused, writeAudit } from "./change.ts";
import { db } from "./client.ts";
import { endAllOf } from "./sessions.ts";
import { secretsOf, sipRealm } from "./sip-accounts.ts";

type NotFound = { ok: false; reason: "notFound" };

export interface NewSipPassword {
  username: string;
  realm: string;
  password: string;
}

/** Letters and digits that can't be taken for each other when they are read aloud or typed on a phone's keys. */
const readable = "abcdefghjkmnpqrstuvwxyz23456789";
const sipPassword = () => Array.from({ length: 16 }, () => readable[randomInt(readable.length)]).join("");

/** The old password stops working at the phone's next registration. */
export function renewSipPassword(actor: Actor, userId: string, kind: SipDeviceKind): Promise<({ ok: true } & NewSipPassword) | NotFound> {
  return changeConfiguration<{ ok: true } & NewSipPassword, NotFound>(actor, async (tx) => {
    const account = await tx.sipAccount.findFirst({
      where: { organisationId: actor.organisationId, device: { userId, kind } },
      include: { device: { select: { user: { select: { name: true } } } } },
    });
    if (!account) throw new Refused<NotFound>({ ok: false, reason: "notFound" });
    const { id, username } = account;
    const password = sipPassword();
    await tx.sipAccount.update({ where: { id }, data: { realm: sipRealm, ...secretsOf(username, sipRealm, password) } });
    return {
      result: { ok: true, username, realm: sipRealm, password },
      audit: { action: "update", kind: "sipPassword", id: userId, name: `${account.device.user.name}, ${username}` },
    };
  });
}

const linkHours = 72;

export interface PasswordLink {
  token: string;
  expiresAt: string;
}

/** For an invitation or a forgotten password. A new link ends the earlier ones. */
export async function createPasswordLink(
  actor: Actor,
  userId: string,
  now = new Date(),
): Promise<({ ok: true } & PasswordLink) | NotFound> {
  return db().$transaction(async (tx) => {
    const user = await tx.user.findFirst({ where: { id: userId, organisationId: actor.organisationId, active: true } });
    if (!user) return { ok: false, reason: "notFound" };
    const token = randomBytes(32).toString("base64url");
    const expiresAt = new Date(now.getTime() + linkHours * 3_600_000);
    await tx.passwordReset.deleteMany({ where: { userId, usedAt: null } });
    await tx.passwordReset.create({ data: { userId, hash: hashToken(token), expiresAt } });
    await writeAudit(tx, actor, { action: "create", kind: "passwordLink", id: userId, name: user.name });
    return { ok: true, token, expiresAt: expiresAt.toISOString() };
  });
}

const mailedLinkHours = 1;

export interface MailedLink {
  token: string;
  name: string;
  email: string;
  language: Language;
}

/**
 * For one who asks for it himself and gets it by e-mail. It ends no earlier link: whoever knows an address could take an invitation
 * away with it. Null when nobody who may sign in has the address.
 */
export async function createMailedLink(email: string, now = new Date()): Promise<MailedLink | null> {
  const user = await db().user.findFirst({ where: { email, active: true } });
  if (!user) return null;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + mailedLinkHours * 3_600_000);
  const self: Actor = { userId: user.id, organisationId: user.organisationId, role: user.role, name: user.name, language: user.language };
  await db().$transaction(async (tx) => {
    await tx.passwordReset.create({ data: { userId: user.id, hash: hashToken(token), expiresAt } });
    await writeAudit(tx, self, { action: "create", kind: "passwordLink", id: user.id, name: user.name });
  });
  return { token, name: user.name, email: user.email, language: user.language };
}

const valid = (token: string, now: Date) => ({ hash: hashToken(token), usedAt: null, expiresAt: { gt: now }, user: { active: true } });

/** Whose link it is; null when it was used, is too old or never was. */
export async function passwordLinkOwner(
  token: string,
  now = new Date(),
): Promise<{ name: string; email: string; language: Language } | null> {
  const row = await db().passwordReset.findFirst({
    where: valid(token, now),
    select: { user: { select: { name: true, email: true, language: true } } },
  });
  return row?.user ?? null;
}

/** Sets the password and ends every session and the link itself, all or nothing. False when the link is no good. */
export async function setPasswordByLink(token: string, passwordHash: string, now = new Date()): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const used = await tx.passwordReset.updateMany({ where: valid(token, now), data: { usedAt: now } });
    if (used.count === 0) return false;
    const { userId } = await tx.passwordReset.findUniqueOrThrow({ where: { hash: hashToken(token) }, select: { userId: true } });
    const user = await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.passwordReset.deleteMany({ where: { userId, usedAt: null } });
    await endAllOf(tx, userId);
    const self: Actor = { userId, organisationId: user.organisationId, role: user.role, name: user.name, language: user.language };
    await writeAudit(tx, self, { action: "update", kind: "password", id: userId, name: user.name });
    return true;
  });
}

/** Ends every session of the person at once. False when there is no such person. */
export async function endSessions(actor: Actor, userId: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const where = { id: userId, organisationId: actor.organisationId };
    const user = await tx.user.findFirst({ where, select: { name: true } });
    if (!user) return false;
    await endAllOf(tx, userId);
    await writeAudit(tx, actor, { action: "delete", kind: "sessions", id: userId, name: user.name });
    return true;
  });
}
