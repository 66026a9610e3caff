/** A request that a page makes by itself finds out who is signed in, and is no use of the session. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { expect, inject, test, vi } from "vitest";
import { backgroundHeader } from "../domain/background-request.ts";

const asked = vi.hoisted(() => ({ cookie: "", headers: new Headers() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => ({ value: asked.cookie }) }),
  headers: async () => asked.headers,
}));
vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test only, long enough");
vi.stubEnv("NEXTAUTH_URL", "http://127.0.0.1:3000");
const { db } = await import("../db/client.ts");
const { administratorOf } = await import("../db/testing/administrator.ts");
const { currentAccount } = await import("./actor.ts");

test("lists that are read again do not make the session look used, what somebody asks for does", async () => {
  const { userId } = await administratorOf("background");
  const before = new Date(Date.now() - 10 * 60_000);
  const id = randomUUID();
  await db().session.create({ data: { id, userId, address: "direct", userAgent: "test", createdAt: before, lastSeenAt: before } });
  const token = { sub: userId, sessionId: id, tokenVersion: 1, startedAt: Math.floor(before.getTime() / 1000) };
  asked.cookie = await encode({ token, secret: "a secret of this test only, long enough", maxAge: 1800 });
  const seenAt = async () => (await db().session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();
  asked.headers = new Headers({ [backgroundHeader]: "1" });
  expect(await currentAccount()).toMatchObject({ id: userId });
  expect(await seenAt()).toBe(before.getTime());
  asked.headers = new Headers();
  expect(await currentAccount()).toMatchObject({ id: userId });
  expect(await seenAt()).toBeGreaterThan(before.getTime());
});
