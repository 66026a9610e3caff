/** Configurations follow their notices, on a real PostgreSQL. */
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../../lib/domain/actor.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { createLog } from "../runtime/log.ts";
import { DatabaseLink } from "./testing/database-link.ts";

const link = await DatabaseLink.open(inject("databaseUrl"));
vi.stubEnv("DATABASE_URL", link.url);
const { closeDatabase, createDatabase } = await import("../../lib/db/client.ts");
const { announceConfiguration, writeAudit } = await import("../../lib/db/change.ts");
const { groupSettings } = await import("../../lib/domain/group/group.ts");
const groups = await import("../../lib/db/groups.ts");
const { ConfigurationSource } = await import("./configuration-source.ts");
const direct = createDatabase(inject("databaseUrl"), 3);

vi.setConfig({ testTimeout: 20_000 });
let actor: Actor;
let otherId: string;
const sources: InstanceType<typeof ConfigurationSource>[] = [];

beforeAll(async () => {
  const { id } = await direct.organisation.create({ data: { name: "source" } });
  otherId = (await direct.organisation.create({ data: { name: "source-other" } })).id;
  const user = { organisationId: id, email: "source@source.invalid", name: "S", extension: "1", role: "administrator" as const };
  const { id: userId } = await direct.user.create({ data: user });
  actor = { userId, organisationId: id, role: "administrator", name: "S", language: "fi" };
});
afterEach(async () => {
  link.mend();
  await Promise.all(sources.splice(0).map((source) => source.stop()));
});
afterAll(async () => {
  await closeDatabase();
  await direct.$disconnect();
  link.close();
});

/** Of our two organisations; other tests' come and go in the same database. */
async function started(changed: (configuration: OrganisationConfiguration) => Promise<void> = async () => undefined) {
  const read: OrganisationConfiguration[] = [];
  const removed: string[] = [];
  const lines: string[] = [];
  const log = createLog("test", "warn", (line) => lines.push(line));
  const source = new ConfigurationSource(link.url, log, {
    changed: async (configuration) => {
      if (configuration.organisationId !== actor.organisationId && configuration.organisationId !== otherId) return;
      read.push(configuration);
      await changed(configuration);
    },
    removed: (organisationId) => void removed.push(organisationId),
  });
  sources.push(source);
  await source.start();
  const own = () => read.filter(({ organisationId }) => organisationId === actor.organisationId);
  const latest = () => own().at(-1)!;
  const until = (version: number) => vi.waitFor(() => expect(latest().version).toBe(version), { timeout: 5_000, interval: 5 });
  return { source, read, own, latest, until, removed, lines };
}

const save = () => direct.$transaction((tx) => announceConfiguration(tx, actor.organisationId));
const versionNow = async () => (await direct.organisation.findUniqueOrThrow({ where: { id: actor.organisationId } })).configurationVersion;

