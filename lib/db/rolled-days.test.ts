/** Figures that are kept say what the calls themselves say, whatever happens to those afterwards. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import type { CallOutcome, RingResult } from "../domain/call.ts";
import type { CallWrite } from "../domain/call-record.ts";
import { groupSettings } from "../domain/group/group.ts";
import { divisions, type Report } from "../domain/report/report.ts";
import type { Transaction } from "./client.ts";
import type { Lease } from "./leases.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const calls = await import("./calls.ts");
const { writeCalls } = await import("./call-records.ts");
const { takeLease } = await import("./leases.ts");
const { erase, subjectNumber } = await import("./personal-data.ts");
const { report } = await import("./reports.ts");
const { forgetOld } = await import("./retention.ts");
const { cleanDays, rollDays } = await import("./rolled-days.ts");

const now = new Date("2026-10-30T10:00:00Z");
/** The clocks change on 25 October. */
const days = { from: "2026-10-23", to: "2026-10-28" };
const begin = Date.parse("2026-10-22T21:00:00Z");
const end = Date.parse("2026-10-28T22:00:00Z");
const whole = { from: new Date(begin), to: new Date(end) };

let made = 100;

class House {
  readonly lease: Lease;
  readonly administrator: Actor;
  readonly supervisor: Actor;
  readonly groupIds: string[];
  readonly agentIds: string[];

  private constructor(lease: Lease, administrator: Actor, supervisor: Actor, groupIds: string[], agentIds: string[]) {
    this.lease = lease;
    this.administrator = administrator;
    this.supervisor = supervisor;
    this.groupIds = groupIds;
    this.agentIds = agentIds;
  }

  static async open(): Promise<House> {
    const { id: organisationId } = await db().organisation.create({ data: { name: "rolled", retentionDaysCalls: 5 } });
    const person = async (role: Actor["role"], extension: string): Promise<Actor> => {
      const data = { organisationId, email: `${randomUUID()}@t.invalid`, name: extension, extension, role };
      return { userId: (await db().user.create({ data })).id, organisationId, role, name: role, language: "fi" };
    };
    const [administrator, supervisor, ...agents] = await Promise.all([
      person("administrator", "101"),
      person("supervisor", "102"),
      person("member", "103"),
      person("member", "104"),
    ]);
    const groupIds: string[] = [];
    for (const name of ["A", "B"]) {
      const number = await db().number.create({ data: { organisationId, digits: `93${String(made++)}`, type: "test" } });
      const members = { members: [], supervisors: name === "B" ? [supervisor.userId] : [] };
      const saved = await groups.create(administrator, groupSettings.parse({ general: { name, numberId: number.id }, members }));
      if (!saved.ok) throw new Error(saved.reason);
      groupIds.push(saved.group.id);
    }
    const lease = (await takeLease(organisationId, "w", 3600))!;
    return new House(
      lease,
      administrator,
      supervisor,
      groupIds,
      agents.map(({ userId }) => userId),
    );
  }

  write(writes: CallWrite[]): Promise<void> {
    return db().$transaction((tx) =>
      writeCalls(
        tx,
        writes.map((write) => ({ write, token: 1n })),
      ),
    );
  }

  clean = () => cleanDays(db(), this.administrator.organisationId, "Europe/Helsinki", whole);
  roll = () => rollDays(this.lease, now);

  async reports(): Promise<Report[]> {
    const all: Report[] = [];
    for (const division of divisions) all.push(await report(this.administrator, days, division));
    for (const division of ["hour", "agent"] as const) {
      all.push(await report(this.supervisor, days, division));
      for (const group of [this.groupIds[0], "deleted"]) all.push(await report(this.administrator, days, division, group));
    }
    const member = { ...this.administrator, role: "member" as const, userId: this.agentIds[0]! };
    const longDay = { from: "2026-10-25", to: "2026-10-25" };
    return [...all, await report(member, days, "day"), await report(this.administrator, longDay, "hour")];
  }

  /** With the figures that are kept, then without: all are made anew afterwards. */
  async expectAgreement(): Promise<Report[]> {
    const withKept = await this.reports();
    await db().rolledDay.deleteMany({ where: { organisationId: this.administrator.organisationId } });
    const counted = await this.reports();
    expect(withKept).toEqual(counted);
    await this.roll();
    expect((await this.clean()).length).toBeGreaterThanOrEqual(5);
    return counted;
  }
}

