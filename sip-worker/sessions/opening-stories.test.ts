/** Opening and closing as callers live through it (product.md, "Around the group"). It is Monday, 12:00 in Helsinki. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { TodayTotals } from "./day-totals.ts";
import { LiveView } from "./live-view.ts";
import { announcementId, type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const noon = 12 * 60;
const monday = (...ranges: { opens: number; closes: number }[]) => ({
  alwaysOpen: false,
  weekly: [ranges, [], [], [], [], [], []],
});
const closed = "announcement 3";
const destinations = { kind: "announcement", announcementId: announcementId(3) } as const;
const closedDestinations = {
  outsideHours: destinations,
  exception: destinations,
  holiday: destinations,
  manual: destinations,
  emergency: destinations,
};

const heard = (h: VirtualHouse) => h.news().filter((line) => !line.endsWith("silence"));

/** Anna talks with the first caller; the second waits. */
async function busyGroup(hours: GroupSketch["hours"]) {
  const sketch: GroupSketch = { name: "a", members: ["anna"], announcements: { playRingback: false }, hours };
  const h = new VirtualHouse([sketch]);
  await h.call("a");
  const talk = await h.pickUp("anna");
  await h.call("a");
  h.news();
  const change = (changed: GroupSketch["hours"]) => h.configure([{ ...sketch, hours: { ...hours, ...changed } }]);
  return { h, talk, change };
}

test("at arrival closed comes before no agents and before full", async () => {
  const hours = { ...monday({ opens: 8 * 60, closes: 9 * 60 }), closedDestinations };
  for (const loggedIn of [[], ["anna"]] as const) {
    const h = new VirtualHouse([{ name: "a", members: ["anna"], hours, queue: { maxWaiting: 0 } }], { loggedIn });
    h.organisation.post({ type: "ownCallStarted", agentId: userIds.anna });
    await h.call("a");
    expect(h.callerLeg().hears).toBe(closed);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "closed", "outsideHours"]]);
  }
});

describe("at closing, a caller who waits", () => {
  test("is served for the set time, then goes to the closed destination with its reason", async () => {
    const { h } = await busyGroup({
      ...monday({ opens: 8 * 60, closes: noon + 1 }),
      serveAfterCloseMinutes: 2,
      closedDestinations,
    });
    await h.pass(60 + 119);
    expect(heard(h)).toEqual([]);
    await h.pass(1);
    expect(heard(h)).toEqual([`180 s  caller hears ${closed}`]);
    await h.playedOut(1);
    expect(h.outcomes()).toEqual([["a", "closed", "outsideHours"]]);
    h.callers[0]!.leave();
    await settle();
    h.expectBalanced();
  });

  test("is rung for when a member becomes free in that time; a new caller is not taken", async () => {
    const { h, talk } = await busyGroup({ ...monday({ opens: 8 * 60, closes: noon + 1 }), serveAfterCloseMinutes: 2 });
    await h.pass(70);
    await h.call("a");
    expect(h.callerLeg(2).hears).toBe("prompt:fi:group.closed");
    await h.pass(30);
    talk.leg!.hangUp();
    await settle();
    await h.pickUp("anna");
    await h.pass(100);
    expect(h.outcomes()).toEqual([["a", "answered", "memberHungUp"]]);
    expect(h.activity("anna")).toBe("talking");
  });

  test.each([
    [0, 60],
    [1, 120],
    [1440, null],
  ])("serve %d minutes: he leaves after %s seconds", async (serveAfterCloseMinutes, leavesAfter) => {
    const { h } = await busyGroup({ ...monday({ opens: 8 * 60, closes: noon + 1 }), serveAfterCloseMinutes, closedDestinations });
    await h.pass((leavesAfter ?? 7200) - 0.1);
    expect(heard(h)).toEqual([]);
    await h.pass(0.2);
    expect(heard(h)).toEqual(leavesAfter === null ? [] : [`${leavesAfter} s  caller hears ${closed}`]);
  });

  test("by the switch is served for the set time, counted from the switch; the reason is the switch", async () => {
    const { h, change } = await busyGroup({ serveAfterCloseMinutes: 1, closedDestinations });
    await h.pass(10);
    change({ manual: "emergency" });
    await h.pass(59.9);
    expect(heard(h)).toEqual([]);
    await h.pass(0.1);
    expect(heard(h)).toEqual([`70 s  caller hears ${closed}`]);
    await h.playedOut(1);
    expect(h.outcomes()).toEqual([["a", "closed", "emergency"]]);
  });

  test("stays when it is opened again in that time", async () => {
    const { h, change } = await busyGroup({ serveAfterCloseMinutes: 1 });
    change({ manual: "closed" });
    await h.pass(30);
    change({ manual: "automatic" });
    await h.pass(600);
    expect(heard(h)).toEqual([]);
  });

  test("follows a new serving time, counted from the closing", async () => {
    const { h, change } = await busyGroup({ serveAfterCloseMinutes: 10, closedDestinations });
    change({ manual: "closed" });
    await h.pass(90);
    change({ manual: "closed", serveAfterCloseMinutes: 2 });
    await h.pass(29.9);
    expect(heard(h)).toEqual([]);
    await h.pass(0.1);
    expect(heard(h)).toEqual([`120 s  caller hears ${closed}`]);
  });
});

