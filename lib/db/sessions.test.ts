/** Sessions in a real database: who sees and ends which, what is written, and who is told at once. */
import { afterAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const sessions = await import("./sessions.ts");
const tokens = await import("./api-tokens.ts");
const { Notices } = await import("./notices.ts");

const age = { idleSeconds: 1800, longestSeconds: 43_200 };
const start = new Date("2026-11-22T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

let count = 0;
let actor: Actor;
let other: Actor;
async function person(): Promise<Actor> {
  const { id: organisationId } = await db().organisation.create({ data: { name: "sessions" } });
  const data = { organisationId, email: `${++count}@sessions.invalid`, name: "Maija", extension: "100" };
  const { id: userId } = await db().user.create({ data });
  return { userId, organisationId, role: "member", name: "Maija", language: "fi" };
}
beforeEach(async () => {
  [actor, other] = [await person(), await person()];
});

const begin = (of: Actor, now = start, userAgent = "test") => sessions.begin(of.userId, "192.0.2.1", userAgent, age, now);
const accountOf = (of: Actor, sessionId: string) => sessions.accountOf({ userId: of.userId, sessionId, tokenVersion: 1 });

test("the list tells device and address of those that can still be used, and which one asks", async () => {
  const old = await begin(actor, after(-1900), "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
  const here = await begin(actor, after(0), "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0");
  await begin(other);
  expect(await sessions.listOwn(actor, here, age, after(10))).toEqual([
    {
      ...{ id: here, current: true, address: "192.0.2.1", browser: "Edge", system: "Windows" },
      ...{ createdAt: after(0).toISOString(), lastSeenAt: after(0).toISOString() },
    },
  ]);
  expect(await db().session.count({ where: { id: old } })).toBe(0);
});

test("a session that is used stays for twelve hours and is written once a minute", async () => {
  const id = await begin(actor);
  await sessions.noteSeen(id, "192.0.2.9", after(59));
  expect(await sessions.listOwn(actor, id, age, after(59))).toMatchObject([{ address: "192.0.2.1" }]);
  await sessions.noteSeen(id, "192.0.2.9", after(60));
  expect(await sessions.listOwn(actor, id, age, after(60))).toMatchObject([{ address: "192.0.2.9", lastSeenAt: after(60).toISOString() }]);
  await sessions.noteSeen(id, "192.0.2.9", after(43_200));
  expect(await sessions.listOwn(actor, id, age, after(43_200))).toEqual([]);
});

test("one's own sessions are ended one by one or all others at once, another's never", async () => {
  const [first = "", second = "", third = ""] = await Promise.all([begin(actor), begin(actor), begin(actor)]);
  const foreign = await begin(other);
  expect(await sessions.endOwn(actor, foreign)).toBe(false);
  expect(await sessions.endOwn(actor, first)).toBe(true);
  expect(await accountOf(actor, first)).toBeNull();
  expect(await accountOf(actor, second)).toMatchObject({ id: actor.userId });
  await sessions.endOthers(actor, third);
  expect(await accountOf(actor, second)).toBeNull();
  expect(await accountOf(actor, third)).not.toBeNull();
  expect(await accountOf(other, foreign)).not.toBeNull();
});

test("a session is nobody else's, and of nobody whose token version has moved on", async () => {
  const id = await begin(actor);
  expect(await accountOf(other, id)).toBeNull();
  await db().user.update({ where: { id: actor.userId }, data: { tokenVersion: 2 } });
  expect(await accountOf(actor, id)).toBeNull();
});

describe("whoever listens is told at once of", () => {
  const told: string[] = [];
  let wake = () => {};
  const listening = new Promise<void>((resolve) => {
    const notices = new Notices(inject("databaseUrl"), sessions.accessChannel, "test", {
      told: (payload) => {
        told.push(payload);
        wake();
      },
      connected: resolve,
      lost: () => {},
    });
    void notices.start();
    afterAll(() => notices.stop());
  });
  const hears = async (userId: string) => {
    while (!told.includes(userId)) await new Promise<void>((resolve) => (wake = resolve));
  };

  const losses: [string, () => Promise<unknown>][] = [
    ["an ended session", async () => sessions.endOwn(actor, await begin(actor))],
    ["a person made inactive", () => db().user.update({ where: { id: actor.userId }, data: { active: false } })],
    ["a role taken away", () => db().user.update({ where: { id: actor.userId }, data: { role: "supervisor" } })],
    ["a deleted person", () => db().user.delete({ where: { id: actor.userId } })],
    ["a revoked token", async () => tokens.revoke(actor, (await tokens.create(actor, { name: "Avain", expiresInDays: null })).record.id)],
  ];
  test.each(losses)("%s", async (_name, lose) => {
    await listening;
    await lose();
    await hears(actor.userId);
    expect(told).not.toContain(other.userId);
  });
});