interface Sketch {
  minute: number;
  group: number;
  agent: number;
  outcome: CallOutcome | null;
  reason: string;
  direction: "incoming" | "outgoing";
  number: string | null;
  wait: number;
  talk: number;
  told: number | null;
  ring: RingResult | null;
  request: "waiting" | "reached" | "expired" | "cancelled" | null;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  minute: fc.nat((end - begin) / 60_000 - 1),
  group: fc.nat(1),
  agent: fc.nat(1),
  outcome: fc.constantFrom("answered", "answered", "abandoned", "overflowed", "closed", "callbackRequested", "failed", null),
  reason: fc.constantFrom("full", "maxWait", "noAgents"),
  direction: fc.constantFrom("incoming", "incoming", "incoming", "outgoing"),
  number: fc.constantFrom("0451234567", "+46 8 123 4567", null),
  wait: fc.oneof(fc.nat(40), fc.constantFrom(4, 5, 6, 19, 20, 21, 70_000)),
  talk: fc.nat(900),
  told: fc.option(fc.integer({ min: -60, max: 60 })),
  ring: fc.option(fc.constantFrom("timeout", "declined", "callerLeft", "answeredElsewhere")),
  request: fc.option(fc.constantFrom("waiting", "reached", "expired", "cancelled")),
});

function writesOf(house: House, id: string, drawn: Sketch): CallWrite[] {
  const { minute, group, agent, outcome, reason, direction, number, wait, talk, told, ring } = drawn;
  const arrivedAt = new Date(begin + minute * 60_000);
  const [agentId, otherId] = [house.agentIds[agent]!, house.agentIds[1 - agent]!];
  const { organisationId } = house.administrator;
  const groupId = house.groupIds[group]!;
  const arrival = { id, organisationId, groupId, groupName: "x", callerName: null, sipCallId: "s", arrivedAt };
  const writes: CallWrite[] = [
    { kind: "arrival", arrival: { ...arrival, direction, callerNumber: number, dialledNumber: number ?? "9365" } },
  ];
  const rang = (userId: string, sequence: number, result: RingResult): CallWrite => ({
    kind: "event",
    event: { callId: id, sequence, at: arrivedAt, kind: "ringEnded", userId, detail: { result } },
  });
  if (ring) writes.push(rang(otherId, 1, ring));
  if (outcome === "answered") {
    writes.push(rang(agentId, 2, "answered"));
    const progress = { answeredAt: arrivedAt, answeredById: agentId, ...(told !== null && { forecastErrorSeconds: told }) };
    writes.push({ kind: "progress", callId: id, progress });
  }
  if (outcome) {
    const talkSeconds = outcome === "answered" ? talk : null;
    const last = { endedAt: arrivedAt, outcome, outcomeReason: reason, endedBy: null, waitSeconds: wait, talkSeconds };
    writes.push({ kind: "end", callId: id, end: last });
  }
  return writes;
}

async function fill(house: House, calls: Sketch[]): Promise<string[]> {
  const { organisationId } = house.administrator;
  const ids = calls.map(() => randomUUID());
  await house.write(calls.flatMap((drawn, index) => writesOf(house, ids[index]!, drawn)));
  await db().callback.createMany({
    data: calls.flatMap(({ request, group, minute }, index) => {
      const at = new Date(begin + minute * 60_000);
      const times = { arrivedAt: at, requestedAt: at, expiresAt: at };
      const groupId = house.groupIds[group]!;
      return request ? [{ organisationId, groupId, originCallId: ids[index]!, number: "0451234567", state: request, ...times }] : [];
    }),
  });
  return ids;
}

const drawn = (count: number, seed: number) => fc.sample(sketch, { numRuns: count, seed });
const answered = (minute: number): Sketch => ({
  ...{ minute, group: 0, agent: 0, outcome: "answered", reason: "full", direction: "incoming", number: "0451234567" },
  ...{ wait: 3, talk: 60, told: null, ring: "timeout", request: null },
});

test("figures that are kept are those of the calls themselves, in every division and for every reader", async () => {
  const house = await House.open();
  await fill(house, drawn(200, 1));
  expect(await house.roll()).toBe(7);
  expect(await house.clean()).toHaveLength(6);
  const [all] = await house.expectAgreement();
  expect(all!.total.offered).toBeGreaterThan(80);
}, 60_000);