test("a worker that starts while it is closed knows it, and opens at the very moment", async () => {
  const h = new VirtualHouse([{ name: "a", hours: monday({ opens: noon + 30, closes: noon + 60 }) }]);
  expect(h.organisation.state.closed.has(groupId("a"))).toBe(true);
  await h.pass(30 * 60 - 0.1);
  expect(h.organisation.state.closed.has(groupId("a"))).toBe(true);
  await h.pass(0.1);
  expect(h.organisation.state.closed.has(groupId("a"))).toBe(false);
  await h.pass(30 * 60);
  expect(h.organisation.state.closed.has(groupId("a"))).toBe(true);
});

test.each([
  ["opens", 3_000, noon + 60, true],
  ["is open again, after the computer's date was set back", -3_000, noon, false],
])("a caller who comes before the timer when the group %s is served", async (_what, shiftMs, opens, closedBefore) => {
  let shift = 0;
  const clock = { ...systemClock, date: () => new Date(Date.now() + shift) };
  const h = new VirtualHouse(
    [{ name: "a", hours: monday({ opens: closedBefore ? opens : 0, closes: closedBefore ? 1440 : opens + 60 }) }],
    {
      clock,
    },
  );
  await h.pass(closedBefore ? 3599 : 3601);
  expect(h.organisation.state.closed.has(groupId("a"))).toBe(true);
  shift = shiftMs;
  await h.call("a");
  expect([h.isRinging("anna"), h.organisation.state.closed.has(groupId("a"))]).toEqual([true, false]);
  shift = 0;
});

test("what is closed on a holiday is told to be so from its midnight on", async () => {
  vi.setSystemTime(new Date("2026-04-02T20:30:00Z"));
  const day = [{ opens: 8 * 60, closes: 9 * 60 }];
  const h = new VirtualHouse([{ name: "a", hours: { alwaysOpen: false, weekly: [day, day, day, day, day, day, day] } }]);
  const reason = () => h.organisation.opening.stateOf(groupId("a"));
  await h.pass(1799);
  expect(reason()).toMatchObject({ open: false, reason: "outsideHours" });
  await h.pass(1);
  expect(reason()).toMatchObject({ open: false, reason: "holiday" });
});

test("two groups that are closed by hand and lead to each other: after five groups the caller hears the prompt, and the round ends", async () => {
  const to = (name: string): GroupSketch["hours"] => ({
    manual: "closed",
    closedDestinations: { ...closedDestinations, manual: { kind: "group", groupId: groupId(name) } },
  });
  const h = new VirtualHouse([
    { name: "a", hours: to("b") },
    { name: "b", hours: to("a") },
  ]);
  await h.call("a");
  expect(heard(h)).toEqual(["0 s  caller hears prompt:fi:group.closed"]);
  await h.playedOut(0);
  const moved = (name: string) => [name, "closed", "manual"];
  expect(h.outcomes()).toEqual(["a", "b", "a", "b", "a", "b"].map(moved));
  h.callers[0]!.leave();
  await settle();
  h.expectBalanced();
});

test("a group that is deleted while closed leaves nothing behind", async () => {
  const h = new VirtualHouse([{ name: "a", hours: { manual: "closed" } }]);
  h.configure([{ name: "b" }]);
  expect(h.organisation.state.closed.size).toBe(0);
});

describe("without another event, supervisors are told", () => {
  test("of opening and closing", async () => {
    const h = new VirtualHouse([{ name: "a", hours: monday({ opens: noon + 1, closes: noon + 2 }) }]);
    const told = h.changes;
    await h.pass(59.9);
    expect(h.changes).toBe(told);
    await h.pass(0.1);
    expect(h.changes).toBeGreaterThan(told);
    const opened = h.changes;
    await h.pass(60);
    expect(h.changes).toBeGreaterThan(opened);
  });

  test("of midnight, when the day's figures begin anew", async () => {
    vi.setSystemTime(new Date("2026-03-02T21:59:00Z"));
    const h = new VirtualHouse([{ name: "a" }]);
    const totals = new TodayTotals(
      systemClock,
      () => "Europe/Helsinki",
      (id) => h.organisation.group(id),
    );
    const view = new LiveView(h.organisation, totals, systemClock);
    const caller = await h.call("a");
    caller.leave();
    await settle();
    for (const write of h.writes) totals.note(write);
    expect(view.snapshot(1).groups[groupId("a")]?.today.offered).toBe(1);
    const told = h.changes;
    await h.pass(59);
    expect(h.changes).toBe(told);
    await h.pass(1);
    expect(h.changes).toBe(told + 1);
    expect(view.snapshot(1).groups[groupId("a")]?.today.offered).toBe(0);
  });
});
