import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";
import { everySettingChanged, settingsAtDefault } from "./testing/changed-settings.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const numbers = await import("./numbers.ts");
const { loadConfiguration } = await import("./configuration.ts");

async function organisation(name: string, digits: string[]): Promise<Actor> {
  const { id } = await db().organisation.create({ data: { name } });
  await db().number.createMany({ data: digits.map((number) => ({ organisationId: id, digits: number, type: "test" })) });
  const user = await db().user.create({
    data: { organisationId: id, email: `admin@${name}.invalid`, name: "Admin", extension: "100", role: "administrator" },
  });
  return { userId: user.id, organisationId: id, role: "administrator", name: "Admin", language: "fi" };
}

let actor: Actor;
let other: Actor;
beforeAll(async () => {
  actor = await organisation("groups-a", ["9000", "9001", "9002"]);
  other = await organisation("groups-b", ["9100"]);
});

const freeNumber = async (owner: Actor) => (await numbers.free(owner))[0]!.id;
const settings = async (owner: Actor, name: string) => groupSettings.parse({ general: { name, numberId: await freeNumber(owner) } });
async function references() {
  const { organisationId, userId } = actor;
  const { id: announcementId } = await db().announcement.create({ data: { organisationId, name: "Sound" } });
  const { id: billingAccountId } = await db().billingAccount.create({ data: { organisationId, code: "1", name: "Account" } });
  return { userId, announcementId, billingAccountId };
}
async function created(owner: Actor, name: string) {
  const saved = await groups.create(owner, await settings(owner, name));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.group;
}