test("what a member missed is counted once a call by the last ring, and opens those calls; what he took in the end is none", async () => {
  const house = await House.open();
  const [anna, mikko] = house.agentIds as [string, string];
  const [took, missed] = await fill(house, [
    answered(10),
    { ...answered(1450), ring: "declined" },
    { ...answered(20), ring: "answeredElsewhere" },
  ]);
  const rang = (callId: string, sequence: number, userId: string, result: RingResult) =>
    ({ kind: "event", event: { callId, sequence, at: now, kind: "ringEnded", userId, detail: { result } } }) as const;
  await house.write([rang(took!, 3, anna, "timeout"), rang(missed!, 4, mikko, "timeout"), rang(missed!, 5, mikko, "answeredElsewhere")]);
  const misses = async () => new Map((await report(house.administrator, days, "agent")).rows.map(({ key, misses }) => [key, misses]));
  const expected = new Map([
    [anna, {}],
    [mikko, { timeout: 2 }],
  ]);
  expect(await misses()).toEqual(expected);
  await house.roll();
  expect(await misses()).toEqual(expected);
  await db().rolledMisses.deleteMany({ where: { organisationId: house.administrator.organisationId } });
  expect(await misses()).not.toEqual(expected);
  const listed = (missedBy: string) => calls.count(house.administrator, { ...days, missedBy });
  expect([await listed(anna), await listed(mikko)]).toEqual([0, 2]);
}, 60_000);

describe("a day that was counted and then changed", () => {
  let house: House;
  let ids: string[];
  const sketches = drawn(120, 4);

  beforeAll(async () => {
    house = await House.open();
    ids = await fill(house, [...sketches, answered(10), { ...answered(5 * 1440), outcome: null }]);
    await house.roll();
  });

  /** So many days are counted from their calls; the figures agree, and are kept anew. */
  async function expectChanged(daysChanged: number, change: () => Promise<unknown>): Promise<Report[]> {
    await change();
    expect(await house.clean()).toHaveLength(6 - daysChanged);
    return house.expectAgreement();
  }

  test("by a call that ends later", async () => {
    const before = (await house.reports())[0]!.total.answered;
    const last = {
      endedAt: now,
      outcome: "answered",
      outcomeReason: "callerHungUp",
      endedBy: null,
      waitSeconds: 9,
      talkSeconds: 99,
    } as const;
    const after = await expectChanged(1, () => house.write([{ kind: "end", callId: ids.at(-1)!, end: last }]));
    expect(after[0]!.total.answered).toBe(before + 1);
  }, 60_000);

  test("by a wrap-up that ends later", async () => {
    await expectChanged(1, () => house.write([{ kind: "wrapUp", callId: ids.at(-2)!, wrapUpSeconds: 77 }]));
  }, 60_000);

  test("by a callback that is reached or cancelled", async () => {
    const request = await db().callback.findFirstOrThrow({
      where: { organisationId: house.administrator.organisationId, state: "waiting", originCallId: { in: await endedIncoming() } },
    });
    await expectChanged(1, () => db().callback.update({ where: { id: request.id }, data: { state: "reached" } }));
  }, 60_000);

  const endedIncoming = async () =>
    (
      await db().call.findMany({
        where: { organisationId: house.administrator.organisationId, outcome: { not: null }, direction: "incoming" },
        select: { id: true },
      })
    ).map(({ id }) => id);

  test("by another target or limit of a group, which changes nothing that is kept", async () => {
    const before = (await house.reports())[0]!.total;
    const thresholds = { serviceLevelTargetSeconds: 5, shortAbandonSeconds: 21 };
    const after = await expectChanged(0, () => db().group.update({ where: { id: house.groupIds[0]! }, data: thresholds }));
    expect(after[0]!.total.answeredInTarget).toBeLessThan(before.answeredInTarget);
    expect(after[0]!.total.abandonedShort).toBeGreaterThan(before.abandonedShort);
  }, 60_000);

  test("by a number that is forgotten, which takes nothing from the sums", async () => {
    await db().callback.deleteMany({ where: { organisationId: house.administrator.organisationId } });
    await db().call.deleteMany({ where: { organisationId: house.administrator.organisationId, outcome: null } });
    await house.roll();
    const number = subjectNumber("0451234567")!;
    expect(await expectChanged(0, () => erase(house.administrator, { number, fingerprint: "f" }))).toEqual(await house.reports());
  }, 60_000);

  test("by notes of a call, not at all", async () => {
    await expectChanged(0, () => db().call.update({ where: { id: ids.at(-2)! }, data: { notes: "soita huomenna" } }));
  }, 60_000);

  test("by another time zone, whose days are others", async () => {
    const { organisationId } = house.administrator;
    const zoned = (timeZone: string) => db().organisation.update({ where: { id: organisationId }, data: { timeZone } });
    await zoned("Asia/Kolkata");
    const counted = await house.reports();
    await house.roll();
    expect(await cleanDays(db(), organisationId, "Asia/Kolkata", whole)).toHaveLength(5);
    expect(await house.reports()).toEqual(counted);
    await db().rolledDay.deleteMany({ where: { organisationId } });
    expect(await house.reports()).toEqual(counted);
    await zoned("Europe/Helsinki");
    await house.roll();
    await house.expectAgreement();
  }, 60_000);

  test("by an agent and a group that are deleted", async () => {
    await db().user.delete({ where: { id: house.agentIds[1]! } });
    expect((await house.clean()).length).toBeLessThan(6);
    await house.expectAgreement();
    await db().group.delete({ where: { id: house.groupIds[0]! } });
    expect(await house.clean()).toEqual([]);
    const after = await house.expectAgreement();
    expect(after[0]!.total.offered).toBeGreaterThan(0);
  }, 60_000);

  test("by calls that are too old to be kept", async () => {
    const before = (await house.reports())[0]!.total.offered;
    await forgetOld(house.lease, now);
    const withKept = await house.reports();
    expect(withKept[0]!.total.offered).toBeLessThan(before);
    await db().rolledDay.deleteMany({ where: { organisationId: house.administrator.organisationId } });
    expect(await house.reports()).toEqual(withKept);
  }, 60_000);
});

