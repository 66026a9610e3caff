/** Who has asked to be called back and calls again himself (product.md, "Callback"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { customer, dialled, requested, sketch, states, unavailable } from "./testing/callback-scene.ts";
import { type GroupSketch, groupId, settle, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

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

  test("by another group in which he has waited since before he asked: the better place is his own", async () => {
    const queue: GroupSketch["queue"] = { maxWaitSeconds: 100, overflowDestination: { kind: "group", groupId: groupId("a") } };
    const groups: GroupSketch[] = [sketch(), { name: "b", members: ["mikko"], queue }];
    const h = new VirtualHouse(groups);
    await h.call("b", { number: "0406666666" });
    await h.pickUp("mikko");
    await h.call("b", { number: customer });
    const arrivedAt = new Date();
    await h.call("a", { number: "0409999999" });
    await h.pickUp("anna");
    await h.pass(10);
    await h.call("a", { number: customer });
    await h.pass(60);
    h.callerLeg(3).press("1");
    await settle();
    await h.playedOut(3);
    await h.pass(31);
    const id = [...h.organisation.state.calls.keys()][0]!;
    expect([states(h), h.organisation.callbacks.holds(id), h.placeOf(id)]).toEqual([[["waiting", null, 0]], true, arrivedAt]);
  });

  test("while he is being called is a caller like any other", async () => {
    const { h } = await dialled();
    await h.call("a", { number: customer });
    expect([h.callerLeg(2).hears, h.organisation.state.calls.size]).toEqual(["music:default", 1]);
  });

  test("another group's request is not his there: he is offered one of its own, and has both", async () => {
    const h = new VirtualHouse([sketch(), { ...sketch(), name: "b" }]);
    await h.call("a", { number: "0409999999" });
    await h.pickUp("anna");
    for (const [nth, name] of [
      [1, "a"],
      [2, "b"],
    ] as const) {
      await h.call(name, { number: customer });
      expect(h.callerLeg(nth).hears).toBe("music:default");
      await h.pass(60);
      h.callerLeg(nth).press("1");
      await settle();
      expect(h.callerLeg(nth).hears).toBe("prompt:fi:callback.confirmed");
    }
    expect(states(h)).toHaveLength(2);
  });

  test("a second request for the number is found though the database is away", async () => {
    const { h } = await requested();
    await h.call("a", { number: null });
    await h.pass(60);
    h.callbackStore.mode = "away";
    for (const key of `1${customer}#1`) h.callerLeg(2).press(key);
    await settle();
    expect(h.callerLeg(2).hears).toBe("prompt:fi:callback.exists");
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

describe("who calls again while he is being called back in vain", () => {
  const anna = (h: VirtualHouse) => h.ring("anna").request.from.number;

  /** Mikko has become a member since. */
  const dialledOfTwo = async () => {
    const scene = await dialled();
    scene.h.configure([sketch({}, { members: ["anna", "mikko"] })]);
    return scene;
  };

  test("and is served meanwhile has been reached: nobody calls him back", async () => {
    const { h, ring } = await dialledOfTwo();
    const again = await h.call("a", { number: customer });
    await h.pickUp("mikko");
    ring.refuse("busy");
    await settle();
    expect([states(h), [...h.callbackStore.attempts.values()]]).toEqual([[["reached", "calledAgain", 1]], ["busy"]]);
    again.leave();
    await h.pass(301);
    expect(h.isRinging("anna")).toBe(false);
    h.expectBalanced();
  });

  test("and was served and has hung up by then has been reached too", async () => {
    const { h, ring } = await dialledOfTwo();
    const again = await h.call("a", { number: customer });
    await h.pickUp("mikko");
    again.leave();
    await settle();
    ring.refuse("busy");
    await settle();
    expect(states(h)).toEqual([["reached", "calledAgain", 1]]);
    h.expectBalanced();
  });

  test("and waits still takes his request's place: he is served before who came between, and nobody calls him back", async () => {
    const { h, ring } = await dialled();
    const between = await h.call("a", { number: "0407777777" });
    await h.pass(10);
    const again = await h.call("a", { number: customer });
    const { arrivedAt } = [...h.callbackStore.requests.values()][0]!;
    ring.refuse("busy");
    await settle();
    expect([anna(h), states(h)]).toEqual([customer, [["waiting", null, 1]]]);
    expect(h.placeOf([...h.organisation.sessions.keys()].at(-1)!)).toEqual(arrivedAt);
    await h.pickUp("anna");
    expect(states(h)).toEqual([["reached", "calledAgain", 1]]);
    between.leave();
    again.leave();
    await h.pass(301);
    expect(h.isRinging("anna")).toBe(false);
    h.expectBalanced();
  });

  test("and waits still when that was the last attempt: he is served in his place", async () => {
    const { h, ring } = await dialled({ callbackAttempts: 1 });
    await h.call("a", { number: customer });
    ring.refuse("busy");
    await settle();
    await h.pickUp("anna");
    expect(states(h)).toEqual([["reached", "calledAgain", 1]]);
  });

  test("and asks again while the last attempt is made: he is not told that he will be called, and keeps his place", async () => {
    const { h, ring } = await dialled({ callbackAttempts: 1, callbackRingSeconds: 120 });
    await h.call("a", { number: customer });
    await h.pass(60);
    h.callerLeg(2).press("1");
    await settle();
    expect(h.callerLeg(2).hears).toBe(unavailable);
    ring.refuse("busy");
    await settle();
    expect([anna(h), states(h)]).toEqual([customer, [["waiting", null, 1]]]);
    h.callerLeg(2).press("1");
    await settle();
    expect(h.callerLeg(2).hears).toBe(unavailable);
    await h.pickUp("anna");
    expect(states(h)).toEqual([["reached", "calledAgain", 1]]);
  });

  test("and hangs up before it ends is called back after the pause", async () => {
    const { h, ring } = await dialled();
    const again = await h.call("a", { number: customer });
    again.leave();
    await settle();
    ring.refuse("busy");
    await h.pass(299);
    expect([h.isRinging("anna"), states(h)]).toEqual([false, [["waiting", null, 1]]]);
    await h.pass(1);
    expect(anna(h)).toBe(customer);
  });
});

describe("a request that its requester holds", () => {
  test("and that expires meanwhile ends when he hangs up", async () => {
    const { h, first } = await requested({ callbackValidityMinutes: 1 });
    const again = await h.call("a", { number: customer });
    await h.pass(61);
    expect(states(h)).toEqual([["waiting", null, 0]]);
    again.leave();
    await settle();
    expect([states(h), h.organisation.state.calls.size]).toEqual([[["expired", "callbackExpired", 0]], 0]);
    first.leave();
    await settle();
    expect(h.isRinging("anna")).toBe(false);
  });

  test("ends with its group", async () => {
    const { h, first } = await requested();
    const again = await h.call("a", { number: customer });
    h.configure([{ name: "b" }]);
    again.leave();
    first.leave();
    await settle();
    expect([states(h), h.organisation.callbacks.all()]).toEqual([[["cancelled", "groupDeleted", 0]], []]);
    h.expectBalanced();
  });
});
