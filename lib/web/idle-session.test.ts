/** What renews the idle half-hour of a session, and what must not. */
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { expect, test, vi } from "vitest";
import { proxy } from "../../proxy.ts";
import { backgroundHeader } from "../domain/background-request.ts";

const secret = "a secret of this test only";
vi.stubEnv("NEXTAUTH_SECRET", secret);
vi.stubEnv("NEXTAUTH_URL", "http://127.0.0.1:3000");

/** The new cookie of a session whose cookie is so old, if it gets one. */
async function renewed(path: string, ageSeconds: number, headers: Record<string, string> = {}): Promise<string | undefined> {
  const now = Math.floor(Date.now() / 1000);
  vi.useFakeTimers({ toFake: ["Date"], now: (now - ageSeconds) * 1000 });
  const token = await encode({ token: { sub: "u", startedAt: now - ageSeconds, tokenVersion: 1, sessionId: "s" }, secret, maxAge: 1800 });
  vi.useRealTimers();
  const request = new NextRequest(`http://127.0.0.1:3000${path}`, { headers: { cookie: `jono.session=${token}`, ...headers } });
  return (await proxy(request)).cookies.get("jono.session")?.value;
}

test("a page or an answer that somebody asks for renews the half-hour, once a minute", async () => {
  expect(await renewed("/groups", 120)).toBeDefined();
  expect(await renewed("/api/v1/messages", 120)).toBeDefined();
  expect(await renewed("/groups", 30)).toBeUndefined();
});

test("what a page asks by itself does not: lists that are read again, the stream, and whether the portal is there", async () => {
  expect(await renewed("/api/v1/messages", 120, { [backgroundHeader]: "1" })).toBeUndefined();
  expect(await renewed("/api/v1/live", 120)).toBeUndefined();
  expect(await renewed("/api/status", 120)).toBeUndefined();
});