describe("a change that is under way while a day is counted", () => {
  const day = 2 * 1440;

  /** Begins the change, lets the days be counted, and only then lets it be seen. */
  async function overtaken(house: House, change: (tx: Transaction) => Promise<unknown>) {
    let begun: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let go: () => void = () => undefined;
    const mayEnd = new Promise<void>((resolve) => {
      go = resolve;
    });
    const changed = db().$transaction(
      async (tx) => {
        await change(tx);
        begun();
        await mayEnd;
      },
      { timeout: 30_000 },
    );
    await isBegun;
    await house.roll();
    go();
    await changed;
  }

  test("is seen, also when the day was noted as changed before", async () => {
    const house = await House.open();
    const [id] = await fill(house, [answered(day), answered(0), answered(6 * 1440)]);
    await house.roll();
    await house.write([{ kind: "wrapUp", callId: id!, wrapUpSeconds: 5 }]);
    await overtaken(house, (tx) => writeCalls(tx, [{ write: { kind: "wrapUp", callId: id!, wrapUpSeconds: 50 }, token: 1n }]));
    expect(await house.clean()).toHaveLength(5);
    const [all] = await house.expectAgreement();
    expect(all!.total.wrapUpSeconds).toBe(50);
  }, 60_000);

  test("is seen, also when it is a callback of a call that is just being written", async () => {
    const house = await House.open();
    await fill(house, [answered(0), answered(6 * 1440)]);
    await house.roll();
    const id = randomUUID();
    const { organisationId } = house.administrator;
    const at = new Date(begin + day * 60_000);
    const request = { organisationId, groupId: house.groupIds[0]!, originCallId: id, number: "0451234567", state: "reached" as const };
    await overtaken(house, async (tx) => {
      await tx.callback.create({ data: { ...request, arrivedAt: at, requestedAt: at, expiresAt: at } });
      await house.write(writesOf(house, id, { ...answered(day), outcome: "callbackRequested" }));
    });
    const [all] = await house.expectAgreement();
    expect(all!.total.callbacksReached).toBe(1);
  }, 60_000);
});

test("a worker that has lost the lease keeps nothing, and a note of a call that was never written goes after a day", async () => {
  const house = await House.open();
  await fill(house, [answered(0), { ...answered(10), request: "reached" }]);
  const { organisationId } = house.administrator;
  expect(await rollDays({ organisationId, token: house.lease.token - 1n }, now)).toBe(0);
  expect(await house.clean()).toEqual([]);
  const note = { organisationId, callId: randomUUID() };
  await db().reportChange.createMany({
    data: [
      { ...note, notedAt: new Date(now.getTime() - 2 * 86_400_000) },
      { ...note, notedAt: now },
    ],
  });
  await house.roll();
  expect(await db().reportChange.count({ where: { organisationId } })).toBe(1);
});