describe("after the start", () => {
  test("every organisation has been read", async () => {
    const { read, source } = await started();
    expect(new Set(read.map(({ organisationId }) => organisationId))).toEqual(new Set([actor.organisationId, otherId]));
    expect(source.available).toBe(true);
  });

  test("a save is followed in under a second", async () => {
    const { until } = await started();
    const begin = performance.now();
    await save();
    await until(await versionNow());
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  test("a burst of saves leads to few readings, and the last one is in force", async () => {
    const { until, own } = await started(() => new Promise((resolve) => setImmediate(resolve)));
    const before = own().length;
    await Promise.all(Array.from({ length: 40 }, () => save()));
    await until(await versionNow());
    expect(own().length - before).toBeLessThan(40);
    const versions = own().map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  test("a save while another is being taken into force is read once more, not lost", async () => {
    let enter = () => {};
    let leave = () => {};
    const entered = new Promise<void>((resolve) => {
      enter = resolve;
    });
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    let slow = false;
    const { until, source, latest } = await started(async () => {
      if (!slow) return;
      slow = false;
      enter();
      await left;
    });
    slow = true;
    await save();
    await entered;
    await save();
    const refreshed = source.refresh(actor.organisationId);
    leave();
    await refreshed;
    expect(latest().version).toBe(await versionNow());
    await until(await versionNow());
  });

  test("a save of which the notice and the portal both tell is read once", async () => {
    const { read, own, source } = await started();
    const before = own().length;
    await save();
    await source.refresh(actor.organisationId);
    expect(own().at(-1)!.version).toBe(await versionNow());
    // Notices come in order: when the other organisation's has come, ours has.
    const others = read.length - own().length;
    await direct.$transaction((tx) => announceConfiguration(tx, otherId));
    await vi.waitFor(() => expect(read.length - own().length).toBe(others + 1), { timeout: 5_000, interval: 5 });
    expect(own().length - before).toBe(1);
  });

  test("being told again of what is in force keeps no later save from being read", async () => {
    const { until, source } = await started();
    await source.refresh(actor.organisationId);
    await save();
    await until(await versionNow());
  });

  test("an organisation that is gone is told", async () => {
    const { removed, source } = await started();
    const { id } = await direct.organisation.create({ data: { name: "gone" } });
    await direct.organisation.delete({ where: { id } });
    await source.refresh(id);
    expect(removed).toContain(id);
  });
});

describe("of a configuration that is in force, what was changed is read", () => {
  let ids: string[];
  beforeAll(async () => {
    ids = await Promise.all([1, 2, 3].map((n) => addedGroup(`Source ${n}`)));
  });
  const ringSeconds = ({ groups }: OrganisationConfiguration) =>
    ids.map((id) => groups.find((group) => group.id === id)?.members.ringSeconds);
  const notReadAgain = (before: OrganisationConfiguration, after: OrganisationConfiguration) =>
    after.groups.filter((group) => before.groups.includes(group)).length;

  test("a saved group is read, and the others are not", async () => {
    const { latest, until } = await started();
    const before = latest();
    await change(ids[0]!, 31);
    await until(await versionNow());
    expect(ringSeconds(latest())).toEqual([31, 20, 20]);
    expect(notReadAgain(before, latest())).toBe(2);
  });

  test("a change whose notice was missed comes with the next one's", async () => {
    const { latest, until } = await started();
    await change(ids[1]!, 32, { told: false });
    await change(ids[2]!, 33);
    await until(await versionNow());
    expect(ringSeconds(latest())).toEqual([31, 32, 33]);
  });

  test("a version that names no change leads to the whole", async () => {
    const { latest, until } = await started();
    const before = latest();
    await direct.group.update({ where: { id: ids[0]! }, data: { ringSeconds: 41 } });
    await change(ids[1]!, 42);
    await until(await versionNow());
    expect(ringSeconds(latest())).toEqual([31, 42, 33]);
    await save();
    await until(await versionNow());
    expect(ringSeconds(latest())).toEqual([41, 42, 33]);
    expect(notReadAgain(before, latest())).toBe(0);
  });

  test("a connection that was lost leads to the whole", async () => {
    const { own, latest, source } = await started();
    link.cut();
    await vi.waitFor(() => expect(source.available).toBe(false));
    const before = latest();
    const readings = own().length;
    await direct.group.update({ where: { id: ids[0]! }, data: { ringSeconds: 51 } });
    link.mend();
    await vi.waitFor(() => expect(own().length).toBeGreaterThan(readings), { timeout: 5_000, interval: 5 });
    expect(ringSeconds(latest())).toEqual([51, 42, 33]);
    expect(notReadAgain(before, latest())).toBe(0);
  });

  test("one that could not be taken into force is no ground to build on: the whole is read", async () => {
    let failing = false;
    const { latest, own } = await started(async () => {
      if (!failing) return;
      failing = false;
      throw new Error("half taken into force");
    });
    const before = latest();
    const readings = own().length;
    failing = true;
    await change(ids[0]!, 61);
    await vi.waitFor(() => expect(own().length).toBe(readings + 2), { timeout: 5_000, interval: 5 });
    expect(ringSeconds(latest())).toEqual([61, 42, 33]);
    expect(notReadAgain(before, latest())).toBe(0);
  });

  async function addedGroup(name: string): Promise<string> {
    const { organisationId } = actor;
    const digits = `909${name.slice(-1)}`;
    const { id: numberId } = await direct.number.create({ data: { organisationId, digits, type: "test" } });
    const saved = await groups.create(actor, groupSettings.parse({ general: { name, numberId } }));
    if (!saved.ok) throw new Error(saved.reason);
    return saved.group.id;
  }

  /** Not told: its version is raised and nobody hears of it. */
  async function change(id: string, seconds: number, { told } = { told: true }): Promise<void> {
    await direct.$transaction(async (tx) => {
      await tx.group.update({ where: { id }, data: { ringSeconds: seconds } });
      const version = told ? await announceConfiguration(tx, actor.organisationId) : await raisedVersion(tx);
      await writeAudit(tx, actor, { action: "update", kind: "group", id, name: "" }, version);
    });
  }

  async function raisedVersion(tx: Parameters<typeof announceConfiguration>[0]): Promise<number> {
    const data = { configurationVersion: { increment: 1 } };
    return (await tx.organisation.update({ where: { id: actor.organisationId }, data })).configurationVersion;
  }
});

describe("what cannot be read", () => {
  test("is tried again: a change is told only once", async () => {
    let failures = 0;
    const { until, lines } = await started(async ({ version }) => {
      if (version === broken && failures++ === 0) throw new Error("cannot be taken into force");
    });
    const broken = (await versionNow()) + 1;
    await save();
    await vi.waitFor(() => expect(lines.join()).toContain("could not be read"), { timeout: 5_000 });
    await until(broken);
    await vi.waitFor(() => expect(failures).toBe(2), { timeout: 5_000 });
  });

  test("keeps no other organisation from being served", async () => {
    const { read, lines } = await started(async ({ organisationId }) => {
      if (organisationId === actor.organisationId) throw new Error("broken row");
    });
    expect(read.map(({ organisationId }) => organisationId)).toContain(otherId);
    expect(lines.join()).toContain("broken row");
  });
});

test("with the database away the last configuration stays; what was saved meanwhile is read when it is back", async () => {
  const { source, until } = await started();
  link.cut();
  await vi.waitFor(() => expect(source.available).toBe(false));
  await save();
  link.mend();
  await until(await versionNow());
  expect(source.available).toBe(true);
});
