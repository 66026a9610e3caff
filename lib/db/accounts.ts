/** Who may sign in: passwords, sessions, API tokens, throttling. Everything that is secret is stored as a hash. */
import { createHash, randomBytes } from "node:crypto";
import type { Actor, Language, Role } from "../domain/actor.ts";
import { db } from "./client.ts";

export interface SignInAccount {
  id: string;
  organisationId: string;
  organisationName: string;
  email: string;
  name: string;
  extension: string;
  role: Role;
  language: Language;
  theme: string;
  expertView: boolean;
  active: boolean;
  tokenVersion: number;
  passwordHash: string | null;
}

const columns = {
  id: true,
  organisationId: true,
  organisation: { select: { name: true } },
  email: true,
  name: true,
  extension: true,
  role: true,
  language: true,
  theme: true,
  expertView: true,
  active: true,
  tokenVersion: true,
  passwordHash: true,
} as const;

const flat = <T extends { organisation: { name: string } }>({ organisation, ...row }: T) => ({
  ...row,
  organisationName: organisation.name,
});

export async function findForSignIn(email: string): Promise<SignInAccount | null> {
  const row = await db().user.findUnique({ where: { email: email.trim().toLowerCase() }, select: columns });
  return row && flat(row);
}

/** The account behind a session, or null when it was made inactive or its sessions were revoked (`tokenVersion`). */
export async function findForSession(userId: string, tokenVersion: number): Promise<SignInAccount | null> {
  const row = await db().user.findFirst({ where: { id: userId, active: true, tokenVersion }, select: columns });
  return row && flat(row);
}

export const toActor = (account: SignInAccount): Actor => ({
  userId: account.id,
  organisationId: account.organisationId,
  role: account.role,
  name: account.name,
  language: account.language,
});

/** Ends every session of the user at once. */
export async function revokeSessions(userId: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } });
}

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A new API token of the user; its text is returned once and never stored. Null when nobody has that address. */
export async function createToken(
  email: string,
  name: string,
  token = `jono_${randomBytes(24).toString("base64url")}`,
): Promise<string | null> {
  const account = await findForSignIn(email);
  if (!account) return null;
  const hash = hashToken(token);
  await db().apiToken.upsert({ where: { hash }, update: { revokedAt: null }, create: { userId: account.id, name, hash } });
  return token;
}

export async function findByToken(token: string, now = new Date()): Promise<SignInAccount | null> {
  const row = await db().apiToken.findUnique({
    where: { hash: hashToken(token) },
    select: { revokedAt: true, expiresAt: true, user: { select: columns } },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now) || !row.user.active) return null;
  return flat(row.user);
}

/**
 * Counts a try to sign in under `key` (account and address). True while it may still be evaluated: at most `limit` in the window.
 */
export async function mayTrySignIn(key: string, limit = 10, windowMinutes = 15, now = new Date()): Promise<boolean> {
  const windowEndsAt = new Date(now.getTime() + windowMinutes * 60_000);
  const [row] = await db().$queryRaw<{ tries: number }[]>`
    INSERT INTO "SignInThrottle" ("key", "tries", "windowEndsAt") VALUES (${key}, 1, ${windowEndsAt})
    ON CONFLICT ("key") DO UPDATE SET
      "tries" = CASE WHEN "SignInThrottle"."windowEndsAt" <= ${now} THEN 1 ELSE "SignInThrottle"."tries" + 1 END,
      "windowEndsAt" = CASE WHEN "SignInThrottle"."windowEndsAt" <= ${now} THEN ${windowEndsAt} ELSE "SignInThrottle"."windowEndsAt" END
    RETURNING "tries"`;
  return (row?.tries ?? 1) <= limit;
}

export async function signedIn(key: string): Promise<void> {
  await db().signInThrottle.deleteMany({ where: { key } });
}
