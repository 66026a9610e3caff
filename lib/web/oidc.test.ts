/** Sign-in by an OpenID Connect provider, through next-auth as the portal sets it up, over real HTTP and a real database. */
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { OidcProvider } from "./testing/oidc-provider.ts";

const portal = "http://127.0.0.1:3000";
const secret = "a session secret of the test run, long enough";
vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
vi.stubEnv("NEXTAUTH_URL", portal);
vi.stubEnv("NEXTAUTH_SECRET", secret);
const { db } = await import("../db/client.ts");
const sessions = await import("../db/sessions.ts");
const { authOptions } = await import("./session.ts");

let provider: OidcProvider;
beforeAll(async () => {
  provider = await OidcProvider.start();
  vi.stubEnv("OIDC_ISSUER", provider.issuer);
  vi.stubEnv("OIDC_CLIENT_ID", provider.clientId);
  vi.stubEnv("OIDC_CLIENT_SECRET", provider.clientSecret);
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.otherNonce = null;
});

/** A browser's view of next-auth: cookies are kept, answers are read. */
class Window {
  readonly cookies: Record<string, string> = {};

  async ask(path: string, given: { query?: Record<string, string>; body?: Record<string, string> } = {}) {
    let answer: { url?: string; csrfToken?: string } = {};
    const headers: Record<string, string | string[]> = {};
    const request = {
      method: given.body ? "POST" : "GET",
      headers: { host: "127.0.0.1:3000" },
      cookies: this.cookies,
      query: { ...given.query, nextauth: path.split("/") },
      body: given.body,
    } as unknown as NextApiRequest;
    const response = {
      status: () => response,
      getHeader: (name: string) => headers[name],
      setHeader: (name: string, value: string | string[]) => {
        headers[name] = value;
        return response;
      },
      json: (body: typeof answer) => (answer = body),
      send: (body: typeof answer) => (answer = body),
      end: () => {},
    };
    await NextAuth(request, response as unknown as NextApiResponse, authOptions({ address: "192.0.2.1", userAgent: "test" }));
    for (const cookie of [headers["Set-Cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies[name] = decodeURIComponent(value);
    }
    return { location: String(headers.Location ?? ""), ...answer };
  }

  /** To the provider and back; the address at which the browser ends. */
  async signIn(meddle: (callback: URL) => void = () => {}): Promise<string> {
    const { csrfToken = "" } = await this.ask("csrf");
    const { url = "" } = await this.ask("signin/oidc", { body: { csrfToken, json: "true", callbackUrl: `${portal}/groups` } });
    const back = await fetch(url, { redirect: "manual" });
    const callback = new URL(back.headers.get("location") ?? "");
    expect(`${callback.origin}${callback.pathname}`).toBe(`${portal}/api/auth/callback/oidc`);
    meddle(callback);
    return (await this.ask("callback/oidc", { query: Object.fromEntries(callback.searchParams) })).location;
  }

  /** Whose session the browser has. */
  async account() {
    const token = await decode({ token: this.cookies["jono.session"], secret }).catch(() => null);
    if (!token?.sub || !token.sessionId) return null;
    return sessions.accountOf({ userId: token.sub, sessionId: token.sessionId, tokenVersion: token.tokenVersion ?? 0 });
  }
}

let count = 0;
async function person(active = true) {
  const { id: organisationId } = await db().organisation.create({ data: { name: "oidc" } });
  return db().user.create({ data: { organisationId, email: `${++count}@oidc.invalid`, name: "Maija", extension: "100", active } });
}
async function signInAs(claims: Record<string, unknown>) {
  provider.claims = { sub: `sub-${count}`, ...claims };
  const window = new Window();
  return { address: await window.signIn(), account: await window.account() };
}

test("a verified address opens the account that is here, with a session of its own that can be ended", async () => {
  const { id, email } = await person();
  const { address, account } = await signInAs({ email: email.toUpperCase(), email_verified: true });
  expect(address).toBe(`${portal}/groups`);
  expect(account).toMatchObject({ id, email });
  expect(await db().session.count({ where: { userId: id } })).toBe(1);
});

test("from then on the provider's own name of the person counts, whatever the address", async () => {
  const { id, email } = await person();
  const sub = `lasting-${count}`;
  await signInAs({ sub, email, email_verified: true });
  expect((await signInAs({ sub, email: "moved@oidc.invalid", email_verified: false })).account).toMatchObject({ id });
  // Somebody else who got the address later.
  expect(await signInAs({ sub: `later-${count}`, email, email_verified: true })).toMatchObject({ account: null });
});

test.each([
  ["has not verified the address", { email_verified: false }],
  ["says nothing of the address's being verified", {}],
  ["says so in another form", { email_verified: "true" }],
  ["knows an address that nobody has", { email: "nobody@oidc.invalid", email_verified: true }],
])("nobody gets in when the provider %s", async (_name, claims) => {
  const { id, email } = await person();
  const { address, account } = await signInAs({ email, ...claims });
  expect(account).toBeNull();
  expect(address).toContain("/sign-in?error=NotKnown");
  expect(await db().session.count({ where: { userId: id } })).toBe(0);
});

test("one who may not sign in here does not get in there either", async () => {
  const { email } = await person(false);
  expect((await signInAs({ email, email_verified: true })).account).toBeNull();
});

test.each<[string, { nonce?: string; callback?: [name: string, value: string] }]>([
  ["another nonce", { nonce: "replayed" }],
  ["another state", { callback: ["state", "forged"] }],
  ["another's code", { callback: ["code", "stolen"] }],
])("an answer with %s is refused", async (_name, { nonce = null, callback }) => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const { email } = await person();
  provider.claims = { sub: `sub-${count}`, email, email_verified: true };
  provider.otherNonce = nonce;
  const window = new Window();
  const address = await window.signIn((back) => callback && back.searchParams.set(...callback));
  expect(address).toContain("error=OAuthCallback");
  expect(await window.account()).toBeNull();
  logged.mockRestore();
});
