import { expect, test } from "vitest";
import type { CallOutcome } from "../../lib/domain/call.ts";
import { TodayTotals } from "./day-totals.ts";
import type { ConfiguredGroup } from "./house.ts";

function day(start: string) {
  const clock = { at: new Date(start), now: () => 0, date: () => clock.at };
  const group = { shortAbandonSeconds: 5, serviceLevelTargetSeconds: 20 } as ConfiguredGroup;
  const totals = new TodayTotals(
    clock,
    () => "Europe/Helsinki",
    () => group,
  );
  let calls = 0;
  const arrives = (groupId: string | null = "g") => {
    const id = `call-${++calls}`;
    totals.note({ kind: "arrival", arrival: { id, groupId, arrivedAt: clock.at } as never });
    return id;
  };
  const ends = (callId: string, outcome: CallOutcome, waitSeconds = 0) =>
    totals.note({ kind: "end", callId, end: { outcome, waitSeconds } as never });
  return { clock, totals, arrives, ends };
}

test("each call is offered once, when it arrives, and has one outcome, when it ends", () => {
  const { totals, arrives, ends } = day("2026-03-02T10:00:00Z");
  const id = arrives();
  expect(totals.of("g")).toMatchObject({ offered: 1, answered: 0 });
  ends(id, "answered", 20);
  ends(id, "answered", 20);
  ends(arrives(), "answered", 21);
  ends(arrives(), "abandoned", 4);
  ends(arrives(), "abandoned", 5);
  ends(arrives(), "overflowed");
  ends(arrives(), "closed");
  ends(arrives(), "callbackRequested");
  expect(totals.of("g")).toEqual({
    groupId: "g",
    offered: 7,
    answered: 2,
    answeredInTarget: 1,
    abandoned: 2,
    abandonedLate: 1,
    overflowed: 1,
    callbackRequested: 1,
  });
});

test("at local midnight the figures begin anew; a call that arrived before it belongs to the day before", () => {
  const { clock, totals, arrives, ends } = day("2026-03-02T21:59:00Z");
  ends(arrives(), "answered");
  const over = arrives();
  expect(totals.of("g").offered).toBe(2);
  clock.at = new Date("2026-03-02T22:00:00Z");
  expect(totals.of("g").offered).toBe(0);
  ends(over, "answered");
  expect(totals.of("g").offered).toBe(0);
  ends(arrives(), "answered");
  expect(totals.of("g").offered).toBe(1);
});

test("what an earlier worker counted today goes on", () => {
  const { totals, arrives, ends } = day("2026-03-02T10:00:00Z");
  totals.restore([
    { groupId: "g", offered: 3, answered: 3, abandoned: 0, abandonedLate: 0, overflowed: 0, callbackRequested: 0, answeredInTarget: 3 },
  ]);
  ends(arrives(), "abandoned", 9);
  expect(totals.of("g")).toMatchObject({ offered: 4, answered: 3, abandoned: 1, abandonedLate: 1 });
});

test("a call of no group, or one that was never heard of, counts nowhere", () => {
  const { totals, arrives, ends } = day("2026-03-02T10:00:00Z");
  ends(arrives(null), "answered");
  ends("unknown", "answered");
  expect(totals.of("g").offered).toBe(0);
});
