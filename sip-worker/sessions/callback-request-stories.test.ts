/** Asking to be called back, as callers live through it (product.md, "Callback"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  askNumber,
  confirmed,
  customer,
  dialled,
  heard,
  notPossible,
  offer,
  offered,
  requested,
  sketch,
  states,
  unavailable,
} from "./testing/callback-scene.ts";
import { announcementId, type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("the offer", () => {
  test("is heard once the condition holds, after the music was cut and before it goes on; again after two minutes", async () => {
    const { h, leg } = await offered();
    await h.pass(6);
    leg.playedOut();
    await settle();
    expect(heard(h)).toEqual(["66 s  caller hears music:default"]);
    await h.pass(113);
    expect(heard(h)).toEqual([]);
    await h.pass(6);
    expect(heard(h)).toEqual([`180 s  caller hears ${offer}`]);
  });

  test("is the group's own announcement, and follows the progress announcement when both are due", async () => {
    const { h } = await (async () => {
      const house = new VirtualHouse([
        sketch(
          { callbackOfferAnnouncementId: announcementId(1) },
          { announcements: { playRingback: false, progressAnnouncementId: announcementId(2), progressIntervalSeconds: 60 } },
        ),
      ]);
      await house.call("a");
      await house.pickUp("anna");
      await house.call("a");
      return { h: house };
    })();
    h.news();
    await h.pass(60);
    expect(heard(h)[0]).toMatch(/^60 s {2}caller hears (announcement 2, )?announcement 1$/);
  });

  test("is not heard over a ringing phone, nor where nobody waits, nor with a gate closed", async () => {
    const ringing = new VirtualHouse([sketch({}, { announcements: {}, settings: { ringSeconds: 120 } })]);
    await ringing.call("a");
    await ringing.pass(90);
    expect(heard(ringing).filter((line) => line.includes(offer))).toEqual([]);
    const soonClosed = new VirtualHouse([
      sketch(
        { stopBeforeCloseMinutes: 60 },
        { hours: { alwaysOpen: false, weekly: [[{ opens: 480, closes: 760 }], [], [], [], [], [], []] } },
      ),
    ]);
    await soonClosed.call("a");
    await soonClosed.pickUp("anna");
    await soonClosed.call("a");
    await soonClosed.pass(100);
    expect(heard(soonClosed).filter((line) => line.includes(offer))).toEqual([]);
  });

  test("that is not taken costs nothing: the caller keeps his place and is answered", async () => {
    const { h, first, caller } = await offered();
    first.leave();
    await settle();
    await h.pickUp("anna");
    expect(h.activity("anna")).toBe("talking");
    caller.leave();
    await settle();
    expect(states(h)).toEqual([]);
    h.expectBalanced();
  });

  test("cannot be taken before it was made, nor by another key", async () => {
    const h = new VirtualHouse([sketch()]);
    await h.call("a");
    await h.pickUp("anna");
    await h.call("a", { number: customer });
    await h.pass(59);
    h.callerLeg(1).press("1");
    await h.pass(5);
    expect(h.callerLeg(1).hears).toBe(offer);
    h.callerLeg(1).press("2");
    await settle();
    expect(states(h)).toEqual([]);
  });
});

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

describe("who has asked and calls again", () => {
  test("finds his place: he is told so, is served in it, and nobody calls him back", async () => {
    const { h, first } = await requested();
    const other = await h.call("a", { number: "0407777777" });
    await h.pass(10);
    const again = await h.call("a", { number: customer });
    expect(h.callerLeg(3).hears).toBe("prompt:fi:callback.exists");
    expect(h.organisation.state.calls.size).toBe(2);
    first.leave();
    await settle();
    expect(h.ring("anna").request.from.number).toBe(customer);
    await h.pickUp("anna");
    expect(states(h)).toEqual([["reached", "calledAgain", 0]]);
    again.leave();
    other.leave();
    await settle();
    h.expectBalanced();
  });

  test("and hangs up again: the request waits on, in its place", async () => {
    const { h, first } = await requested();
    const again = await h.call("a", { number: customer });
    again.leave();
    await settle();
    expect(states(h)).toEqual([["waiting", null, 0]]);
    first.leave();
    await settle();
    await h.pickUp("anna");
    expect(h.outsideRing().over).toBe(false);
  });

  test("by another group that sends him on, while a member is rung for him: that ring ends in its record, and he is served", async () => {
    const { h, first } = await requested();
    const sendsOn: GroupSketch = { name: "b", members: [], queue: { noAgentsDestination: { kind: "group", groupId: groupId("a") } } };
    h.configure([sketch(), sendsOn]);
    first.leave();
    await settle();
    expect(h.ring("anna").request.from.number).toBe(customer);
    const again = await h.call("b", { number: customer });
    await h.pickUp("anna");
    expect(states(h)).toEqual([["reached", "calledAgain", 0]]);
    expect(h.outcomes()).toContainEqual(["a", "failed", "calledAgain"]);
    again.leave();
    await settle();
    h.expectBalanced();
  });

  test("while he is being called is a caller like any other", async () => {
    const { h } = await dialled();
    await h.call("a", { number: customer });
    expect([h.callerLeg(2).hears, h.organisation.state.calls.size]).toEqual(["music:default", 1]);
  });

  test("a second request for the number finds the first", async () => {
    const { h } = await requested();
    await h.call("a", { number: null });
    await h.pass(60);
    for (const key of `1${customer}#1`) h.callerLeg(2).press(key);
    await settle();
    expect(h.callerLeg(2).hears).toBe("prompt:fi:callback.exists");
    await h.playedOut(2);
    expect(states(h)).toHaveLength(1);
    expect(h.outcomes().at(-1)).toEqual(["a", "callbackRequested", "callbackRequested"]);
    expect(h.organisation.state.calls.size).toBe(1);
  });
});
