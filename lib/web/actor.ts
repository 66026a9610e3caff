/** Who is asking: by session cookie or API token, looked up for every request so that a revoked one ends at once. */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import type { SignInAccount } from "@/lib/db/accounts.ts";
import * as accounts from "@/lib/db/accounts.ts";
import { findByToken } from "@/lib/db/api-tokens.ts";
import * as sessions from "@/lib/db/sessions.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { backgroundHeader } from "@/lib/domain/background-request.ts";
import { clientAddress } from "./client-address.ts";
import { securePortal, sessionSecret } from "./environment.ts";
import { longestSeconds, screenCookieName, sessionCookieName } from "./session-cookie.ts";

/** What the cookie says, if it is ours and not too old; whether the session still stands is asked of the database. */
const sessionKey = cache(async (): Promise<(sessions.SessionKey & { endsAtMs: number }) | null> => {
  const cookie = (await cookies()).get(sessionCookieName(securePortal()))?.value;
  const token = await decode({ token: cookie, secret: sessionSecret() }).catch(() => null);
  if (!token?.sub || token.tokenVersion === undefined || !token.startedAt || !token.sessionId) return null;
  const endsAtMs = (token.startedAt + longestSeconds) * 1000;
  if (endsAtMs < Date.now()) return null;
  return { sessionId: token.sessionId, userId: token.sub, tokenVersion: token.tokenVersion, endsAtMs };
});

export const currentSessionId = async (): Promise<string | null> => (await sessionKey())?.sessionId ?? null;

async function bySession(): Promise<SignInAccount | null> {
  const key = await sessionKey();
  if (!key) return null;
  const sent = await headers();
  return sent.has(backgroundHeader) ? sessions.accountOf(key) : sessions.use(key, clientAddress(sent));
}

async function byToken(authorization: string): Promise<SignInAccount | null> {
  const token = authorization.match(/^Bearer (\S{16,200})$/i)?.[1];
  return token ? findByToken(token) : null;
}

/** A screen on a wall that was left showing: its own cookie, and nothing but figures. */
async function byScreen(): Promise<SignInAccount | null> {
  const token = (await cookies()).get(screenCookieName(securePortal()))?.value;
  return token ? findByToken(token, new Date(), "figures") : null;
}

/** Who watches figures: somebody signed in, or a screen in the name of whoever left it showing. */
export const watchingAccount = cache(async (): Promise<SignInAccount | null> => (await currentAccount()) ?? byScreen());

export async function watchingActor(): Promise<Actor | null> {
  const account = await watchingAccount();
  return account && accounts.toActor(account);
}

/** As {@link accessLater}, of whoever watches figures. */
export async function watchingLater(): Promise<() => Promise<Actor | null>> {
  if (await currentAccount()) return accessLater();
  const token = (await cookies()).get(screenCookieName(securePortal()))?.value;
  return async () => {
    const account = token ? await findByToken(token, new Date(), "figures") : null;
    return account && accounts.toActor(account);
  };
}

/** The account behind the request, or null. Once per request. */
export const currentAccount = cache(async (): Promise<SignInAccount | null> => {
  const authorization = (await headers()).get("authorization");
  return authorization ? byToken(authorization) : bySession();
});

export async function currentActor(): Promise<Actor | null> {
  const account = await currentAccount();
  return account && accounts.toActor(account);
}

/** The same question again, later and outside of the request: for streams. Null when access has ended. */
export async function accessLater(): Promise<() => Promise<Actor | null>> {
  const authorization = (await headers()).get("authorization");
  const key = authorization ? null : await sessionKey();
  return async () => {
    if (key && key.endsAtMs < Date.now()) return null;
    const account = authorization ? await byToken(authorization) : key && (await sessions.accountOf(key));
    return account && accounts.toActor(account);
  };
}

/** For pages: whoever is not signed in goes to the sign-in page. */
export async function signedInAccount(): Promise<SignInAccount> {
  const account = await currentAccount();
  if (!account) redirect("/sign-in");
  return account;
}

export const signedInActor = async (): Promise<Actor> => accounts.toActor(await signedInAccount());
