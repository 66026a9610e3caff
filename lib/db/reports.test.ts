/** Every figure of a report counts the calls that the call log shows behind it, whatever the day is like. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import type { CallOutcome } from "../domain/call.ts";
import type { CallWrite } from "../domain/call-record.ts";
import { groupSettings } from "../domain/group/group.ts";
import { countedFigures, outcomeFigures, serviceLevel } from "../domain/report/figures.ts";
import { type Division, divisions, type Report } from "../domain/report/report.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const calls = await import("./calls.ts");
const { writeCalls } = await import("./call-records.ts");
const { report } = await import("./reports.ts");

let administrator: Actor;
let supervisor: Actor;
let member: Actor;
let stranger: Actor;
const groupIds: string[] = [];

async function person(organisationId: string, role: Actor["role"], extension: string): Promise<Actor> {
  const { id } = await db().user.create({
    data: { organisationId, email: `${randomUUID()}@t.invalid`, name: `${role} ${extension}`, extension, role },
  });
  return { userId: id, organisationId, role, name: role, language: "fi" };
}

beforeAll(async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "reports" } });
  const other = await db().organisation.create({ data: { name: "reports of others" } });
  administrator = await person(organisationId, "administrator", "101");
  supervisor = await person(organisationId, "supervisor", "102");
  member = await person(organisationId, "member", "103");
  stranger = await person(other.id, "administrator", "101");
  for (const name of ["Myynti", "Tuki"]) {
    const number = await db().number.create({ data: { organisationId, digits: `94${10 + groupIds.length}`, type: "test" } });
    const members = { members: [{ userId: member.userId }], supervisors: name === "Tuki" ? [supervisor.userId] : [] };
    const saved = await groups.create(administrator, groupSettings.parse({ general: { name, numberId: number.id }, members }));
    if (!saved.ok) throw new Error(saved.reason);
    groupIds.push(saved.group.id);
  }
  await db().$transaction((tx) =>
    writeCalls(
      tx,
      traffic().map((write) => ({ write, token: 1n })),
    ),
  );
  for (const [index, state] of (["reached", "expired", "cancelled", "waiting"] as const).entries()) await request(state, asked[index]!);
}, 60_000);

/** Calls that asked to be called back, in the order of their arrival. */
const asked: string[] = [];
const summer = Date.parse("2026-03-28T21:30:00Z");
const winter = Date.parse("2026-10-24T20:30:00Z");
const outcomes: CallOutcome[] = [
  "answered",
  "answered",
  "answered",
  "abandoned",
  "abandoned",
  "overflowed",
  "closed",
  "callbackRequested",
  "failed",
];
const numbers = ["0451234567", "+358 9 123 4567", null, "0046 8 123 4567", "101", "00358401234567"];
const reasons = { overflowed: ["full", "noAgents", "maxWait"] } as Partial<Record<CallOutcome, string[]>>;

/** Two days around each change of the clocks, a call every quarter of an hour, and what must not count. */
function traffic(): CallWrite[] {
  const offered = [summer, winter].flatMap((begin) =>
    Array.from({ length: 220 }, (_, index) => call(new Date(begin + index * 900_000), index, outcomes[index % outcomes.length]!)),
  );
  const ownCalls = [0, 1, 2].map((index) =>
    call(new Date(summer + index * 3_600_000), index, "answered", { groupId: null, groupName: "", direction: "outgoing" }),
  );
  const attempts = [0, 1, 2, 3].map((index) =>
    call(new Date(summer + index * 3_600_000), index, index % 2 ? "answered" : "failed", { direction: "outgoing" }),
  );
  const deleted = [0, 1].map((index) =>
    call(new Date(summer + index * 3_600_000), index, "answered", { groupId: null, groupName: "Vanha" }),
  );
  const goesOn = call(new Date(summer), 0, null);
  return [...offered, ...ownCalls, ...attempts, ...deleted, goesOn].flat();
}

