/** API tokens in a real database: told once, usable until they end, their use noted without a storm of writes. */
import { beforeEach, expect, inject, onTestFinished, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const tokens = await import("./api-tokens.ts");

let count = 0;
async function administrator(): Promise<Actor> {
  const domain = `tokens-${++count}.invalid`;
  const { id: organisationId } = await db().organisation.create({ data: { name: domain } });
  const data = { organisationId, email: `admin@${domain}`, name: "Tuija", extension: "100", role: "administrator" } as const;
  const { id: userId } = await db().user.create({ data });
  return { userId, organisationId, role: "administrator", name: "Tuija", language: "fi" };
}
let actor: Actor;
beforeEach(async () => {
  actor = await administrator();
});

const now = new Date("2026-11-22T10:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);

test("a token acts for who made it, is told once and is nowhere in the database or the audit log", async () => {
  const { token, record } = await tokens.create(actor, { name: "Raportti", expiresInDays: 90 });
  expect(await tokens.findByToken(token)).toMatchObject({ id: actor.userId, organisationId: actor.organisationId });
  expect(record).toMatchObject({ name: "Raportti", owner: "Tuija", lastUsedAt: null });
  const kept = JSON.stringify([
    await db().apiToken.findMany({ where: { userId: actor.userId } }),
    await db().auditEntry.findMany({ where: { organisationId: actor.organisationId } }),
    await tokens.list(actor),
  ]);
  expect(kept).toContain("Raportti");
  expect(kept).not.toContain(token);
});

test("a token ends when it expires, is revoked, or its owner may not sign in", async () => {
  const { token } = await tokens.create(actor, { name: "Lyhyt", expiresInDays: 1 }, now);
  expect(await tokens.findByToken(token, after(86_399_000))).not.toBeNull();
  expect(await tokens.findByToken(token, after(86_400_000))).toBeNull();
  expect(await tokens.list(actor, after(86_400_000))).toEqual([]);

  const lasting = await tokens.create(actor, { name: "Pitkä", expiresInDays: null });
  expect(lasting.record.expiresAt).toBeNull();
  expect(await tokens.revoke(actor, lasting.record.id)).toEqual({ ok: true });
  expect(await tokens.findByToken(lasting.token)).toBeNull();
  expect(await tokens.revoke(actor, lasting.record.id)).toEqual({ ok: false, reason: "notFound" });

  const third = await tokens.create(actor, { name: "Kolmas", expiresInDays: null });
  await db().user.update({ where: { id: actor.userId }, data: { active: false } });
  expect(await tokens.findByToken(third.token)).toBeNull();
});

test("the key of a screen on a wall opens figures and nothing else, stands in the list, and ends when it is revoked", async () => {
  const screen = await tokens.create(actor, { name: "Seinänäyttö", expiresInDays: null }, now, "figures");
  expect(await tokens.findByToken(screen.token)).toBeNull();
  expect(await tokens.findByToken(screen.token, now, "figures")).toMatchObject({ id: actor.userId });
  const api = await tokens.create(actor, { name: "Raportti", expiresInDays: null });
  expect(await tokens.findByToken(api.token, now, "figures")).toBeNull();
  expect((await tokens.list(actor)).map(({ name }) => name).toSorted()).toEqual(["Raportti", "Seinänäyttö"]);
  expect(await tokens.revoke(actor, screen.record.id)).toEqual({ ok: true });
  expect(await tokens.findByToken(screen.token, now, "figures")).toBeNull();
});

test("a supervisor sees and ends the screens that she left showing, and nobody else's; the list says what each may show", async () => {
  const { organisationId } = actor;
  const supervisor = async (name: string, extension: string): Promise<Actor> => {
    const data = { organisationId, email: `${name}@tokens-${count}.invalid`, name, extension, role: "supervisor" } as const;
    return { userId: (await db().user.create({ data })).id, organisationId, role: "supervisor", name, language: "fi" };
  };
  const [aino, liisa] = [await supervisor("Aino", "111"), await supervisor("Liisa", "112")];
  for (const [index, name] of ["Tuki", "Myynti", "Vaihde"].entries()) {
    const { id: numberId } = await db().number.create({ data: { organisationId, digits: `92${count}${index}`, type: "test" } });
    const supervisors = name === "Vaihde" ? [] : [aino.userId];
    await groups.create(actor, groupSettings.parse({ general: { name, numberId }, members: { members: [], supervisors } }));
  }
  const screenOf = async (owner: Actor) =>
    (await tokens.create(owner, { name: "Seinänäyttö", expiresInDays: null }, now, "figures")).record;
  const [hers, others, administrators] = [await screenOf(aino), await screenOf(liisa), await screenOf(actor)];
  const { record: program } = await tokens.create(aino, { name: "Raportti", expiresInDays: null }, now);

  expect((await tokens.listScreens(aino)).map(({ id, rights }) => [id, rights])).toEqual([
    [hers.id, { kind: "figures", groups: ["Myynti", "Tuki"] }],
  ]);
  const all = new Map((await tokens.list(actor)).map(({ id, rights }) => [id, rights]));
  expect(all.get(others.id)).toEqual({ kind: "figures", groups: [] });
  expect(all.get(administrators.id)).toEqual({ kind: "figures", groups: null });
  expect(all.get(program.id)).toEqual({ kind: "api" });
  for (const id of [others.id, administrators.id, program.id])
    expect(await tokens.revokeScreen(aino, id)).toEqual({ ok: false, reason: "notFound" });
  expect(await tokens.revokeScreen(aino, hers.id)).toEqual({ ok: true });
  expect(await tokens.listScreens(aino)).toEqual([]);
  expect(await db().auditEntry.count({ where: { organisationId, subjectId: hers.id, action: "delete", actorId: aino.userId } })).toBe(1);
});

/** Counts the writes of a use, whoever makes them. */
async function countWrites(): Promise<() => Promise<number>> {
  await db().$executeRaw`CREATE TABLE "TokenUse" ("tokenId" UUID)`;
  await db().$executeRaw`CREATE FUNCTION "count_token_use"() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN INSERT INTO "TokenUse" VALUES (NEW."id"); RETURN NULL; END'`;
  await db().$executeRaw`CREATE TRIGGER "TokenUse" AFTER UPDATE OF "lastUsedAt" ON "ApiToken"
    FOR EACH ROW EXECUTE FUNCTION "count_token_use"()`;
  onTestFinished(async () => {
    await db().$executeRaw`DROP FUNCTION "count_token_use" CASCADE`;
    await db().$executeRaw`DROP TABLE "TokenUse"`;
  });
  return async () => Number((await db().$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM "TokenUse"`)[0]?.count);
}

test("its use is written once a minute, however many requests come at once", async () => {
  const { token } = await tokens.create(actor, { name: "Ahkera", expiresInDays: null }, now);
  const used = async () => (await tokens.list(actor, now))[0]?.lastUsedAt;
  const written = await countWrites();
  await Promise.all(Array.from({ length: 20 }, () => tokens.findByToken(token, now)));
  await Promise.all(Array.from({ length: 20 }, (_, index) => tokens.findByToken(token, after(index * 1000))));
  expect(await written()).toBe(1);
  expect(await used()).toBe(now.toISOString());
  await Promise.all(Array.from({ length: 20 }, () => tokens.findByToken(token, after(60_000))));
  expect(await written()).toBe(2);
  expect(await used()).toBe(after(60_000).toISOString());
});

test("another organisation's tokens are neither seen nor revoked", async () => {
  const { record } = await tokens.create(actor, { name: "Oma", expiresInDays: null });
  const other = await administrator();
  expect(await tokens.list(other)).toEqual([]);
  expect(await tokens.revoke(other, record.id)).toEqual({ ok: false, reason: "notFound" });
});