describe("a group", () => {
  test("is read back as it was saved, and its number is no longer free", async () => {
    const wanted = await settings(actor, "Read back");
    wanted.queue.maxWaiting = 0;
    wanted.hours.weekly[0] = [{ opens: 480, closes: 960 }];
    wanted.members.members = [{ userId: actor.userId, skillLevel: 1, ringOrder: 1 }];
    const saved = await groups.create(actor, wanted);
    if (!saved.ok) throw new Error(saved.reason);
    expect(await groups.get(actor, saved.group.id)).toEqual({ ...wanted, id: saved.group.id, version: 1 });
    expect((await numbers.free(actor)).map((number) => number.id)).not.toContain(wanted.general.numberId);
    await groups.remove(actor, saved.group.id);
  });

  test("that another administrator changed meanwhile is not overwritten: the present document comes back", async () => {
    const group = await created(actor, "Collision");
    const first = await groups.save(actor, group.id, { ...group, general: { ...group.general, name: "First" } });
    expect(first.ok).toBe(true);
    const second = await groups.save(actor, group.id, { ...group, general: { ...group.general, name: "Second" } });
    expect(second).toMatchObject({ ok: false, reason: "changedByAnother", current: { version: 2, general: { name: "First" } } });
    await groups.remove(actor, group.id);
  });

  test("cannot take a name that another group has", async () => {
    const group = await created(actor, "Same name");
    expect(await groups.create(actor, await settings(actor, "Same name"))).toMatchObject({
      ok: false,
      reason: "nameTaken",
      field: "general.name",
    });
    await groups.remove(actor, group.id);
  });

  test("that is refused by the database for another reason is not told that its name is taken", async () => {
    const wanted = await settings(actor, "Not the name");
    wanted.members.supervisors = [actor.userId, actor.userId];
    await expect(groups.create(actor, wanted)).rejects.toThrow("Unique constraint");
  });

  test("cannot take a number that another group has, also when both are saved in the same moment", async () => {
    const numberId = await freeNumber(actor);
    const two = await Promise.all(["One", "Two"].map((name) => groups.create(actor, groupSettings.parse({ general: { name, numberId } }))));
    expect(two.map((saved) => (saved.ok ? "saved" : saved.reason)).sort()).toEqual(["numberTaken", "saved"]);
    for (const saved of two) if (saved.ok) await groups.remove(actor, saved.group.id);
  });

  test("cannot refer to anything of another organisation, and is not visible to it", async () => {
    const group = await created(actor, "Isolated");
    const foreign = groupSettings.parse({
      general: { name: "Foreign", numberId: await freeNumber(actor) },
      members: { members: [{ userId: other.userId }] },
    });
    expect(await groups.create(actor, foreign)).toMatchObject({ ok: false, reason: "unknownReference", field: "members.members" });
    expect(await groups.get(other, group.id)).toBeNull();
    expect(await groups.save(other, group.id, group)).toMatchObject({ ok: false, reason: "notFound" });
    expect(await groups.remove(other, group.id)).toMatchObject({ ok: false, reason: "notFound" });
    await groups.remove(actor, group.id);
  });

  test.each([
    ["premium", "0700 12345", "barredNumber"],
    ["abroad", "+46 8 123 456", "barredNumber"],
    ["the emergency number", "112", "barredNumber"],
    ["mobile", "041 000 0555", null],
    ["a number of the organisation's own, whatever its class", "9301", null],
  ])("whose destination is a number outside: %s", async (_what, number, reason) => {
    const group = await created(actor, `Outside ${number}`);
    const own = await db().number.create({ data: { organisationId: actor.organisationId, digits: "9301", type: "test" } });
    const overflowDestination = { kind: "outsideNumber" as const, number };
    const saved = await groups.save(actor, group.id, { ...group, queue: { ...group.queue, overflowDestination } });
    await db().number.delete({ where: { id: own.id } });
    if (reason) expect(saved).toEqual({ ok: false, reason, field: "queue.overflowDestination" });
    else expect(saved.ok).toBe(true);
    await groups.remove(actor, group.id);
  });

  const summaryOf = async (id: string) => (await groups.list(actor)).find((group) => group.id === id)!;

  test("whose overflow would make a loop is refused with the path shown", async () => {
    const a = await created(actor, "A");
    const b = await created(actor, "B");
    const toB = await groups.save(actor, a.id, { ...a, queue: { ...a.queue, overflowDestination: { kind: "group", groupId: b.id } } });
    expect(toB.ok).toBe(true);
    const loop = await groups.save(actor, b.id, { ...b, queue: { ...b.queue, overflowDestination: { kind: "group", groupId: a.id } } });
    expect(loop).toMatchObject({ ok: false, reason: "overflowLoop", path: ["B", "A", "B"] });
    const byNumber = { kind: "outsideNumber" as const, number: (await summaryOf(a.id)).number };
    expect(await groups.save(actor, b.id, { ...b, queue: { ...b.queue, overflowDestination: byNumber } })).toMatchObject({
      ...{ ok: false, reason: "overflowLoop", field: "queue.overflowDestination", path: ["B", "A", "B"] },
    });
    const holiday = { kind: "group" as const, groupId: a.id };
    const closed = { ...b.hours, alwaysOpen: false, closedDestinations: { ...b.hours.closedDestinations, holiday } };
    expect(await groups.save(actor, b.id, { ...b, hours: closed })).toMatchObject({
      ...{ ok: false, reason: "overflowLoop", field: "hours.closedDestinations", path: ["B", "A", "B"] },
    });
    const night = [{ opens: 17 * 60, closes: 9 * 60 }];
    const dayAndNight = (hours: typeof b.hours, ranges: typeof night, groupId: string) => {
      const other = { kind: "group" as const, groupId };
      const closedDestinations = { outsideHours: other, exception: other, holiday: other, manual: other, emergency: other };
      return { ...hours, alwaysOpen: false, closedOnHolidays: false, weekly: Array.from({ length: 7 }, () => ranges), closedDestinations };
    };
    const busy = { kind: "busy" as const };
    const withDay = { ...a, version: 2, hours: dayAndNight(a.hours, [{ opens: 9 * 60, closes: 17 * 60 }], b.id) };
    expect((await groups.save(actor, a.id, { ...withDay, queue: { ...a.queue, overflowDestination: busy } })).ok).toBe(true);
    const short = await groups.save(actor, b.id, { ...b, hours: dayAndNight(b.hours, [{ opens: 18 * 60, closes: 9 * 60 }], a.id) });
    expect(short).toMatchObject({ reason: "overflowLoop", field: "hours.closedDestinations", path: ["B", "A", "B"] });
    expect((await groups.save(actor, b.id, { ...b, hours: dayAndNight(b.hours, night, a.id) })).ok).toBe(true);
    expect((await groups.save(actor, b.id, { ...b, version: 2 })).ok).toBe(true);
    expect(await groups.remove(actor, b.id)).toEqual({ ok: false, reason: "inUse", usedBy: ["A"] });
    expect(await groups.remove(actor, a.id)).toEqual({ ok: true });
    expect(await groups.remove(actor, b.id)).toEqual({ ok: true });
  });

  test("that is deleted gives its number back to the pool and leaves nothing behind", async () => {
    const before = await db().destination.count();
    const group = await created(actor, "Deleted");
    await groups.remove(actor, group.id);
    expect((await numbers.free(actor)).map((number) => number.id)).toContain(group.general.numberId);
    expect(await db().destination.count()).toBe(before);
  });

  test("leaves an audit entry with before and after for every change, which nobody can alter", async () => {
    const group = await created(actor, "Audited");
    await groups.save(actor, group.id, { ...group, queue: { ...group.queue, maxWaiting: 7 } });
    const entries = await db().auditEntry.findMany({ where: { subjectId: group.id }, orderBy: { at: "asc" } });
    expect(entries.map((entry) => entry.action)).toEqual(["create", "update"]);
    expect(entries[1]).toMatchObject({ before: { queue: { maxWaiting: null } }, after: { queue: { maxWaiting: 7 } } });
    await expect(db().auditEntry.deleteMany({ where: { subjectId: group.id } })).rejects.toThrow(/append-only/);
    await groups.remove(actor, group.id);
  });

  test("reaches the worker's configuration with every setting as it was saved", async () => {
    const wanted = everySettingChanged("Every setting", { ...(await references()), numberId: await freeNumber(actor) });
    expect(settingsAtDefault(wanted)).toEqual(["general.type", "general.name", "general.numberId"]);
    const group = await created(actor, "Before");
    const saved = await groups.save(actor, group.id, { ...wanted, version: group.version });
    expect(saved).toEqual({ ok: true, group: { ...wanted, id: group.id, version: 2 } });
    const configured = (await loadConfiguration(actor.organisationId))?.groups.find(({ id }) => id === group.id);
    expect(configured).toMatchObject({ ...wanted, id: group.id, version: 2 });
    await groups.remove(actor, group.id);
  });

  test("tells the worker the new configuration version when it is saved", async () => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: inject("databaseUrl") });
    await client.connect();
    await client.query("LISTEN jono_configuration");
    const told = new Promise<string>((resolve) =>
      client.on("notification", (notice) => notice.payload?.includes(actor.organisationId) && resolve(notice.payload)),
    );
    const group = await created(actor, "Told");
    expect(JSON.parse(await told)).toMatchObject({ organisationId: actor.organisationId });
    await client.end();
    await groups.remove(actor, group.id);
  });
});