function call(
  arrivedAt: Date,
  index: number,
  outcome: CallOutcome | null,
  other: { groupId?: null; groupName?: string; direction?: "outgoing" } = {},
): CallWrite[] {
  const callId = randomUUID();
  if (outcome === "callbackRequested") asked.push(callId);
  const groupId = groupIds[index % 2]!;
  const number = numbers[index % numbers.length]!;
  const waitSeconds = (index * 7) % 60;
  const later = (seconds: number) => new Date(arrivedAt.getTime() + seconds * 1000);
  const begin: CallWrite[] = [
    {
      kind: "arrival",
      arrival: {
        ...{
          id: callId,
          organisationId: administrator.organisationId,
          groupId,
          groupName: "x",
          callerName: null,
          sipCallId: "s",
          arrivedAt,
        },
        ...{ direction: "incoming", callerNumber: number, dialledNumber: number ?? "9410", ...other },
      },
    },
  ];
  if (outcome === null) return begin;
  if (outcome === "answered") {
    const progress = {
      answeredAt: later(waitSeconds),
      answeredById: member.userId,
      ...(index % 4 === 0 && { forecastErrorSeconds: (index % 40) - 20 }),
    };
    begin.push({ kind: "progress", callId, progress });
  }
  const reason = reasons[outcome]?.[index % 3] ?? "callerHungUp";
  const talkSeconds = outcome === "answered" ? 60 + index : null;
  begin.push({
    kind: "end",
    callId,
    end: { endedAt: later(200), outcome, outcomeReason: reason, endedBy: "caller", waitSeconds, talkSeconds },
  });
  if (outcome === "answered") begin.push({ kind: "wrapUp", callId, wrapUpSeconds: 10 });
  return begin;
}

async function request(state: "reached" | "expired" | "cancelled" | "waiting", originCallId: string): Promise<void> {
  const at = new Date(summer);
  const { organisationId } = administrator;
  await db().callback.create({
    data: {
      organisationId,
      groupId: groupIds[0]!,
      originCallId,
      number: "0451234567",
      state,
      arrivedAt: at,
      requestedAt: at,
      expiresAt: at,
    },
  });
}

const spring = { from: "2026-03-28", to: "2026-03-31" };
const changeOfClocks = { from: "2026-03-29", to: "2026-03-29" };
const autumn = { from: "2026-10-25", to: "2026-10-25" };

/** Counts with the call log what each figure says. */
async function expectListsBehind(actor: Actor, { rows, total, filter, division }: Report): Promise<void> {
  const all = [{ key: "total", figures: total, filter }, ...rows];
  for (const { key, figures, filter: ofRow } of all) {
    for (const figure of countedFigures) {
      const counted = await calls.count(actor, { ...ofRow, figure });
      expect([division, key, figure, counted]).toEqual([division, key, figure, figures[figure]]);
    }
  }
}

describe.each(divisions)("by %s", (division: Division) => {
  test("every figure of every row opens as many calls as it says", async () => {
    await expectListsBehind(administrator, await report(administrator, spring, division));
  }, 60_000);

  test("the rows add up to the whole", async () => {
    const { rows, total } = await report(administrator, spring, division);
    const counted = division === "agent" ? "handled" : division === "reason" ? "overflowed" : "offered";
    expect(total[counted]).toBeGreaterThan(50 / 3);
    expect(rows.reduce((sum, { figures }) => sum + figures[counted], 0)).toBe(total[counted]);
  });
});

test("every offered call ends in exactly one outcome, and neither own calls, attempts to call back nor calls that go on are offered", async () => {
  const { total } = await report(administrator, { from: "2026-03-01", to: "2026-11-30" }, "group");
  expect(total.offered).toBe(2 * 220 + 2);
  expect(outcomeFigures.reduce((sum, outcome) => sum + total[outcome], 0)).toBe(total.offered);
  expect(total.abandonedShort + total.abandonedLate).toBe(total.abandoned);
  expect(total.callbackAttempts).toBe(4);
  expect([total.callbacksAsked, total.callbacksReached, total.callbacksUnreached, total.callbacksCancelled, total.callbacksOpen]).toEqual([
    4, 1, 1, 1, 1,
  ]);
});

test("a day of 23 hours has 23 rows and one of 25 hours has 25, each with its own calls", async () => {
  const [short, long] = [await report(administrator, changeOfClocks, "hour"), await report(administrator, autumn, "hour")];
  expect([short.rows.length, long.rows.length]).toEqual([23, 25]);
  expect([short.total.offered, long.total.offered]).toEqual([23 * 4 + 1, 25 * 4]);
  expect(new Set(long.rows.map(({ figures }) => figures.offered))).toEqual(new Set([4]));
  await expectListsBehind(administrator, { ...long, rows: long.rows.slice(2, 6) });
});

test("hours of several days are the clock's: the hour that the change left out is missing once", async () => {
  const { rows } = await report(administrator, { from: "2026-03-29", to: "2026-03-30" }, "hour");
  const offered = Object.fromEntries(rows.map(({ key, figures }) => [key, figures.offered]));
  expect([offered[2], offered[3], offered[4]]).toEqual([8, 4, 8]);
});

