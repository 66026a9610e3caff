/** Callbacks while something is not as it should be: no trunk, no database, an answer that was lost, a worker that dies or drains. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { confirmed, customer, dialled, offered, requested, sketch, states, unavailable } from "./testing/callback-scene.ts";
import { FakeCallbackStore } from "./testing/fake-callback-store.ts";
import { groupId, settle, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const later = "0407777777";
const callsOf = (h: VirtualHouse) => h.signaling.rings.filter(({ userId }) => userId === customer);
const anna = (h: VirtualHouse) => h.ring("anna").request.from.number;

describe("a customer who cannot be dialled", () => {
  test.each(["no trunk", "no database"])("with %s, a live caller who came later is served", async (fault) => {
    const { h, first } = await requested();
    await h.call("a", { number: later });
    if (fault === "no trunk") h.signaling.trunkUp = false;
    else h.callbackStore.mode = "away";
    first.leave();
    await settle();
    if (fault === "no database") await h.pickUp("anna");
    expect([anna(h), callsOf(h), states(h)]).toEqual([later, [], [["waiting", null, 0]]]);
  });

  test("nobody is rung for him as long as no trunk answers; when one does he is called back within half a minute", async () => {
    const { h, first } = await requested();
    h.signaling.trunkUp = false;
    first.leave();
    await h.pass(120);
    expect([h.isRinging("anna"), states(h), h.outcomes().slice(1)]).toEqual([
      false,
      [["waiting", null, 0]],
      [["a", "answered", "callerHungUp"]],
    ]);
    h.signaling.trunkUp = true;
    await h.pass(30);
    expect(anna(h)).toBe(customer);
  });

  test("since the trunk went while a member was rung: tried again after half a minute, not counted", async () => {
    const { h, first } = await requested({ callbackAttempts: 1 });
    first.leave();
    await settle();
    h.signaling.trunkUp = false;
    const member = await h.pickUp("anna");
    expect([member.leg?.state, h.isRinging("anna"), states(h)]).toEqual(["endedByUs", false, [["waiting", null, 0]]]);
    h.signaling.trunkUp = true;
    await h.pass(29);
    expect(h.isRinging("anna")).toBe(false);
    await h.pass(1);
    await h.pickUp("anna");
    expect(h.outsideRing().over).toBe(false);
  });

  test("with the database away, the failed dial of one holds back the others too", async () => {
    const { h, first } = await requested();
    const other = await h.call("a", { number: "0408888888" });
    await h.pass(60);
    h.callerLeg(2).press("1");
    await settle();
    await h.playedOut(2);
    const live = await h.call("a", { number: later });
    h.callbackStore.mode = "away";
    first.leave();
    await settle();
    await h.pickUp("anna");
    expect([other.leg?.state, anna(h)]).toEqual(["endedByUs", later]);
    h.callbackStore.mode = "ready";
    live.leave();
    await h.pass(29);
    expect(h.isRinging("anna")).toBe(false);
    await h.pass(1);
    expect(anna(h)).toBe(customer);
  });

  test("since a member hung up at once: the pause is that of any other attempt", async () => {
    const { h, first } = await requested();
    first.leave();
    await settle();
    h.ring("anna").pickUp()!.hangUp();
    await settle();
    expect([h.isRinging("anna"), callsOf(h)]).toEqual([false, []]);
    await h.pass(299);
    expect(h.isRinging("anna")).toBe(false);
    await h.pass(1);
    expect(anna(h)).toBe(customer);
  });

  test("since his request is not open in the database any more: it is over", async () => {
    const { h, first } = await requested();
    for (const kept of h.callbackStore.requests.values()) kept.state = "cancelled";
    first.leave();
    await settle();
    const member = await h.pickUp("anna");
    expect([member.leg?.state, h.organisation.callbacks.all(), h.organisation.state.calls.size]).toEqual(["endedByUs", [], 0]);
    h.expectBalanced();
  });
});

describe("a request that the database has and the worker does not know", () => {
  test("of the same caller, when the answer was lost: he presses 1 again, and his request stands in his place", async () => {
    const { h, leg, first } = await offered();
    h.callbackStore.mode = "lostAnswer";
    leg.press("1");
    await settle();
    expect(leg.hears).toBe(unavailable);
    await h.playedOut(1);
    h.callbackStore.mode = "ready";
    leg.press("1");
    await settle();
    expect(leg.hears).toBe(confirmed);
    await h.playedOut(1);
    first.leave();
    await settle();
    await h.pickUp("anna");
    expect([h.outsideRing().over, states(h)]).toEqual([false, [["ringing", null, 1]]]);
  });

  test("of an earlier call, when the answer was lost: it is found, and he is called back in its place", async () => {
    const { h, leg, caller, first } = await offered();
    h.callbackStore.mode = "lostAnswer";
    leg.press("1");
    await settle();
    caller.leave();
    h.callbackStore.mode = "ready";
    const between = await h.call("a", { number: later });
    await h.call("a", { number: customer });
    await h.pass(60);
    h.callerLeg(3).press("1");
    await settle();
    expect(h.callerLeg(3).hears).toBe("prompt:fi:callback.exists");
    first.leave();
    await settle();
    expect(anna(h)).toBe(customer);
    await h.pickUp("anna");
    expect([h.outsideRing().over, states(h)]).toEqual([false, [["ringing", null, 1]]]);
    between.leave();
  });

  test("of an earlier call, expired by now: another is made", async () => {
    const { h, leg, caller } = await offered({ callbackValidityMinutes: 1 });
    h.callbackStore.mode = "lostAnswer";
    leg.press("1");
    await settle();
    caller.leave();
    h.callbackStore.mode = "ready";
    await h.call("a", { number: customer });
    await h.pass(61);
    h.callerLeg(2).press("1");
    await settle();
    expect([h.callerLeg(2).hears, states(h)]).toEqual([
      confirmed,
      [
        ["expired", "callbackExpired", 0],
        ["waiting", null, 0],
      ],
    ]);
  });

  test("since its end stands in the journal still: the end is written first, and another is made", async () => {
    const { h } = await requested();
    h.callbackStore.writesLater = true;
    h.organisation.callbacks.cancel([...h.callbackStore.requests.keys()][0]!);
    await h.call("a", { number: customer });
    await h.pass(60);
    h.callerLeg(2).press("1");
    await settle();
    expect([h.callerLeg(2).hears, states(h)]).toEqual([
      confirmed,
      [
        ["cancelled", "callbackCancelled", 0],
        ["waiting", null, 0],
      ],
    ]);
  });
});

describe("attempts are total dials", () => {
  test("the last one was cut off with its worker: nobody is dialled again", async () => {
    const { h } = await dialled({ callbackAttempts: 1 });
    const next = new VirtualHouse([sketch({ callbackAttempts: 1 })], { store: h.callbackStore });
    await settle();
    expect([next.isRinging("anna"), states(next), next.organisation.callbacks.all()]).toEqual([false, [["unreached", "attempts", 1]], []]);
  });

  test.each(["waits", "is rung for"])("one that %s ends when an administrator allows no more than were made", async (where) => {
    const { h, ring } = await dialled({ callbackAttempts: 2 });
    ring.refuse("busy");
    await h.pass(where === "waits" ? 299 : 300);
    expect(h.isRinging("anna")).toBe(where !== "waits");
    h.configure([sketch({ callbackAttempts: 1 })]);
    await h.pass(5);
    expect([h.isRinging("anna"), states(h)]).toEqual([false, [["unreached", "attempts", 1]]]);
  });
});

describe("a worker that drains", () => {
  test("stores what a caller asks for, and leaves it to the next worker", async () => {
    const { h, first, leg } = await offered();
    h.organisation.callbacks.drain();
    leg.press("1");
    await settle();
    expect([leg.hears, states(h)]).toEqual([confirmed, [["waiting", null, 0]]]);
    await h.playedOut(1);
    first.leave();
    await h.pass(5);
    expect([h.isRinging("anna"), states(h), h.outcomes().map(([, outcome]) => outcome)]).toEqual([
      false,
      [["waiting", null, 0]],
      ["callbackRequested", "answered"],
    ]);
    h.expectBalanced();
    const next = new VirtualHouse([sketch()], { store: h.callbackStore });
    await settle();
    expect(anna(next)).toBe(customer);
  });

  test("rings nobody for a requester who calls again and hangs up, nor for a customer who was not reached", async () => {
    const { h, first } = await requested();
    const again = await h.call("a", { number: customer });
    h.organisation.callbacks.drain();
    again.leave();
    first.leave();
    await h.pass(5);
    expect([h.isRinging("anna"), states(h)]).toEqual([false, [["waiting", null, 0]]]);
    const scene = await dialled();
    scene.h.organisation.callbacks.drain();
    scene.ring.refuse("busy");
    await scene.h.pass(301);
    expect([scene.h.isRinging("anna"), scene.h.activity("anna"), states(scene.h)]).toEqual([false, "idle", [["waiting", null, 1]]]);
  });
});

test("a new worker keeps the order of places that are a millisecond apart, though the clock goes on while it reads", async () => {
  const store = new FakeCallbackStore();
  const at = (ms: number) => new Date(Date.now() - 60_000 + ms);
  for (const [index, number] of ["0401111111", "0402222222", "0403333333"].entries()) {
    const times = { arrivedAt: at(Math.min(index, 1)), requestedAt: at(index), expiresAt: at(3_600_000), nextAttemptAt: null };
    store.requests.set(number, {
      ...times,
      id: number,
      groupId: groupId("a"),
      originCallId: null,
      number,
      attempts: 0,
      state: "waiting",
      reason: null,
    });
  }
  let readings = 0;
  // The reading after the first is nearly a millisecond late.
  const clock = { now: () => systemClock.now() + (++readings % 2 ? 0.9 : 0), date: () => new Date() };
  const h = new VirtualHouse([sketch()], { store, clock });
  await settle();
  expect(h.organisation.state.order).toEqual(["0401111111", "0402222222", "0403333333"]);
});
