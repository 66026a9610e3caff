/** What supervisors see, made from what callers and members live through. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { queueOf } from "../../lib/domain/live-queue.ts";
import { systemClock } from "../runtime/clock.ts";
import { TodayTotals } from "./day-totals.ts";
import { LiveView } from "./live-view.ts";
import { type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

function watched(group: Partial<GroupSketch> = {}) {
  const house = new VirtualHouse([{ name: "a", members: ["anna", "mikko"], ...group }]);
  const { organisation } = house;
  const totals = new TodayTotals(
    systemClock,
    () => "Europe/Helsinki",
    (id) => organisation.group(id),
  );
  const view = new LiveView(organisation, totals, systemClock);
  const seen = () => {
    for (const write of house.writes.splice(0)) totals.note(write);
    const snapshot = view.snapshot(1);
    const { groups, agents, calls } = snapshot;
    return {
      queue: queueOf(snapshot, groupId("a")),
      group: groups[groupId("a")]!,
      calls: Object.values(calls),
      anna: agents[userIds.anna]!.status,
      mikko: agents[userIds.mikko]!.status,
      sanna: agents[userIds.sanna],
    };
  };
  return { house, view, seen };
}

describe("a call", () => {
  test("is seen waiting, ringing, talking and gone, with what members do and the day's figures", async () => {
    const { house, seen } = watched();
    expect(seen()).toMatchObject({ calls: [], anna: { kind: "free" }, group: { waiting: 0, free: 2, loggedIn: 2, longestSince: null } });
    expect(seen().sanna).toBeUndefined();

    await house.call("a");
    expect(seen()).toMatchObject({
      queue: [{ position: 1 }],
      calls: [{ callerNumber: "0401234567", waitReason: "ringing", status: { kind: "ringing", userIds: [userIds.anna] } }],
      anna: { kind: "ringing" },
      group: { waiting: 1, free: 1, longestSince: "2026-03-02T10:00:00.000Z", today: { offered: 1 } },
    });

    await house.pickUp("anna");
    await house.pass(30);
    expect(seen()).toMatchObject({
      calls: [{ place: null, status: { kind: "talking", userId: userIds.anna }, answeredAt: "2026-03-02T10:00:00.000Z" }],
      anna: { kind: "talking", groupId: groupId("a") },
      group: { waiting: 0 },
    });

    house.callers[0]!.leave();
    await settle();
    expect(seen()).toMatchObject({ calls: [], anna: { kind: "free" }, group: { today: { offered: 1, answered: 1, answeredInTarget: 1 } } });
  });

  test("that waits says why, and in which place", async () => {
    const { house, seen } = watched({ members: ["anna", "mikko"], settings: { wrapUpSeconds: 60 } });
    for (const user of ["anna", "mikko"] as const) {
      await house.call("a");
      await house.pickUp(user);
    }
    await house.call("a");
    await house.call("a");
    expect(seen().queue).toMatchObject([
      { position: 1, call: { status: { kind: "waiting" }, waitReason: "allBusy" } },
      { position: 2, call: { status: { kind: "waiting" }, waitReason: "earlierCallers" } },
    ]);
    house.callers[0]!.leave();
    await settle();
    expect(seen().anna).toMatchObject({ kind: "wrapUp", until: "2026-03-02T10:01:00.000Z" });
  });
});

test("the member's call is named by its record while he talks and in wrap-up, which he may extend", async () => {
  const { house, seen } = watched({ settings: { wrapUpSeconds: 60 } });
  const { members } = house.organisation;
  expect(members.act(userIds.anna, { action: "extendWrapUp" })).toEqual({ ok: false, reason: "notNow" });
  const caller = await house.call("a");
  await house.pickUp("anna");
  const [id] = [...house.organisation.sessions.values()].map(({ record }) => record.id);
  expect(seen().anna).toMatchObject({ kind: "talking", recordId: id });
  caller.leave();
  await settle();
  expect(seen().anna).toMatchObject({ kind: "wrapUp", recordId: id, until: "2026-03-02T10:01:00.000Z" });
  expect(members.act(userIds.anna, { action: "extendWrapUp" })).toEqual({ ok: true });
  expect(seen().anna).toMatchObject({ kind: "wrapUp", until: "2026-03-02T10:02:00.000Z" });
  await house.pass(119);
  expect(seen().anna).toMatchObject({ kind: "wrapUp" });
  await house.pass(1);
  expect(seen().anna).toEqual({ kind: "free" });
});

test("the wait of the next caller, and of each who waits, is estimated once enough calls have been handled", async () => {
  const { house, seen } = watched();
  house.organisation.members.act(userIds.mikko, { action: "logOut" });
  house.organisation.forecast.restore(groupId("a"), [60, 60, 60, 60]);
  expect(seen().group.estimateSeconds).toBeNull();
  house.organisation.forecast.restore(groupId("a"), [60, 60, 60, 60, 60]);
  expect(seen().group.estimateSeconds).toBe(0);
  await house.call("a");
  await house.pickUp("anna");
  expect(seen().group.estimateSeconds).toBe(60);
  await house.call("a");
  await house.call("a");
  expect([seen().queue.map(({ estimateSeconds }) => estimateSeconds), seen().group.estimateSeconds]).toEqual([[60, 120], 180]);
});

test.each([
  [{ action: "pause", reason: "lunch" } as const, { kind: "paused", reason: "lunch" }],
  [{ action: "logOut" } as const, { kind: "loggedOut" }],
  [{ action: "setPresence", presence: "busy" } as const, { kind: "presence", presence: "busy" }],
])("%j is seen as %j", (change, status) => {
  const { house, seen } = watched();
  house.organisation.members.act(userIds.anna, change);
  expect(seen()).toMatchObject({ anna: status, group: { free: 1 } });
});

describe("a callback", () => {
  test("is seen waiting, dialling, talking, pausing and gone; it is not among those on the line", async () => {
    const { house, seen } = watched({
      announcements: { playRingback: false },
      callback: { callbackEnabled: true, offerWhenLongestWaitMinutes: 1 },
    });
    house.organisation.members.act(userIds.mikko, { action: "logOut" });
    const first = await house.call("a", { number: "0409999999" });
    await house.pickUp("anna");
    await house.call("a");
    await house.pass(60);
    house.callerLeg(1).press("1");
    await settle();
    const ofCallback = () => seen().calls.find(({ kind }) => kind === "callback");
    expect([ofCallback(), seen().group]).toMatchObject([
      {
        callerNumber: "0401234567",
        place: { since: expect.any(Number), sequence: expect.any(Number) },
        status: { kind: "waiting" },
        waitReason: "allBusy",
        arrivedAt: "2026-03-02T10:00:00.000Z",
      },
      { waiting: 0, callbacks: 1 },
    ]);
    first.leave();
    await settle();
    expect(ofCallback()).toMatchObject({ status: { kind: "ringing", userIds: [userIds.anna] }, waitReason: "ringing" });
    await house.pickUp("anna");
    expect([ofCallback(), seen().anna]).toMatchObject([{ status: { kind: "dialling", userId: userIds.anna } }, { kind: "talking" }]);
    house.outsideRing().refuse("busy");
    await settle();
    const nextAt = new Date(Date.now() + 300_000).toISOString();
    expect(ofCallback()).toMatchObject({ status: { kind: "waiting" }, waitReason: "callbackPause", attempts: { made: 1, nextAt } });
    await house.pass(300);
    await house.pickUp("anna");
    house.outsideRing().pickUp();
    await settle();
    house.legOf("customer").playedOut();
    expect([ofCallback(), seen().group.callbacks]).toMatchObject([{ status: { kind: "talking", userId: userIds.anna }, place: null }, 0]);
    house.signaling.rings.findLast(({ userId }) => userId === "0401234567")!.leg!.hangUp();
    await settle();
    expect(ofCallback()).toBeUndefined();
  });

  test("of a closed group waits for its opening", async () => {
    const { house, seen } = watched({ callback: { callbackEnabled: true } });
    house.configure([{ name: "a", members: ["anna", "mikko"], hours: { manual: "closed" } }]);
    const request = {
      ...{ id: "b", groupId: groupId("a"), originCallId: null, number: "0401234567", nextAttemptAt: null, attempts: 0 },
      ...{ arrivedAt: new Date(), requestedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) },
    };
    house.organisation.callbacks.restore([request]);
    expect(seen().calls).toMatchObject([{ kind: "callback", waitReason: "callbackClosed" }]);
  });
});

describe("why a member gets no call of a group", () => {
  const annaIn = (house: VirtualHouse) => {
    const totals = new TodayTotals(
      systemClock,
      () => "Europe/Helsinki",
      () => undefined,
    );
    return new LiveView(house.organisation, totals, systemClock).snapshot(1).agents[userIds.anna]!;
  };
  const two = () =>
    new VirtualHouse([
      { name: "a", members: ["anna"] },
      { name: "b", members: ["anna"], settings: { presenceAffects: false } },
    ]);

  test("is told per group: a red presence only where it counts, a logout only where he is out", () => {
    const house = two();
    expect(annaIn(house).noCall).toEqual({});
    house.organisation.members.act(userIds.anna, { action: "setPresence", presence: "busy" });
    expect(annaIn(house).noCall).toEqual({ [groupId("a")]: "presence" });
    house.organisation.members.act(userIds.anna, { action: "logOut", groupId: groupId("b") });
    expect(annaIn(house).noCall).toEqual({ [groupId("a")]: "presence", [groupId("b")]: "loggedOut" });
  });

  test("is a red presence as a whole only when it counts in every group that he is logged in to", () => {
    const house = two();
    house.organisation.members.act(userIds.anna, { action: "setPresence", presence: "busy" });
    expect(annaIn(house).status.kind).toBe("free");
    house.organisation.members.act(userIds.anna, { action: "logOut", groupId: groupId("b") });
    expect(annaIn(house).status.kind).toBe("presence");
  });
});

test("who was logged out after unanswered calls is told apart from who left by himself, until he or a supervisor changes it", async () => {
  const { house, view } = watched({ members: ["anna"], settings: { logoutAfterMissed: 1, ringSeconds: 5 } });
  const { members } = house.organisation;
  const told = () => {
    const { agents, groups } = view.snapshot(1);
    return [agents[userIds.anna]!.noCall[groupId("a")], groups[groupId("a")]!.loggedOutByMisses];
  };
  const miss = async () => {
    await house.call("a");
    await house.pass(5);
  };
  await miss();
  expect(told()).toEqual(["missed", 1]);
  members.act(userIds.anna, { action: "logIn", groupId: groupId("a") });
  expect(told()).toEqual([undefined, 0]);
  members.act(userIds.anna, { action: "logOut" });
  expect(told()).toEqual(["loggedOut", 0]);
  members.act(userIds.anna, { action: "logIn" });
  await miss();
  expect(told()).toEqual(["missed", 1]);
  members.act(userIds.anna, { action: "logOut" });
  expect(told()).toEqual(["loggedOut", 0]);
});

describe("opening hours", () => {
  const monday = [[{ opens: 8 * 60, closes: 16 * 60 }], [], [], [], [], [], []];
  test("are seen with the time of the next change, and follow it", async () => {
    const { house, seen } = watched({ hours: { alwaysOpen: false, weekly: monday } });
    expect(seen().group).toMatchObject({ open: true, changesAt: "2026-03-02T14:00:00.000Z", closedReason: null });
    await house.pass(4 * 3600 + 1);
    expect(seen().group).toMatchObject({ open: false, changesAt: "2026-03-09T06:00:00.000Z", closedReason: "outsideHours" });
  });

  test("that somebody has gone over by hand are seen with the switch, its time and its hand, until the timetable counts again", () => {
    const { house, seen } = watched();
    expect(seen().group.byHand).toBeNull();
    house.configure([{ name: "a", members: ["anna", "mikko"], hours: { manual: "emergency" } }]);
    const byHand = { manual: "emergency", since: "1970-01-01T00:00:00.000Z", by: "Sari Salo" };
    expect(seen().group).toMatchObject({ open: false, closedReason: "emergency", byHand });
    house.configure([{ name: "a", members: ["anna", "mikko"] }]);
    expect(seen().group).toMatchObject({ open: true, byHand: null });
  });

  test("whose next change is more than a week away are not forgotten", async () => {
    // Easter Monday is in between.
    vi.setSystemTime(new Date("2026-03-30T15:00:00Z"));
    const { house, seen } = watched({ hours: { alwaysOpen: false, weekly: monday } });
    expect(seen().group).toMatchObject({ open: false, changesAt: null });
    await house.pass(8 * 86_400);
    expect(seen().group).toMatchObject({ open: false, changesAt: "2026-04-13T05:00:00.000Z" });
    await house.pass(6 * 86_400 - 5 * 3600);
    expect(seen().group).toMatchObject({ open: true });
  });
});

test("who and what has not changed is the very same object at the next look: the queue moves up without being told anew", async () => {
  const { house, view } = watched();
  await house.call("a");
  await house.call("a");
  await house.call("a");
  const before = view.snapshot(1);
  await house.pickUp("anna");
  const after = view.snapshot(2);
  const [answered] = Object.values(before.calls);
  expect(after.calls[answered!.callId]).not.toBe(answered);
  expect(queueOf(after, groupId("a")).map(({ call, position }) => [position, call === before.calls[call.callId]])).toEqual([
    [1, true],
    [2, true],
  ]);
  expect([
    after.agents[userIds.mikko] === before.agents[userIds.mikko],
    after.agents[userIds.anna] === before.agents[userIds.anna],
  ]).toEqual([true, false]);
  const again = view.snapshot(3);
  for (const [id, call] of Object.entries(again.calls)) expect(call).toBe(after.calls[id]);
});

test("the queue is seen in the order in which it is served, also when somebody has been put first", async () => {
  const { house, view } = watched({ members: ["anna"] });
  for (const number of ["0401111111", "0402222222", "0403333333", "0404444444"]) await house.call("a", { number });
  const { organisation } = house;
  await house.pickUp("anna");
  const seen = () => queueOf(view.snapshot(1), groupId("a")).map(({ call }) => call.callId);
  expect(seen()).toEqual(organisation.state.order);
  organisation.byHand.act(organisation.state.order[2]!, userIds.sanna, null, { action: "front" });
  organisation.byHand.act(organisation.state.order[2]!, userIds.sanna, null, { action: "front" });
  expect(seen()).toEqual(organisation.state.order);
  expect(queueOf(view.snapshot(1), groupId("a")).map(({ call, position }) => [position, call.callerNumber])).toEqual([
    [1, "0403333333"],
    [2, "0404444444"],
    [3, "0402222222"],
  ]);
});

test("two looks at an unchanged house see the same", async () => {
  const { house, seen } = watched();
  await house.call("a");
  await house.pass(1.234);
  expect(seen()).toEqual(seen());
});
