/**
 * Sign-in with e-mail and password, or by an OpenID Connect provider (next-auth, JWT in an encrypted cookie). A JWT can't be taken back, so it carries the account's
 * token version and every request compares it (`actor.ts`).
 */
import "server-only";
import { hash, verify } from "@node-rs/argon2";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import * as z from "zod";
import * as accounts from "@/lib/db/accounts.ts";
import { passwordCost } from "@/lib/db/password.ts";
import * as sessions from "@/lib/db/sessions.ts";
import { checkCode } from "@/lib/db/two-step.ts";
import { text } from "@/lib/domain/bounded.ts";
import { installationSecret, securePortal, sessionSecret } from "./environment.ts";
import { externalAccount, oidcProvider, oidcSettings } from "./oidc.ts";
import { idleSeconds, sessionAge, sessionCookie } from "./session-cookie.ts";

const credentials = z.object({
  email: text(3, 320).toLowerCase(),
  password: z.string().min(1).max(200),
  code: z.string().max(40).default(""),
});

/** Verified when nobody has the address, so that both answers take the same time. */
let nobody: Promise<string> | undefined;
const hashOfNobody = () => {
  nobody ??= hash("no such account", passwordCost);
  return nobody;
};

/** From where somebody signs in, for throttling and for his own list of sessions. */
export interface SignInPlace {
  address: string;
  userAgent: string;
}

async function signIn(input: unknown, { address, userAgent }: SignInPlace) {
  const read = credentials.safeParse(input);
  if (!read.success) return null;
  const { email, password, code } = read.data;
  const key = `${email}|${address}`;
  if (!(await accounts.mayTrySignIn(key))) throw new Error("TooManyAttempts");
  const account = await accounts.findForSignIn(email);
  const matches = await verify(account?.passwordHash ?? (await hashOfNobody()), password).catch(() => false);
  if (!account?.passwordHash || !matches || !account.active) return null;
  if (account.totpConfirmedAt) await secondStep(account.id, code);
  await accounts.signedIn(key);
  const sessionId = await sessions.begin(account.id, address, userAgent, sessionAge);
  return { id: account.id, tokenVersion: account.tokenVersion, sessionId };
}

/** Asked for only when the password was right. @throws what the sign-in form understands */
async function secondStep(userId: string, code: string): Promise<void> {
  if (!code.trim()) throw new Error("CodeNeeded");
  const checked = await checkCode(userId, code, installationSecret());
  if (checked.ok) return;
  throw new Error(checked.reason === "tooManyTries" ? "TooManyAttempts" : "WrongCode");
}

/** next-auth hands the same `user` on to the `jwt` callback. True: may sign in; a path: where to go instead. */
async function admitExternal(user: User, profile: unknown, place: SignInPlace): Promise<true | string> {
  const account = await externalAccount(oidcSettings()?.issuer ?? "", profile);
  if (!account) return "/sign-in?error=NotKnown";
  const sessionId = await sessions.begin(account.id, place.address, place.userAgent, sessionAge);
  Object.assign(user, { id: account.id, tokenVersion: account.tokenVersion, sessionId });
  return true;
}

const oidcProviders = () => {
  const settings = oidcSettings();
  return settings ? [oidcProvider(settings)] : [];
};

export const authOptions = (place: SignInPlace): NextAuthOptions => ({
  secret: sessionSecret(),
  useSecureCookies: securePortal(),
  session: { strategy: "jwt", maxAge: idleSeconds },
  cookies: { sessionToken: sessionCookie(securePortal()) },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  // next-auth would print the whole error of each wrong password; the try is in the throttle table.
  logger: { error: (code) => code !== "SIGNIN_CREDENTIALS_ERROR" && console.error(`[auth] ${code}`), warn: () => {}, debug: () => {} },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {}, code: {} },
      authorize: (input) => signIn(input, place),
    }),
    ...oidcProviders(),
  ],
  events: {
    signOut: async ({ token }) => {
      if (token.sessionId) await sessions.end(token.sessionId);
    },
  },
  callbacks: {
    signIn: ({ user, account, profile }) => (account?.provider === "oidc" ? admitExternal(user as User, profile, place) : true),
    jwt: ({ token, user }) =>
      user ? { sub: user.id, tokenVersion: user.tokenVersion, sessionId: user.sessionId, startedAt: Math.floor(Date.now() / 1000) } : token,
    // What /api/auth/session tells the browser: nothing about the account.
    session: ({ session }) => ({ expires: session.expires }),
  },
});
