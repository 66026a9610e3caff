/** What was changed since is read as the whole would be, on a real PostgreSQL. */
import fc from "fast-check";
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import type { OrganisationConfiguration } from "../domain/configuration.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
vi.setConfig({ testTimeout: 120_000 });
const { db } = await import("./client.ts");
const { administratorOf } = await import("./testing/administrator.ts");
const { announceConfiguration } = await import("./change.ts");
const { configurationVersion, loadConfiguration } = await import("./configuration.ts");
const { edits } = await import("./testing/random-edits.ts");

let actor: Actor;
/** Of what is committed. */
const versionNow = async () => (await configurationVersion(actor.organisationId)) ?? 0;
const whole = async () => (await loadConfiguration(actor.organisationId))!;
const since = async (known: OrganisationConfiguration) => (await loadConfiguration(actor.organisationId, known))!;
/** Groups that were not read again. */
const kept = (before: OrganisationConfiguration, after: OrganisationConfiguration) =>
  after.groups.filter((group) => before.groups.includes(group)).length;

beforeAll(async () => {
  actor = await administratorOf("configuration");
  for (const [name, draws] of [
    ["addNumber", [1, 2, 3, 4, 5, 6]],
    ["addUser", [1, 2, 3]],
    ["addGroup", [1, 2, 3]],
    ["addAnnouncement", [1, 2, 3]],
    ["addMenu", [1]],
    ["addMessageBox", [1]],
    ["addTrunk", [1]],
  ] as const)
    for (const draw of draws) await edits[name]!(actor, draw);
});

test("after any edits, what was changed since makes the same configuration as the whole", async () => {
  const names = Object.keys(edits);
  const raised = new Map(names.map((name) => [name, 0]));
  let known = await whole();
  let inParts = 0;
  // Every edit in every run, in any order; now and then what was changed since is read.
  const order = fc.shuffledSubarray(names, { minLength: names.length });
  const chances = fc.array(fc.record({ draw: fc.nat(60), read: fc.boolean() }), { minLength: names.length, maxLength: names.length });
  await fc.assert(
    fc.asyncProperty(order, chances, async (history, chance) => {
      for (const [index, name] of history.entries()) {
        const version = await versionNow();
        await edits[name]!(actor, chance[index]!.draw);
        raised.set(name, raised.get(name)! + (await versionNow()) - version);
        if (!chance[index]!.read) continue;
        const before = known;
        known = await since(before);
        if (kept(before, known) > 0) inParts++;
        expect(known).toEqual(await whole());
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
  expect([...raised].filter(([, versions]) => versions === 0)).toEqual([]);
  expect(inParts).toBeGreaterThan(20);
});

describe("only what was changed is read", () => {
  test("when a group was saved, the others stay the same objects", async () => {
    const before = await whole();
    await edits.saveGroup!(actor, 0);
    const after = await since(before);
    expect(after.version).toBe(before.version + 1);
    expect(kept(before, after)).toBe(before.groups.length - 1);
    expect(after.users).toBe(before.users);
  });

  test("when nothing was changed, nothing is", async () => {
    const before = await whole();
    const after = await since(before);
    expect(kept(before, after)).toBe(before.groups.length);
  });
});

describe("the whole is read", () => {
  test("when a version names no change: rows were changed that nobody tells of", async () => {
    const before = await whole();
    const [group] = before.groups;
    await db().group.update({ where: { id: group!.id }, data: { ringSeconds: 77 } });
    await edits.addBilling!(actor, 0);
    expect((await since(before)).groups.find(({ id }) => id === group!.id)).toBe(group);
    await db().$transaction((tx) => announceConfiguration(tx, actor.organisationId));
    const after = await since(before);
    expect(kept(before, after)).toBe(0);
    expect(after.groups.find(({ id }) => id === group!.id)?.members.ringSeconds).toBe(77);
  });

  test("when a user was deleted, whose memberships went along", async () => {
    await edits.addUser!(actor, 9);
    const before = await whole();
    const user = before.users.at(-1)!;
    const { groupId } = await db().groupMember.create({ data: { groupId: before.groups[0]!.id, userId: user.id, skillLevel: 1 } });
    await db().$transaction((tx) => announceConfiguration(tx, actor.organisationId));
    const known = await since(before);
    expect(known.groups.find(({ id }) => id === groupId)?.members.members.map(({ userId }) => userId)).toContain(user.id);
    const { remove } = await import("./user-changes.ts");
    expect(await remove(actor, user.id)).toEqual({ ok: true });
    const after = await since(known);
    expect(after.groups.find(({ id }) => id === groupId)?.members.members.map(({ userId }) => userId)).not.toContain(user.id);
    expect(after).toEqual(await whole());
  });

  test("when more was changed than is worth it", async () => {
    const before = await whole();
    for (let n = 0; n < 51; n++) await edits.addBilling!(actor, 0);
    expect(kept(before, await since(before))).toBe(0);
  });

  test("when the known one is of a later version: the database was brought back to an earlier day", async () => {
    const before = await whole();
    expect(kept(before, await since({ ...before, version: before.version + 1 }))).toBe(0);
  });
});
