/** Eight hours of traffic, served by the worker's own code in virtual time and written to PostgreSQL: the reports agree to the last call. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../../lib/domain/actor.ts";
import type { CallArrival, CallEnd, CallProgress, CallWrite } from "../../lib/domain/call-record.ts";
import { groupSettings } from "../../lib/domain/group/group.ts";
import { otherParty } from "../../lib/domain/number-origin.ts";
import { countedFigures, outcomeFigures, serviceLevel } from "../../lib/domain/report/figures.ts";
import { callersShown, divisions, withheldCaller } from "../../lib/domain/report/report.ts";
import { virtualDay } from "../sessions/testing/virtual-day.ts";
import { userIds, type VirtualHouse } from "../sessions/testing/virtual-house.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("../../lib/db/client.ts");
const { writeCalls } = await import("../../lib/db/call-records.ts");
const groups = await import("../../lib/db/groups.ts");
const calls = await import("../../lib/db/calls.ts");
const { report } = await import("../../lib/db/reports.ts");

const begin = new Date("2026-11-16T06:00:00Z");
const days = { from: "2026-11-16", to: "2026-11-16" };
let house: VirtualHouse;
let actor: Actor;
/** The ids of the virtual house, and those that the database knows. */
const known = new Map<string, string>();

beforeAll(async () => {
  house = await virtualDay(7, begin);
  const { id: organisationId } = await db().organisation.create({ data: { name: "a day" } });
  for (const [name, id] of Object.entries(userIds)) {
    const user = {
      organisationId,
      email: `${randomUUID()}@day.invalid`,
      name,
      extension: String(100 + known.size),
      role: "administrator" as const,
    };
    known.set(id, (await db().user.create({ data: user })).id);
  }
  actor = { userId: known.get(userIds.anna)!, organisationId, role: "administrator", name: "anna", language: "fi" };
  for (const name of ["a", "b"]) {
    const number = await db().number.create({ data: { organisationId, digits: `95${name.charCodeAt(0)}`, type: "test" } });
    const saved = await groups.create(actor, groupSettings.parse({ general: { name, numberId: number.id } }));
    if (!saved.ok) throw new Error(saved.reason);
    const { groupId } = arrivals().find(({ groupName }) => groupName === name)!;
    known.set(groupId!, saved.group.id);
  }
  const writes = house.writes.map((write) => ({ write: translated(write), token: 1n }));
  for (let at = 0; at < writes.length; at += 500) await db().$transaction((tx) => writeCalls(tx, writes.slice(at, at + 500)));
  for (const request of house.callbackStore.requests.values()) {
    const { reason: _reason, state, ...kept } = request;
    await db().callback.create({ data: { ...kept, state, groupId: known.get(kept.groupId)!, organisationId } });
  }
}, 120_000);

const arrivals = () => house.writes.flatMap((write) => (write.kind === "arrival" ? [write.arrival] : []));

function translated(write: CallWrite): CallWrite {
  const text = JSON.stringify(write, (_key, value: unknown) => (typeof value === "string" ? (known.get(value) ?? value) : value));
  const copy = JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : value,
  ) as CallWrite;
  if (copy.kind === "arrival") copy.arrival.organisationId = actor.organisationId;
  return copy;
}

interface Told {
  arrival: CallArrival;
  end: CallEnd;
  progress: CallProgress;
  wrapUpSeconds: number;
}

/** What the worker said of each call, put together without the database. */
function told(): Told[] {
  return arrivals().map((arrival) => {
    const own = house.writes.filter((write) => write.kind !== "arrival" && "callId" in write && write.callId === arrival.id);
    const ends = own.flatMap((write) => (write.kind === "end" ? [write.end] : []));
    expect(ends, arrival.id).toHaveLength(1);
    return {
      arrival,
      end: ends[0]!,
      progress: Object.assign({}, ...own.flatMap((write) => (write.kind === "progress" ? [write.progress] : []))) as CallProgress,
      wrapUpSeconds: own.reduce((sum, write) => sum + (write.kind === "wrapUp" ? write.wrapUpSeconds : 0), 0),
    };
  });
}

const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);

test("the day has met what a day can bring", () => {
  expect(house.errors).toEqual([]);
  const met = new Set(told().map(({ end }) => `${end.outcome} ${end.outcomeReason}`));
  for (const one of ["answered callerHungUp", "abandoned callerHungUp", "overflowed full", "callbackRequested callbackRequested"])
    expect(met).toContain(one);
  expect(told().filter(({ arrival }) => arrival.direction === "outgoing").length).toBeGreaterThan(3);
  expect(house.callbackStore.seen().map(([state]) => state)).toContain("reached");
});