test("a supervisor's report is of her groups, a member's of the calls that he answered, a stranger's is empty", async () => {
  const whole = { from: "2026-03-01", to: "2026-11-30" };
  const hers = await report(supervisor, whole, "group");
  expect(hers.rows.map(({ key }) => key)).toEqual([groupIds[1]]);
  await expectListsBehind(supervisor, hers);
  const his = await report(member, whole, "agent");
  expect([his.total.offered, his.total.handled]).toEqual([his.total.answered, his.total.answered + 2]);
  expect(his.rows.map(({ name }) => name)).toEqual(["member 103"]);
  // What he missed is not among the calls that he answered: it is not said to be none.
  expect(his.rows.map(({ misses }) => misses)).toEqual([undefined]);
  const asked = await report(supervisor, whole, "group", groupIds[0]);
  expect([asked.total.offered, asked.rows]).toEqual([0, []]);
  expect((await report(stranger, whole, "day")).total.offered).toBe(0);
});

test("waits, handle time, service level and the error of estimates are what the calls themselves give", async () => {
  const { total } = await report(administrator, spring, "day");
  const rows = await db().call.findMany({
    where: {
      organisationId: administrator.organisationId,
      outcome: "answered",
      groupName: { not: "" },
      arrivedAt: { gte: new Date(summer), lt: new Date("2026-03-31T21:00:00Z") },
    },
  });
  const offered = rows.filter(({ direction }) => direction !== "outgoing");
  const waits = offered.map(({ waitSeconds }) => waitSeconds!).toSorted((a, b) => a - b);
  const told = offered.flatMap(({ forecastErrorSeconds }) => forecastErrorSeconds ?? []);
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
  expect(total.meanWaitSeconds).toBeCloseTo(sum(waits) / waits.length);
  expect(total.wait90Seconds).toBe(waits[Math.ceil(waits.length * 0.9) - 1]);
  expect([total.longestWaitSeconds, total.estimated]).toEqual([waits.at(-1), told.length]);
  expect(total.meanEstimateErrorSeconds).toBeCloseTo(sum(told.map(Math.abs)) / told.length);
  expect([total.talkSeconds, total.wrapUpSeconds]).toEqual([sum(rows.map((row) => row.talkSeconds!)), rows.length * 10]);
  const inTarget = waits.filter((wait) => wait <= 20).length;
  expect(serviceLevel(total)).toBeCloseTo((100 * inTarget) / (waits.length + total.abandonedLate));
});

describe("who called", () => {
  const whole = { from: "2026-03-01", to: "2026-11-30" };
  const rowsOf = async (actor: Actor) => new Map((await report(actor, whole, "caller")).rows.map((row) => [row.key, row]));

  test("each number has its calls, the longest wait of any of them and the last one; those that told none are one row", async () => {
    const made = await db().call.findMany({
      where: {
        organisationId: administrator.organisationId,
        groupName: { not: "" },
        direction: { not: "outgoing" },
        outcome: { not: null },
      },
    });
    const rows = await rowsOf(administrator);
    expect([...rows.keys()].toSorted()).toEqual(["", "+358401234567", "+358451234567", "+35891234567", "+4681234567", "101"]);
    for (const [key, { figures, caller }] of rows) {
      const own = made.filter(({ otherNumber }) => (otherNumber ?? "") === key);
      expect([key, figures.offered]).toEqual([key, own.length]);
      expect(figures.abandoned).toBe(own.filter(({ outcome }) => outcome === "abandoned").length);
      expect(caller).toEqual({
        lastCallAt: new Date(Math.max(...own.map(({ arrivedAt }) => arrivedAt.getTime()))).toISOString(),
        longestWaitSeconds: Math.max(...own.map(({ waitSeconds }) => waitSeconds ?? 0)),
      });
    }
    expect((await report(administrator, whole, "caller")).numbers).toBe(5);
  });

  test("a row opens the calls of its number, and of none that begins alike", async () => {
    const house = await ownHouse();
    await house.calls("+358451234567", "+3584512345678", "101", "1012");
    const listed = await report(house.actor, spring, "caller");
    expect(listed.rows.map(({ key, figures }) => [key, figures.offered])).toEqual([
      ["+358451234567", 1],
      ["+3584512345678", 1],
      ["101", 1],
      ["1012", 1],
    ]);
    await expectListsBehind(house.actor, listed);
  });

  test("the hundred who called most have rows, and all numbers are counted", async () => {
    const house = await ownHouse();
    const often = Array.from({ length: 100 }, (_, index) => `+35845${2_000_000 + index}`);
    const seldom = Array.from({ length: 7 }, (_, index) => `+35840${1_000_000 + index}`);
    await house.calls(...seldom, ...often, ...often, null);
    const { rows, numbers, total } = await report(house.actor, spring, "caller");
    expect(rows.map(({ key }) => key).toSorted()).toEqual(["", ...often].toSorted());
    expect([numbers, total.offered]).toEqual([107, 208]);
  });

  test("text that a telephone sent for a number is a row of its own, also when it reads like a word of ours", async () => {
    const house = await ownHouse();
    await house.calls("withheld", "=1+1", null);
    const listed = await report(house.actor, spring, "caller");
    expect(listed.rows.map(({ key, filter }) => [key, filter.caller ?? filter.origin])).toEqual([
      ["", "withheld"],
      ["=1+1", "=1+1"],
      ["withheld", "withheld"],
    ]);
    await expectListsBehind(house.actor, listed);
  });

  test("a supervisor reads the callers of her groups, a member those whom he answered, a stranger none", async () => {
    const offered = async (actor: Actor) => [...(await rowsOf(actor)).values()].reduce((sum, { figures }) => sum + figures.offered, 0);
    const inGroup = { organisationId: administrator.organisationId, groupId: groupIds[1]!, outcome: { not: null } };
    expect(await offered(supervisor)).toBe(await db().call.count({ where: { ...inGroup, direction: { not: "outgoing" } } }));
    for (const { figures } of (await rowsOf(member)).values()) expect(figures.offered).toBe(figures.answered);
    expect(await offered(member)).toBeGreaterThan(0);
    expect((await rowsOf(stranger)).size).toBe(0);
    for (const actor of [supervisor, member]) await expectListsBehind(actor, await report(actor, whole, "caller"));
  });
});

