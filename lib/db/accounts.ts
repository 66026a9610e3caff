/** Who may sign in: passwords and throttling. Everything that is secret is stored as a hash. */
import { createHash } from "node:crypto";
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
  /** Set: sign-in asks for a code too. */
  totpConfirmedAt: Date | null;
}

/** Read with {@link flatAccount}. */
export const signInColumns = {
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
  totpConfirmedAt: true,
} as const;

export const flatAccount = <T extends { organisation: { name: string } }>({ organisation, ...row }: T) => ({
  ...row,
  organisationName: organisation.name,
});

export async function findForSignIn(email: string): Promise<SignInAccount | null> {
  const row = await db().user.findUnique({ where: { email: email.trim().toLowerCase() }, select: signInColumns });
  return row && flatAccount(row);
}

export const toActor = (account: SignInAccount): Actor => ({
  userId: account.id,
  organisationId: account.organisationId,
  role: account.role,
  name: account.name,
  language: account.language,
});

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

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