test("every figure of the day is what the worker's own writes add up to", async () => {
  const all = told();
  const offered = all.filter(({ arrival }) => arrival.direction !== "outgoing");
  const { total } = await report(actor, days, "hour");
  expect(offered.length).toBeGreaterThan(400);
  expect(total.offered).toBe(offered.length);
  for (const outcome of outcomeFigures)
    expect([outcome, total[outcome]]).toEqual([outcome, offered.filter(({ end }) => end.outcome === outcome).length]);
  const answered = offered.filter(({ end }) => end.outcome === "answered");
  const late = offered.filter(({ end }) => end.outcome === "abandoned" && end.waitSeconds >= 5);
  const inTarget = answered.filter(({ end }) => end.waitSeconds <= 20);
  expect([total.abandonedLate, total.answeredInTarget]).toEqual([late.length, inTarget.length]);
  expect(serviceLevel(total)).toBeCloseTo((100 * inTarget.length) / (answered.length + late.length));
  const waits = answered.map(({ end }) => end.waitSeconds).toSorted((a, b) => a - b);
  expect(total.meanWaitSeconds).toBeCloseTo(sum(waits) / waits.length);
  expect(total.wait90Seconds).toBe(waits[Math.ceil(waits.length * 0.9) - 1]);
  const talked = all.filter(({ end }) => end.outcome === "answered");
  expect([total.handled, total.talkSeconds]).toEqual([talked.length, sum(talked.map(({ end }) => end.talkSeconds ?? 0))]);
  expect(total.wrapUpSeconds).toBe(sum(talked.map(({ wrapUpSeconds }) => wrapUpSeconds)));
  const estimated = answered.flatMap(({ progress }) => progress.forecastErrorSeconds ?? []);
  expect(total.estimated).toBe(estimated.length);
  const requests = house.callbackStore.seen();
  expect([total.callbacksAsked, total.callbacksReached]).toEqual([
    requests.length,
    requests.filter(([state]) => state === "reached").length,
  ]);
  expect(total.callbackAttempts).toBe(all.length - offered.length);
});

test("who called is what the worker's writes say of each number", async () => {
  const offered = told().filter(({ arrival }) => arrival.direction !== "outgoing");
  const byNumber = new Map<string, Told[]>();
  for (const one of offered) {
    const number = otherParty(one.arrival.callerNumber).otherNumber ?? withheldCaller;
    byNumber.set(number, [...(byNumber.get(number) ?? []), one]);
  }
  const { rows, numbers } = await report(actor, days, "caller");
  expect(numbers).toBe([...byNumber.keys()].filter((number) => number !== withheldCaller).length);
  expect(rows.length).toBe(Math.min(numbers!, callersShown) + (byNumber.has(withheldCaller) ? 1 : 0));
  for (const { key, figures, caller } of rows) {
    const own = byNumber.get(key)!;
    const longest = Math.max(...own.map(({ end }) => end.waitSeconds));
    const last = Math.max(...own.map(({ arrival }) => arrival.arrivedAt.getTime()));
    expect([key, figures.offered, caller]).toEqual([
      key,
      own.length,
      { lastCallAt: new Date(last).toISOString(), longestWaitSeconds: longest },
    ]);
    expect(figures.answered).toBe(own.filter(({ end }) => end.outcome === "answered").length);
  }
  const fewest = Math.min(...rows.map(({ figures }) => figures.offered));
  const shown = new Set(rows.map(({ key }) => key));
  for (const [number, own] of byNumber) if (!shown.has(number)) expect(own.length).toBeLessThanOrEqual(fewest);
});

test.each(divisions)("by %s, each figure opens its calls and the rows add up to the day", async (division) => {
  const { rows, total, filter } = await report(actor, days, division);
  const counted = division === "agent" ? "handled" : division === "reason" ? "overflowed" : "offered";
  // More numbers call in a day than have rows.
  if (division !== "caller") expect(sum(rows.map(({ figures }) => figures[counted]))).toBe(total[counted]);
  for (const row of [{ key: "total", figures: total, filter }, ...rows]) {
    for (const figure of countedFigures) {
      expect([row.key, figure, await calls.count(actor, { ...row.filter, figure })]).toEqual([row.key, figure, row.figures[figure]]);
    }
  }
});
