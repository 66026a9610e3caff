/** Asking to be called back, as callers live through it (product.md, "Callback"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { askNumber, confirmed, customer, heard, notPossible, offered, sketch, states, unavailable } from "./testing/callback-scene.ts";
import { type GroupSketch, groupId, settle, userIds, type VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("key 1", () => {
  test.each([
    ["RFC 4733", "heard"],
    ["SIP INFO", "told"],
    ["both", "both"],
  ])("by %s: stored, then confirmed, then the call ends as callback requested", async (_way, way) => {
    const { h, leg, caller } = await offered();
    h.callbackStore.mode = "slow";
    if (way !== "told") leg.press("1");
    if (way !== "heard") caller.leg!.press("1");
    await settle();
    expect(heard(h)).toEqual([]);
    h.callbackStore.letAnswer();
    await settle();
    expect(heard(h)).toEqual([`60 s  caller hears ${confirmed}`]);
    expect(states(h)).toEqual([["waiting", null, 0]]);
    await h.playedOut(1);
    expect(caller.leg).toMatchObject({ state: "endedByUs" });
    expect(h.outcomes()).toEqual([["a", "callbackRequested", "callbackRequested"]]);
  });

  test("pressed again while it is being stored asks once", async () => {
    const { h, leg } = await offered();
    h.callbackStore.mode = "slow";
    leg.press("1");
    await h.pass(1);
    leg.press("1");
    h.callbackStore.letAnswer();
    await settle();
    expect([states(h), heard(h).at(-1)]).toEqual([[["waiting", null, 0]], `61 s  caller hears ${confirmed}`]);
  });

  test("with the database away: told that it cannot be taken now, the caller keeps his place, and may try again", async () => {
    const { h, leg } = await offered();
    const waiting = [...h.organisation.state.calls.values()].find(
      ({ arrivedAt }) => arrivedAt === h.organisation.sessions.get(leg.id)?.arrivedAt,
    );
    h.callbackStore.mode = "away";
    leg.press("1");
    await settle();
    expect(heard(h)).toEqual([`60 s  caller hears ${unavailable}`]);
    await h.playedOut(1);
    expect([leg.hears, h.outcomes()]).toEqual(["music:default", []]);
    expect(h.organisation.state.calls.get(leg.id)).toEqual(waiting);
    h.callbackStore.mode = "ready";
    leg.press("1");
    await settle();
    expect(heard(h).at(-1)).toBe(`60 s  caller hears ${confirmed}`);
  });

  test.each(["numberLimit", "dailyCap"] as const)("beyond the %s is refused politely, and the caller keeps his place", async (mode) => {
    const { h, leg } = await offered();
    h.callbackStore.mode = mode;
    leg.press("1");
    await settle();
    await h.playedOut(1);
    expect(heard(h)).toEqual([`60 s  caller hears ${notPossible}`, "60 s  caller hears music:default"]);
    expect([states(h), h.organisation.state.calls.size]).toEqual([[], 1]);
  });

  test.each(["0600123456", "00441234567890", "112", "8097"])("from %s, which we do not call: refused politely", async (number) => {
    const { h, leg } = await offered({}, {}, number);
    leg.press("1");
    await settle();
    expect([states(h), [notPossible, askNumber].includes(leg.hears)]).toEqual([[], true]);
  });

  test("of a caller who hangs up while it is being stored: the request stands, in his place", async () => {
    const { h, leg, caller, first } = await offered();
    h.callbackStore.mode = "slow";
    leg.press("1");
    await settle();
    caller.leave();
    await settle();
    expect(h.outcomes()).toEqual([]);
    h.callbackStore.letAnswer();
    await settle();
    expect(h.outcomes()).toEqual([["a", "callbackRequested", "callbackRequested"]]);
    first.leave();
    await settle();
    expect(h.ring("anna").request.from.number).toBe(customer);
  });

  test("of a caller who hangs up while it cannot be stored: he has abandoned", async () => {
    const { h, leg, caller } = await offered();
    h.callbackStore.mode = "away";
    leg.press("1");
    caller.leave();
    await settle();
    expect([h.outcomes(), states(h)]).toEqual([[["a", "abandoned", "callerHungUp"]], []]);
  });

  test("of a caller whom a member answers while it is being stored: they talk, and nobody calls him back", async () => {
    const { h, leg, first, caller } = await offered();
    h.callbackStore.mode = "slow";
    leg.press("1");
    first.leave();
    await settle();
    await h.pickUp("anna");
    h.callbackStore.letAnswer();
    await settle();
    expect([h.activity("anna"), states(h)]).toEqual(["talking", [["cancelled", "calledAgain", 0]]]);
    caller.leave();
    await settle();
    h.expectBalanced();
    expect(h.organisation.state.calls.size).toBe(0);
  });

  test("of a caller who has talked with a member and hung up by then: nobody calls him back", async () => {
    const { h, leg, first, caller } = await offered();
    h.callbackStore.mode = "slow";
    leg.press("1");
    first.leave();
    await settle();
    await h.pickUp("anna");
    caller.leave();
    await settle();
    h.callbackStore.letAnswer();
    await settle();
    expect([h.outcomes().at(-1), states(h)]).toEqual([["a", "answered", "callerHungUp"], [["cancelled", "calledAgain", 0]]]);
    expect(h.isRinging("anna")).toBe(false);
    h.expectBalanced();
  });

  test("of a caller whom the queue has sent to another group while it is being stored: the request is over, and he waits there", async () => {
    const overflows: GroupSketch["queue"] = { maxWaitSeconds: 70, overflowDestination: { kind: "group", groupId: groupId("b") } };
    const { h, leg, caller } = await offered({}, { queue: overflows });
    const other: GroupSketch = { name: "b", members: ["sanna"], announcements: { playRingback: false } };
    h.configure([sketch({}, { queue: overflows }), other]);
    await h.call("b", { number: "0406666666" });
    await h.pickUp("sanna");
    await h.pass(2);
    h.callbackStore.mode = "slow";
    leg.press("1");
    await h.pass(10);
    h.callbackStore.letAnswer();
    await settle();
    expect([states(h), h.outcomes(), leg.hears]).toEqual([
      [["cancelled", "callbackCancelled", 0]],
      [["a", "overflowed", "maxWait"]],
      "music:default",
    ]);
    expect([...h.organisation.state.calls.values()].map(({ kind, groupId: id }) => [kind, id])).toEqual([["live", groupId("b")]]);
    caller.leave();
    await settle();
    expect(h.outcomes().at(-1)).toEqual(["b", "abandoned", "callerHungUp"]);
  });
});

describe("a caller without a number", () => {
  const press = async (h: VirtualHouse, keys: string) => {
    for (const key of keys) h.callerLeg(1).press(key);
    await settle();
  };

  test("enters one, hears it read back, and confirms it", async () => {
    const { h } = await offered({}, {}, null);
    await press(h, "1");
    expect(heard(h)).toEqual([`60 s  caller hears ${askNumber}`]);
    await press(h, "0401112223#");
    expect(heard(h).at(-1)).toMatch(/callback\.readBack, prompt:fi:digit\.0, .*digit\.3\.end, prompt:fi:callback\.readBackChoice/);
    await press(h, "1");
    expect(heard(h).at(-1)).toBe(`60 s  caller hears ${confirmed}`);
    expect([...h.callbackStore.requests.values()].map(({ number }) => number)).toEqual(["0401112223"]);
  });

  test("may change it by 2, begin anew by star, and leave the hash out", async () => {
    const { h } = await offered({}, {}, null);
    await press(h, "1040999*0401112223#2");
    expect(heard(h).at(-1)).toBe(`60 s  caller hears ${askNumber}`);
    await press(h, "0401112224");
    await h.pass(8);
    expect(heard(h).at(-1)).toContain("digit.4.end");
    await press(h, "1");
    expect([...h.callbackStore.requests.values()].map(({ number }) => number)).toEqual(["0401112224"]);
  });

  test.each(["0600123456", "112", "101", "12", ""])("who enters %s is refused politely and waits on", async (number) => {
    const { h } = await offered({}, {}, null);
    await press(h, `1${number}#`);
    expect(heard(h).at(-1)).toBe(`60 s  caller hears ${notPossible}`);
    await h.playedOut(1);
    expect([h.callerLeg(1).hears, states(h)]).toEqual(["music:default", []]);
  });

  test("who presses nothing is asked twice, then left in peace; his place is kept and a member may answer in the middle", async () => {
    const { h, first, caller } = await offered({}, {}, null);
    await press(h, "1");
    await h.playedOut(1);
    await h.pass(8);
    expect(heard(h).filter((line) => line.includes(askNumber))).toHaveLength(1);
    await h.playedOut(1);
    await h.pass(8);
    expect(h.callerLeg(1).hears).toBe("music:default");
    await press(h, "1");
    first.leave();
    await settle();
    await h.pickUp("anna");
    expect(h.callerLeg(1).hears).toContain(userIds.anna);
    await press(h, "0401112223#1");
    expect(states(h)).toEqual([]);
    caller.leave();
    await settle();
    h.expectBalanced();
  });
});
