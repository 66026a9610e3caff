import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { type GroupDocument, groupSettings } from "../domain/group/group.ts";
import { administratorOf } from "./testing/administrator.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { loadConfiguration } = await import("./configuration.ts");
const groups = await import("./groups.ts");
const { switchByHand } = await import("./manual-hours.ts");

let administrator: Actor;
let supervisor: Actor;
let group: GroupDocument;

async function colleague(role: Actor["role"], name: string): Promise<Actor> {
  const { organisationId } = administrator;
  const data = { organisationId, role, name, extension: name, email: `${crypto.randomUUID()}@switch.invalid` };
  return { ...administrator, userId: (await db().user.create({ data })).id, role, name };
}

beforeEach(async () => {
  administrator = await administratorOf("switch");
  supervisor = await colleague("supervisor", "Sari");
  const data = { organisationId: administrator.organisationId, digits: `96${Date.now()}`, type: "test" as const };
  const { id: numberId } = await db().number.create({ data });
  const settings = groupSettings.parse({ general: { name: "Myynti", numberId }, members: { supervisors: [supervisor.userId] } });
  const saved = await groups.create(administrator, settings);
  if (!saved.ok) throw new Error(saved.reason);
  group = saved.group;
});

const saved = () => groups.get(administrator, group.id);
const followed = async () => (await loadConfiguration(administrator.organisationId))!.groups[0]!;

describe("a supervisor turns the switch of a group that she watches", () => {
  test("and the worker's configuration tells what it says, since when and by whom", async () => {
    const before = Date.now() - 1000;
    const result = await switchByHand(supervisor, group.id, { manual: "emergency" });
    expect(result).toMatchObject({ ok: true, state: { manual: "emergency", byHand: { manual: "emergency", by: "Sari" } } });
    const { hours, byHand } = await followed();
    expect(hours.manual).toBe("emergency");
    expect(byHand).toMatchObject({ manual: "emergency", by: "Sari" });
    expect(Date.parse(byHand!.since!)).toBeGreaterThan(before);
    expect(await switchByHand(supervisor, group.id, { manual: "automatic" })).toMatchObject({ state: { byHand: null } });
    expect((await followed()).byHand).toBeNull();
  });

  test("which stands in the audit log with both values, and tells the worker a new version of the configuration", async () => {
    const { version } = (await loadConfiguration(administrator.organisationId))!;
    await switchByHand(supervisor, group.id, { manual: "closed" });
    const [entry] = await db().auditEntry.findMany({ where: { subjectId: group.id, action: "update" } });
    expect(entry).toMatchObject({
      ...{ actorName: "Sari", subjectKind: "group", subjectName: "Myynti" },
      ...{ before: { hours: { manual: "automatic" } }, after: { hours: { manual: "closed" } } },
    });
    expect((await loadConfiguration(administrator.organisationId))!.version).toBe(version + 1);
  });

  test("and an administrator who edited the group meanwhile does not undo it unknowingly: both changes are kept", async () => {
    const typed = { ...group, queue: { ...group.queue, maxWaiting: 7 } };
    await switchByHand(supervisor, group.id, { manual: "emergency" });
    const met = await groups.save(administrator, group.id, typed);
    if (met.ok || met.reason !== "changedByAnother") throw new Error("not met");
    expect(met.current.hours.manual).toBe("emergency");
    const merged = { ...typed, version: met.current.version, hours: met.current.hours };
    expect(await groups.save(administrator, group.id, merged)).toMatchObject({ ok: true });
    expect(await saved()).toMatchObject({ queue: { maxWaiting: 7 }, hours: { manual: "emergency" } });
    expect((await followed()).byHand).toMatchObject({ by: "Sari" });
  });

  test("where it stands already: nothing changes, not even who turned it", async () => {
    await switchByHand(supervisor, group.id, { manual: "closed" });
    expect(await switchByHand(administrator, group.id, { manual: "closed", before: "automatic" })).toMatchObject({
      ...{ ok: true, state: { byHand: { by: "Sari" } } },
    });
    expect(await saved()).toMatchObject({ version: 2 });
  });

  test("over what another has just turned: she is told what stands now", async () => {
    await switchByHand(administrator, group.id, { manual: "emergency" });
    expect(await switchByHand(supervisor, group.id, { manual: "open", before: "automatic" })).toMatchObject({
      ...{ ok: false, reason: "changedByAnother", current: { manual: "emergency", byHand: { by: "Admin" } } },
    });
    expect(await saved()).toMatchObject({ version: 2, hours: { manual: "emergency" } });
  });

  test("in the same moment as another supervisor: one turns it, the other is told", async () => {
    const other = await colleague("administrator", "Olli");
    const both = await Promise.all([
      switchByHand(supervisor, group.id, { manual: "closed", before: "automatic" }),
      switchByHand(other, group.id, { manual: "open", before: "automatic" }),
    ]);
    expect(both.map((result) => (result.ok ? "turned" : result.reason)).toSorted()).toEqual(["changedByAnother", "turned"]);
    expect(await saved()).toMatchObject({ version: 2 });
  });
});

describe("the switch is refused to", () => {
  const unturned = async (actor: Actor, reason: string) => {
    expect(await switchByHand(actor, group.id, { manual: "closed" })).toEqual({ ok: false, reason });
    expect(await saved()).toEqual(group);
    expect(await db().auditEntry.count({ where: { subjectId: group.id, action: "update" } })).toBe(0);
  };
  test("a supervisor of other groups", async () => unturned(await colleague("supervisor", "Outi"), "forbidden"));
  test("a member", async () => unturned(await colleague("member", "Matti"), "forbidden"));
  test("an administrator of another organisation", async () => unturned(await administratorOf("elsewhere"), "notFound"));
});

test("a group that is saved with another state of the switch notes who saved it", async () => {
  const closed = { ...group, hours: { ...group.hours, manual: "closed" as const } };
  await groups.save(administrator, group.id, closed);
  expect((await followed()).byHand).toMatchObject({ manual: "closed", by: "Admin" });
  const { since } = (await followed()).byHand!;
  const olli = await colleague("administrator", "Olli");
  await groups.save(olli, group.id, { ...closed, version: 2, queue: { ...group.queue, maxWaiting: 3 } });
  expect((await followed()).byHand).toEqual({ manual: "closed", by: "Admin", since });
});