let housesMade = 0;
/** An organisation whose only calls are those that it is told to have, a minute apart. */
async function ownHouse() {
  const { id: organisationId } = await db().organisation.create({ data: { name: "callers" } });
  const actor = await person(organisationId, "administrator", "101");
  const number = await db().number.create({ data: { organisationId, digits: String(9450 + housesMade++), type: "test" } });
  const saved = await groups.create(actor, groupSettings.parse({ general: { name: "Neuvonta", numberId: number.id } }));
  if (!saved.ok) throw new Error(saved.reason);
  const groupId = saved.group.id;
  const arrival = (callerNumber: string | null, minute: number) => ({
    ...{ id: randomUUID(), organisationId, groupId, groupName: "Neuvonta", dialledNumber: "9410", callerNumber, callerName: null },
    ...{ direction: "incoming" as const, sipCallId: "s", arrivedAt: new Date(summer + 90 * 60_000 + minute * 60_000) },
  });
  const end = { endedAt: new Date(summer), outcome: "abandoned", outcomeReason: "callerHungUp", endedBy: null, waitSeconds: 9 } as const;
  return {
    actor,
    calls: (...from: (string | null)[]) =>
      db().$transaction(async (tx) => {
        const arrivals = from.map(arrival);
        await writeCalls(
          tx,
          arrivals
            .flatMap((one): CallWrite[] => [
              { kind: "arrival", arrival: one },
              { kind: "end", callId: one.id, end: { ...end, talkSeconds: null } },
            ])
            .map((write) => ({ write, token: 1n })),
        );
      }),
  };
}

describe("the call log", () => {
  const number = async (typed: string) => calls.count(administrator, { number: typed, from: "2026-03-28", to: "2026-03-28" });
  test("finds a number in any spelling, and a part of it", async () => {
    const expected = await db().call.count({
      where: {
        organisationId: administrator.organisationId,
        otherNumber: "+358451234567",
        arrivedAt: { lt: new Date("2026-03-28T22:00:00Z") },
      },
    });
    expect(expected).toBeGreaterThan(0);
    for (const typed of ["0451234567", "+358 45 123 4567", "00358451234567", "045", "(045) 123", "358451234567", "45123"])
      expect([typed, await number(typed)]).toEqual([typed, expected]);
    expect(await number("0459")).toBe(0);
  });

  test("pages follow each other without a gap or a repetition, also where calls arrived at the same instant", async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await calls.list(administrator, { to: "2026-03-28" }, { after, limit: 3 });
      seen.push(...page.calls.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    const all = await calls.list(administrator, { to: "2026-03-28" }, { limit: 1000 });
    expect(seen).toEqual(all.calls.map(({ id }) => id));
    expect(new Set(seen).size).toBe(await calls.count(administrator, { to: "2026-03-28" }));
  });

  test("of an open call is seen by who may, and opened by nobody else", async () => {
    const [open] = (await calls.list(administrator, { outcome: undefined, from: "2026-03-28", to: "2026-03-28" })).calls.filter(
      ({ outcome }) => outcome === null,
    );
    expect(await calls.get(administrator, open!.id)).toMatchObject({ id: open!.id, outcome: null });
    for (const actor of [supervisor, member, stranger]) expect(await calls.get(actor, open!.id)).toBeNull();
  });
});
