/** Sign-in by an OpenID Connect provider (OIDC Core 1.0, code flow with PKCE, state and nonce), for people who are here already. */
import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import * as z from "zod";
import { accountOf } from "@/lib/db/external-accounts.ts";

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** On the button. */
  name: string;
}

/** Null: not set up. */
export function oidcSettings(): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = process.env;
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, name: name || "OpenID Connect" } : null;
}

/** What is read of the ID token, whose signature, issuer, audience, time and nonce next-auth has checked. */
const claims = z.object({ sub: z.string().min(1).max(255), email: z.string().nullish(), email_verified: z.boolean().nullish() });
type Claims = z.output<typeof claims>;

/** Filled in by `admitExternal`: whom the provider means is known only then. */
const nobodyYet = { tokenVersion: 0, sessionId: "" };

export const oidcProvider = ({ issuer, clientId, clientSecret, name }: OidcSettings): OAuthConfig<Claims> => ({
  id: "oidc",
  name,
  type: "oauth",
  wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  issuer,
  clientId,
  clientSecret,
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  authorization: { params: { scope: "openid email profile" } },
  profile: ({ sub }) => ({ id: sub, ...nobodyYet }),
});

/** The account of a recognised person, or null. */
export async function externalAccount(issuer: string, profile: unknown) {
  const read = claims.safeParse(profile);
  if (!read.success) return null;
  const { sub, email, email_verified } = read.data;
  return accountOf({ issuer, subject: sub, email: email ?? null, emailVerified: email_verified === true });
}
