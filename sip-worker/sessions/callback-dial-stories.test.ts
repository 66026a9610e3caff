/** Calling customers back, as members and customers live through it (product.md, "Callback"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { customer, dialled, heard, offered, requested, sketch, states, talking } from "./testing/callback-scene.ts";
import type { FakeCallbackStore } from "./testing/fake-callback-store.ts";
import { announcementId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("a callback", () => {
  test("rings the member first, with the metadata as its name; he hears that it is one while the customer is called; then both talk", async () => {
    const { h, first } = await requested({ callbackMetadata: "Takaisinsoitto: laskutus" }, { settings: { wrapUpSeconds: 30 } });
    first.leave();
    await settle();
    await h.pass(30);
    expect(h.ring("anna").request.from).toMatchObject({ number: customer, name: "Takaisinsoitto: laskutus" });
    h.news();
    const member = await h.pickUp("anna");
    expect(heard(h)).toEqual(["90 s  anna hears prompt:fi:callback.handler, ringback", `90 s  ${customer} rings`]);
    expect(h.outsideRing().request.from).toMatchObject({ number: "8097", outsideNumber: "8097" });
    await h.pass(10);
    h.outsideRing().pickUp();
    await settle();
    expect(heard(h)).toEqual(["100 s  customer hears prompt:fi:callback.greeting"]);
    const told = h.changes;
    h.legOf("customer").playedOut();
    await settle();
    expect(h.changes).toBeGreaterThan(told);
    expect(heard(h)).toEqual(["100 s  anna hears customer", "100 s  customer hears anna"]);
    await h.pass(60);
    member.leg!.hangUp();
    await settle();
    expect(states(h)).toEqual([["reached", "memberHungUp", 1]]);
    expect(h.activity("anna")).toBe("wrapUp");
    expect(h.outcomes().at(-1)).toEqual(["a", "answered", "memberHungUp"]);
    expect([...h.callbackStore.attempts.values()]).toEqual(["memberHungUp"]);
    h.expectBalanced();
  });

  test("callbackHandlerAnnouncementId: the member hears it, then the ringing tone, while the customer is called", async () => {
    const { h } = await dialled({ callbackHandlerAnnouncementId: announcementId(3) });
    expect(heard(h)).toContain("60 s  anna hears announcement 3, ringback");
    expect(h.outsideRing().over).toBe(false);
  });

  test("is a call of its own in the log: outgoing, with the leg on the group's account", async () => {
    const { h, ring } = await dialled();
    ring.refuse("busy");
    await settle();
    const arrivals = h.writes.flatMap((write) => (write.kind === "arrival" ? [write.arrival] : []));
    expect(arrivals.at(-1)).toMatchObject({ direction: "outgoing", dialledNumber: customer, groupName: "a" });
    const legs = h.writes.flatMap((write) => (write.kind === "leg" ? [write.leg] : []));
    expect(legs.at(-1)).toMatchObject({ kind: "outside", number: customer, callId: arrivals.at(-1)!.id });
    expect(legs.at(-1)!.endedAt).not.toBeNull();
  });

  test("keeps its place: who came earlier is served earlier, who came later is served later", async () => {
    const { h, first } = await offered();
    h.callerLeg(1).press("1");
    await settle();
    const later = await h.call("a", { number: "0407777777" });
    first.leave();
    await settle();
    expect(h.ring("anna").request.from.number).toBe(customer);
    h.ring("anna").refuse("declined");
    await settle();
    expect(h.ring("anna").request.from.number).toBe("0407777777");
    later.leave();
  });

  test.each([
    ["is busy", "busy", (h: VirtualHouse) => h.outsideRing().refuse("busy")],
    ["declines", "declined", (h: VirtualHouse) => h.outsideRing().refuse("declined")],
    ["cannot be reached", "unreachable", (h: VirtualHouse) => h.outsideRing().refuse("unreachable")],
  ] as const)("whose customer %s counts as an attempt and returns to the same place after five minutes", async (_what, reason, happens) => {
    const { h, member } = await dialled({}, { settings: { wrapUpSeconds: 30 } });
    happens(h);
    await settle();
    expect(states(h)).toEqual([["waiting", null, 1]]);
    expect([...h.callbackStore.attempts.values()]).toEqual([reason]);
    // No wrap-up follows a conversation that never was.
    expect([member.leg?.state, h.activity("anna")]).toEqual(["endedByUs", "idle"]);
    await h.pass(299);
    expect(h.isRinging("anna")).toBe(false);
    const later = await h.call("a", { number: "0407777777" });
    h.ring("anna").refuse("busy");
    await h.pass(6);
    expect(h.ring("anna").request.from.number).toBe(customer);
    later.leave();
  });

  test.each([
    [1, 1],
    [30, 30],
    [120, 120],
  ])("callbackRingSeconds %d: the customer is called for %d seconds", async (callbackRingSeconds, seconds) => {
    const { h, ring } = await dialled({ callbackRingSeconds });
    await h.pass(seconds - 0.1);
    expect(ring.over).toBe(false);
    await h.pass(0.1);
    expect([ring.cancelled, states(h)]).toEqual(["timeout", [["waiting", null, 1]]]);
  });

  test.each([1, 2, 10])("callbackAttempts %d: so many dials, then unreached", async (callbackAttempts) => {
    const { h, ring } = await dialled({ callbackAttempts });
    ring.refuse("busy");
    for (let attempt = 2; attempt <= callbackAttempts; attempt++) {
      await h.pass(301);
      await h.pickUp("anna");
      h.outsideRing().refuse("busy");
      await settle();
    }
    await settle();
    expect(states(h)).toEqual([["unreached", "busy", callbackAttempts]]);
    await h.pass(3600);
    expect(h.isRinging("anna")).toBe(false);
    h.expectBalanced();
    expect(h.organisation.state.calls.size).toBe(0);
  });

  test.each([1, 480, 10_080])("callbackValidityMinutes %d: expired then, also while a member is rung", async (callbackValidityMinutes) => {
    const { h, first } = await requested({ callbackValidityMinutes });
    await h.pass(callbackValidityMinutes * 60 - 5);
    first.leave();
    await settle();
    expect(h.isRinging("anna")).toBe(true);
    await h.pass(5.1);
    expect([h.isRinging("anna"), states(h)]).toEqual([false, [["expired", "callbackExpired", 0]]]);
    h.expectBalanced();
  });

  test("that a member answers at the very instant at which it expires is not dialled", async () => {
    const { h, first, leg } = await offered({ callbackValidityMinutes: 1 });
    // Before the timer of the request, which is over at the same millisecond.
    setTimeout(() => h.ring("anna").pickUp(), 60_000);
    leg.press("1");
    await settle();
    await h.pass(55);
    first.leave();
    await h.pass(5);
    expect([h.signaling.rings.filter(({ request }) => request.target.kind === "outside"), states(h)]).toEqual([
      [],
      [["expired", "callbackExpired", 0]],
    ]);
  });

  test("that expires while the customer is being called lets the call end first", async () => {
    const { h, ring } = await dialled({ callbackValidityMinutes: 1, callbackRingSeconds: 120 });
    await h.pass(61);
    expect(ring.over).toBe(false);
    ring.refuse("busy");
    await settle();
    expect(states(h)).toEqual([["expired", "callbackExpired", 1]]);
  });

  test("is not attempted while the group is closed, and is at the opening", async () => {
    const hours = {
      alwaysOpen: false,
      weekly: [
        [
          { opens: 480, closes: 722 },
          { opens: 780, closes: 960 },
        ],
        [],
        [],
        [],
        [],
        [],
        [],
      ],
    };
    const { h, first } = await requested({}, { hours });
    await h.pass(61);
    first.leave();
    await settle();
    expect(h.isRinging("anna")).toBe(false);
    await h.pass(3480 - 2);
    expect(h.isRinging("anna")).toBe(false);
    await h.pass(2);
    expect(h.isRinging("anna")).toBe(true);
  });

  test("answered by the member after closing is not dialled, not counted, and waits for the opening", async () => {
    const { h, first } = await requested();
    first.leave();
    await settle();
    h.configure([sketch({}, { hours: { manual: "closed" } })]);
    const member = await h.pickUp("anna");
    expect([member.leg?.state, states(h)]).toEqual(["endedByUs", [["waiting", null, 0]]]);
    expect(h.outcomes().at(-1)).toEqual(["a", "failed", "manual"]);
    h.configure([sketch()]);
    await settle();
    expect(h.isRinging("anna")).toBe(true);
  });
});

describe("whether the customer was reached", () => {
  type Scene = Awaited<ReturnType<typeof dialled>>;
  type Step = (scene: Scene) => unknown;
  const memberHangsUp: Step = ({ member }) => member.leg!.hangUp();
  const customerHangsUp: Step = ({ ring }) => ring.leg!.hangUp();
  const passes =
    (seconds: number): Step =>
    ({ h }) =>
      h.pass(seconds);
  const memberPresses =
    (keys: string): Step =>
    ({ h }) => {
      const leg = h.media.legs.findLast(({ id }) => id.includes(userIds.anna))!;
      for (const key of keys) leg.press(key);
    };
  const supervisorSays =
    (reached: boolean): Step =>
    ({ h }) =>
      h.organisation.callbacks.say([...h.callbackStore.requests.keys()][0]!, reached);
  const greeted: Step = ({ h }) => h.legOf("customer").playedOut();
  const customerPresses1: Step = ({ h }) => h.legOf("customer").press("1");
  const customerTells1: Step = ({ ring }) => ring.leg!.press("1");

  test.each<[string, string, Step[]]>([
    ["he presses 1 in the greeting", "reached", [customerPresses1, memberHangsUp]],
    ["he presses 1 by SIP INFO in the talk", "reached", [greeted, customerTells1, memberHangsUp]],
    ["the member says so by *1", "reached", [greeted, memberPresses("*1"), memberHangsUp]],
    ["he hangs up after the talk", "reached", [greeted, customerHangsUp]],
    ["the member talks for 20 seconds", "reached", [greeted, passes(20), memberHangsUp]],
    ["a supervisor says so", "reached", [greeted, supervisorSays(true), memberHangsUp]],
    ["the member hangs up sooner without a word", "waiting", [greeted, passes(19), memberHangsUp]],
    ["the member presses other keys than his word", "waiting", [greeted, memberPresses("12*31"), memberHangsUp]],
    ["the member says by *2 that it is a voicemail", "waiting", [greeted, passes(60), memberPresses("*2")]],
    ["a supervisor says no", "waiting", [greeted, supervisorSays(false)]],
    ["he hangs up in the greeting", "waiting", [customerHangsUp]],
    ["the member hangs up in the greeting", "waiting", [memberHangsUp]],
  ])("%s: %s", async (_what, state, steps) => {
    const scene = await dialled();
    scene.ring.pickUp();
    await settle();
    for (const step of steps) {
      await step(scene);
      await settle();
    }
    expect(states(scene.h).map(([now]) => now)).toEqual([state]);
    expect(scene.h.activity("anna")).toBe("idle");
    scene.h.expectBalanced();
  });
});

test.each(["customer", "anna"] as const)("a talk without a packet from %s ends; after 20 seconds he was there", async (who) => {
  const { h, member, ring } = await talking();
  await h.pass(60);
  h.legOf(who === "anna" ? userIds.anna : who).silent();
  await settle();
  expect([member.leg?.reason, ring.leg?.reason, states(h)]).toEqual(["mediaTimeout", "mediaTimeout", [["reached", "mediaTimeout", 1]]]);
  expect([h.outcomes().at(-1), h.activity("anna")]).toEqual([["a", "answered", "mediaTimeout"], "idle"]);
  h.expectBalanced();
});

describe("races", () => {
  test("the member hangs up while the customer is being called: the call stops, and the attempt counts", async () => {
    const { h, member, ring } = await dialled();
    member.leg!.hangUp();
    await settle();
    expect([ring.cancelled, states(h), h.activity("anna")]).toEqual(["normal", [["waiting", null, 1]], "idle"]);
    h.expectBalanced();
  });

  test("the member hangs up while the dial is being written: nobody is called, and it counts", async () => {
    const { h, first } = await requested();
    h.callbackStore.mode = "slow";
    first.leave();
    await settle();
    const member = await h.pickUp("anna");
    member.leg!.hangUp();
    await settle();
    h.callbackStore.letAnswer();
    await settle();
    expect(h.signaling.rings.filter(({ userId }) => userId === customer)).toEqual([]);
    expect(h.activity("anna")).toBe("idle");
    h.expectBalanced();
  });

  test("a cancel that crosses the customer's answer: he is let go, and the request is cancelled", async () => {
    const { h, ring } = await dialled();
    ring.pickUp();
    const [id] = h.callbackStore.requests.keys();
    expect(h.organisation.callbacks.cancel(id!)).toEqual({ ok: true });
    await settle();
    expect([ring.leg?.state, states(h), h.activity("anna")]).toEqual(["endedByUs", [["cancelled", "callbackCancelled", 1]], "idle"]);
    h.expectBalanced();
  });

  test("a cancel while both talk comes too late", async () => {
    const { h } = await talking();
    const [id] = h.callbackStore.requests.keys();
    expect(h.organisation.callbacks.cancel(id!)).toEqual({ ok: false, reason: "notNow" });
    expect(h.activity("anna")).toBe("talking");
  });

  test.each(["waits", "is rung for"])("a cancel of one that %s ends it", async (where) => {
    const { h, first } = await requested();
    if (where === "is rung for") first.leave();
    await settle();
    const [id] = h.callbackStore.requests.keys();
    expect(h.organisation.callbacks.cancel(id!)).toEqual({ ok: true });
    await settle();
    expect([h.isRinging("anna"), states(h), h.organisation.state.calls.size]).toEqual([false, [["cancelled", "callbackCancelled", 0]], 0]);
    expect(h.organisation.callbacks.cancel(id!)).toEqual({ ok: false, reason: "unknownCallback" });
  });

  test("its group is deleted while it waits, or while the customer is called", async () => {
    for (const scene of [await requested(), await dialled()]) {
      scene.h.configure([{ name: "b" }]);
      await settle();
      if ("ring" in scene) (scene as Awaited<ReturnType<typeof dialled>>).ring.refuse("busy");
      await settle();
      expect(states(scene.h).map(([state, reason]) => [state, reason])).toEqual([["cancelled", "groupDeleted"]]);
      expect(scene.h.organisation.callbacks.all()).toEqual([]);
    }
  });

  test("media that breaks while the customer is called frees the member", async () => {
    const { h, first } = await requested();
    first.leave();
    await settle();
    h.ring("anna").pickUp();
    h.media.mode = "full";
    await settle();
    expect([h.activity("anna"), states(h)]).toEqual(["idle", [["waiting", null, 1]]]);
  });
});

describe("a new worker", () => {
  const restart = (store: FakeCallbackStore) => new VirtualHouse([sketch()], { store });

  test("serves what was asked of the one before, in its place, once", async () => {
    const { h } = await requested();
    h.organisation.close();
    const next = restart(h.callbackStore);
    await settle();
    expect(next.ring("anna").request.from.number).toBe(customer);
    await next.pickUp("anna");
    expect(next.outsideRing().over).toBe(false);
    expect(states(next)).toEqual([["ringing", null, 1]]);
  });

  test("counts a dial that was cut off, and keeps the pause after one that failed", async () => {
    const { h, ring } = await dialled({ callbackAttempts: 2 });
    ring.refuse("busy");
    await settle();
    h.organisation.close();
    const next = restart(h.callbackStore);
    expect(next.isRinging("anna")).toBe(false);
    await next.pass(301);
    await next.pickUp("anna");
    expect(states(next)).toEqual([["ringing", null, 2]]);
  });

  test("expires what nobody is waiting for any more", async () => {
    const { h } = await requested({ callbackValidityMinutes: 10 });
    h.organisation.close();
    vi.setSystemTime(Date.now() + 11 * 60_000);
    const next = restart(h.callbackStore);
    await settle();
    expect([next.isRinging("anna"), states(next)]).toEqual([false, [["expired", "callbackExpired", 0]]]);
  });

  test("a worker that drains dials nobody any more, and keeps the requests", async () => {
    const { h, first } = await requested();
    h.organisation.callbacks.drain();
    first.leave();
    await settle();
    expect([h.isRinging("anna"), states(h), h.organisation.callCount]).toEqual([false, [["waiting", null, 0]], 0]);
  });
});

test("what was promised is kept when the group stops offering callbacks", async () => {
  const { h, first } = await requested();
  h.configure([sketch({ callbackEnabled: false, callbackRingSeconds: 0, callbackAttempts: 0 })]);
  first.leave();
  await settle();
  await h.pickUp("anna");
  const ring = h.outsideRing();
  await h.pass(30);
  expect([ring.cancelled, states(h)]).toEqual(["timeout", [["unreached", "noAnswer", 1]]]);
});
