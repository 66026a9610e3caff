/** What members, changed settings and the end of the process do to calls, told as stories in virtual time. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { announcementId, type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const house = (group: Partial<GroupSketch> = {}, options = {}) => new VirtualHouse([{ name: "a", ...group }], options);
const noAgents = "prompt:fi:group.noAgents";

describe("a new configuration", () => {
  test("is followed by those who wait: new members are logged in and rung at once", async () => {
    const h = house({ members: [] }, { loggedIn: ["anna"] });
    const g = new VirtualHouse([{ name: "a", members: ["anna"] }], { loggedIn: ["anna"] });
    await g.call("a");
    await g.pickUp("anna");
    await g.call("a");
    expect(g.isRinging("mikko")).toBe(false);
    g.configure([{ name: "a", members: ["anna", "mikko"] }]);
    await settle();
    expect(g.isRinging("mikko")).toBe(true);
    h.configure([{ name: "a", members: ["mikko"] }]);
    await h.call("a");
    expect(h.isRinging("mikko")).toBe(true);
  });

  test("does not log in again whoever logged out and stays a member", async () => {
    const h = house({ members: ["anna", "mikko"] });
    h.organisation.members.act(userIds.mikko, { action: "logOut" });
    h.configure([{ name: "a", members: ["mikko", "anna"] }]);
    expect(h.organisation.state.agents.get(userIds.mikko)?.loggedIn.size).toBe(0);
  });

  test("without a member stops his ring; without the group lets its callers go with an announcement", async () => {
    const h = house({ members: ["anna", "mikko"] });
    await h.call("a");
    const ring = h.ring("anna");
    h.configure([{ name: "a", members: ["mikko"] }]);
    await settle();
    expect([ring.over, h.isRinging("mikko")]).toEqual([true, true]);
    h.configure([{ name: "b" }]);
    await settle();
    expect([h.isRinging("mikko"), h.callerLeg().hears]).toEqual([false, noAgents]);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "overflowed", "groupDeleted"]]);
    h.expectBalanced();
  });

  test.each([
    ["one attempt is allowed", { maxAttempts: 1 }],
    ["nobody may wait", { maxWaiting: 0 }],
  ])("that puts one member in the place of another rings the new one, though %s", async (_what, queue) => {
    const h = house({ members: ["anna"], queue }, { loggedIn: ["anna"] });
    await h.call("a");
    h.configure([{ name: "a", members: ["mikko"], queue }]);
    await settle();
    expect([h.isRinging("anna"), h.isRinging("mikko"), h.outcomes()]).toEqual([false, true, []]);
    h.callers[0]!.leave();
    await settle();
    h.expectBalanced();
  });

  test("in which the group, or the member, of a conversation is gone does not end it; his handle time is noted", async () => {
    for (const gone of ["group", "user"]) {
      const h = house({ settings: { wrapUpSeconds: 30 } });
      const noted = vi.spyOn(h.organisation.forecast, "noteHandled");
      const caller = await h.call("a");
      const { leg } = await h.pickUp("anna");
      await h.pass(20);
      const { configuration } = h.organisation;
      if (gone === "group") h.configure([{ name: "b" }]);
      else h.organisation.configure({ ...configuration, users: configuration.users.filter(({ id }) => id !== userIds.anna) });
      await h.pass(20);
      expect([caller.leg?.state, leg?.state, h.outcomes()]).toEqual(["up", "up", []]);
      caller.leave();
      await settle();
      expect(noted.mock.calls).toEqual([[groupId("a"), 40]]);
      expect(h.organisation.handledRecordId(userIds.anna)).toBeNull();
      expect(h.outcomes()).toEqual([["a", "answered", "callerHungUp"]]);
      h.expectBalanced();
    }
  });

  test("that deletes two members who talk: the handle time of each ends with his own conversation", async () => {
    const h = house({ members: ["anna", "mikko"] });
    const noted = vi.spyOn(h.organisation.forecast, "noteHandled");
    const callers = [await h.call("a"), await h.call("a")];
    for (const user of ["anna", "mikko"] as const) await h.pickUp(user);
    const { configuration } = h.organisation;
    h.organisation.configure({ ...configuration, users: [] });
    for (const caller of callers) {
      await h.pass(10);
      caller.leave();
      await settle();
    }
    expect(noted.mock.calls).toEqual([
      [groupId("a"), 10],
      [groupId("a"), 20],
    ]);
    h.expectBalanced();
  });

  test("changes what is heard from the next change on, and cuts nothing", async () => {
    const h = house({ members: ["anna"], announcements: { holdAudioId: announcementId(1) } });
    await h.call("a");
    await h.pickUp("anna");
    await h.call("a");
    h.news();
    h.configure([{ name: "a", members: ["anna"], announcements: { holdAudioId: announcementId(2) } }]);
    await h.pass(5);
    expect(h.news()).toEqual([]);
    h.callers[0]!.leave();
    await settle();
    h.ring("anna").refuse("declined");
    await settle();
    expect(h.callerLeg(1).hears).toBe("announcement 2");
  });
});

describe("a member", () => {
  test("who calls the service himself is busy, also when the call is moved, and free when it ends", async () => {
    const h = new VirtualHouse([
      { name: "a", members: ["anna", "mikko"] },
      { name: "b", members: ["anna"] },
    ]);
    const caller = await h.call("a", { by: "anna" });
    expect([h.activity("anna"), h.isRinging("anna"), h.isRinging("mikko")]).toEqual(["ownCall", false, true]);
    caller.leave();
    await settle();
    h.expectBalanced();
  });

  test("keeps the name of his presence over a restart of the worker, whatever else he changes", () => {
    const h = house();
    h.organisation.members.act(userIds.anna, { action: "pause" });
    h.organisation.members.act(userIds.anna, { action: "setPresence", presence: "busy", name: "Kokouksessa" });
    expect(h.personalStates).toEqual(["anna Paikalla", "anna Kokouksessa"]);
  });

  test("misses two in a row and is logged out, and the database is told", async () => {
    const h = house({ settings: { logoutAfterMissed: 2 } });
    await h.call("a");
    await h.pass(41);
    expect(h.logins).toEqual(["anna out"]);
    await h.pass(11);
    expect(h.callerLeg().hears).toBe(noAgents);
  });

  test("in wrap-up is not rung, and is rung when it ends or he finishes it", async () => {
    const h = house({ settings: { wrapUpSeconds: 60 } });
    for (const finish of [async () => h.pass(60), async () => void h.organisation.members.act(userIds.anna, { action: "finishWrapUp" })]) {
      const caller = await h.call("a");
      await h.pickUp("anna");
      caller.leave();
      await settle();
      const next = await h.call("a");
      expect([h.activity("anna"), h.isRinging("anna")]).toEqual(["wrapUp", false]);
      await finish();
      await settle();
      expect(h.isRinging("anna")).toBe(true);
      next.leave();
      await settle();
    }
    h.expectBalanced();
  });
});

test("at the end of the process every call ends, with an outcome", async () => {
  const h = house({ members: ["anna", "mikko"], settings: { ringSimultaneously: 1 } });
  await h.call("a");
  await h.pickUp("anna");
  await h.call("a");
  h.organisation.stop();
  await settle();
  expect(h.outcomes()).toEqual([
    ["a", "answered", "workerStopped"],
    ["a", "failed", "workerStopped"],
  ]);
  expect(h.callers.map((caller) => caller.leg?.reason)).toEqual(["shutdown", "shutdown"]);
  expect(h.media.portsInUse()).toBe(0);
  expect(h.signaling.rings.every((ring) => ring.over)).toBe(true);
});
