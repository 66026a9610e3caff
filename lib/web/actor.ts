/** Who is asking: by session cookie or API token, looked up for every request so that a revoked one ends at once. */
import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import type { SignInAccount } from "@/lib/db/accounts.ts";
import * as accounts from "@/lib/db/accounts.ts";
import { findByToken } from "@/lib/db/api-tokens.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { securePortal, sessionSecret } from "./environment.ts";
import { longestSeconds, sessionCookieName } from "./session-cookie.ts";

async function bySession(): Promise<SignInAccount | null> {
  const cookie = (await cookies()).get(sessionCookieName(securePortal()))?.value;
  const token = await decode({ token: cookie, secret: sessionSecret() }).catch(() => null);
  if (!token?.sub || token.tokenVersion === undefined || !token.startedAt) return null;
  if (token.startedAt + longestSeconds < Date.now() / 1000) return null;
  return accounts.findForSession(token.sub, token.tokenVersion);
}

async function byToken(authorization: string): Promise<SignInAccount | null> {
  const token = authorization.match(/^Bearer (\S{16,200})$/i)?.[1];
  return token ? findByToken(token) : null;
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

/** For pages: whoever is not signed in goes to the sign-in page. */
export async function signedInAccount(): Promise<SignInAccount> {
  const account = await currentAccount();
  if (!account) redirect("/sign-in");
  return account;
}

export const signedInActor = async (): Promise<Actor> => accounts.toActor(await signedInAccount());
