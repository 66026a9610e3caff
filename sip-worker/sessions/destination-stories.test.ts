/** Where a call goes that cannot be served or begun, told as stories in virtual time. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { announcementId, type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const house = (group: Partial<GroupSketch> = {}, options = {}) => new VirtualHouse([{ name: "a", ...group }], options);
const noAgents = "prompt:fi:group.noAgents";

describe("where a call goes that cannot be served", () => {
  const nobody = { loggedIn: [] };
  const withDestination = (noAgentsDestination: NonNullable<GroupSketch["queue"]>["noAgentsDestination"]) =>
    house({ queue: { noAgentsDestination } }, nobody);

  test("the busy announcement, then the end", async () => {
    const h = withDestination({ kind: "busy" });
    const caller = await h.call("a");
    expect(h.news()).toEqual([`0 s  caller hears ${noAgents}`]);
    await h.playedOut();
    expect([caller.leg?.state, h.outcomes()]).toEqual(["endedByUs", [["a", "overflowed", "noAgents"]]]);
    h.expectBalanced();
  });

  test.each([
    ["that nobody can serve him", "overflowed", "noAgents", {}],
    ["that it is closed", "closed", "manual", { hours: { manual: "closed" } }],
    ["that it is closed, unanswered", "closed", "manual", { hours: { manual: "closed" }, answerMode: "earlyMedia" }],
  ] as const)("who hangs up while he is told %s has not abandoned: his call is over", async (_what, outcome, reason, sketch) => {
    const h = house(sketch, nobody);
    const caller = await h.call("a");
    await h.pass(7);
    caller.leave();
    await settle();
    expect(h.outcomes()).toEqual([["a", outcome, reason]]);
    h.expectBalanced();
  });

  test("an announcement of its own", async () => {
    const h = withDestination({ kind: "announcement", announcementId: announcementId(3) });
    await h.call("a");
    expect(h.news()).toEqual(["0 s  caller hears announcement 3"]);
    await h.playedOut();
    h.expectBalanced();
  });

  test.each([
    ["noAgents", 480],
    ["full", 486],
  ] as const)("hanging up at once: %s is %s", async (reason, status) => {
    const hangUp = { kind: "hangUp" } as const;
    const h =
      reason === "noAgents" ? withDestination(hangUp) : house({ members: ["anna"], queue: { maxWaiting: 0, overflowDestination: hangUp } });
    if (reason === "full") await h.call("a").then(() => h.pickUp("anna"));
    const caller = await h.call("a");
    expect([caller.rejectedWith, h.outcomes().at(-1)]).toEqual([status, ["a", "overflowed", reason]]);
  });

  test.each([
    { kind: "messageBox", messageBoxId: announcementId(1) },
    { kind: "outsideNumber", number: "0401" },
  ] as const)("$kind is not there yet: the announcement, never silence", async (destination) => {
    const h = withDestination(destination);
    await h.call("a");
    expect(h.news()).toEqual([`0 s  caller hears ${noAgents}`]);
  });

  test("a user, who answers; he is rung by no queue meanwhile", async () => {
    const h = new VirtualHouse([
      { name: "a", members: ["anna"], queue: { noAgentsDestination: { kind: "user", userId: userIds.mikko } } },
      { name: "b", members: ["mikko"] },
    ]);
    h.organisation.members.act(userIds.anna, { action: "logOut" });
    const caller = await h.call("a");
    expect(h.news()).toEqual(["0 s  caller hears ringback", "0 s  mikko rings"]);
    const { leg } = await h.pickUp("mikko");
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    await h.call("b");
    expect(h.isRinging("mikko")).toBe(false);
    leg!.hangUp();
    await settle();
    expect([caller.leg?.state, h.isRinging("mikko")]).toEqual(["endedByUs", true]);
    h.callers[1]!.leave();
    await settle();
    h.expectBalanced();
  });

  test.each([
    ["does not answer in 30 seconds", async (h: VirtualHouse) => h.pass(30)],
    ["declines", async (h: VirtualHouse) => h.ring("mikko").refuse("declined")],
  ])("a user who %s: the announcement", async (_what, happens) => {
    const h = withDestination({ kind: "user", userId: userIds.mikko });
    await h.call("a");
    const ring = h.ring("mikko");
    await happens(h);
    await settle();
    expect([ring.over, h.callerLeg().hears]).toEqual([true, noAgents]);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    h.expectBalanced();
  });

  test("a user without a phone: the announcement at once, and no timer is left", async () => {
    const h = withDestination({ kind: "user", userId: userIds.mikko });
    h.signaling.phones.clear();
    await h.call("a");
    expect(h.callerLeg().hears).toBe(noAgents);
    await h.pass(31);
    expect(h.news().filter((line) => line.includes(noAgents))).toHaveLength(1);
    await h.playedOut();
    h.expectBalanced();
  });

  test("a user who is rung when the caller gives up: the phone stops", async () => {
    const h = withDestination({ kind: "user", userId: userIds.mikko });
    const caller = await h.call("a");
    const ring = h.ring("mikko");
    caller.leave();
    await settle();
    expect(ring.cancelled).toBe("callerLeft");
    expect(h.outcomes()).toEqual([["a", "abandoned", "callerHungUp"]]);
    await h.pass(31);
    h.expectBalanced();
  });

  test("another group, with a record of its own, keeping the time of arrival", async () => {
    const h = new VirtualHouse([
      { name: "a", members: ["anna"], queue: { maxWaitSeconds: 10, overflowDestination: { kind: "group", groupId: groupId("b") } } },
      { name: "b", members: ["mikko"] },
    ]);
    await h.call("a");
    await h.pickUp("anna");
    await h.call("a");
    await h.pass(10);
    expect(h.outcomes()).toEqual([["a", "overflowed", "maxWait"]]);
    await h.pickUp("mikko");
    for (const caller of h.callers) caller.leave();
    await settle();
    expect(h.outcomes().slice(1)).toEqual([
      ["a", "answered", "callerHungUp"],
      ["b", "answered", "callerHungUp"],
    ]);
    h.expectBalanced();
  });

  test("a ring of groups ends after five, with the announcement", async () => {
    const names = ["a", "b"];
    const next = (name: string) => (name === "a" ? "b" : "a");
    const h = new VirtualHouse(
      names.map((name) => ({ name, queue: { noAgentsDestination: { kind: "group" as const, groupId: groupId(next(name)) } } })),
      nobody,
    );
    await h.call("a");
    await h.playedOut();
    expect(h.outcomes()).toHaveLength(6);
    expect(h.news()).toEqual([`0 s  caller hears ${noAgents}`]);
    h.expectBalanced();
  });

  test("a group that is gone: the announcement", async () => {
    const h = withDestination({ kind: "group", groupId: groupId("z") });
    await h.call("a");
    expect(h.callerLeg().hears).toBe(noAgents);
  });

  test("closed hours: their destination, and the reason", async () => {
    const h = house({ hours: { alwaysOpen: false, manual: "emergency" } });
    await h.call("a");
    expect(h.news()).toEqual(["0 s  caller hears prompt:fi:group.closed"]);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "closed", "emergency"]]);
    h.expectBalanced();
  });
});

describe("a call that cannot begin", () => {
  test.each([
    ["g729", 488, "noCommonCodec"],
    ["malformed", 400, "noCommonCodec"],
  ])("offering %s is %s", async (offer, status, reason) => {
    const h = house();
    expect((await h.call("a", { offer })).rejectedWith).toBe(status);
    expect(h.outcomes()).toEqual([["a", "failed", reason]]);
    h.expectBalanced();
  });

  test("without a free port is 503", async () => {
    const h = house();
    h.media.mode = "full";
    expect((await h.call("a")).rejectedWith).toBe(503);
    expect(h.outcomes()).toEqual([["a", "failed", "noPorts"]]);
    h.expectBalanced();
  });

  test("because our media is broken is 500, with an outcome", async () => {
    const h = house();
    h.media.mode = "broken";
    expect((await h.call("a")).rejectedWith).toBe(500);
    expect(h.outcomes()).toEqual([["a", "failed", "internalError"]]);
    h.errors.splice(0);
    h.expectBalanced();
  });

  test("to a number that nobody has, or to a test number from outside, is 404", async () => {
    const h = new VirtualHouse([{ name: "a" }, { name: "t" }]);
    expect([(await h.call("x")).rejectedWith, (await h.call("t")).rejectedWith]).toEqual([404, 404]);
    expect((await h.call("t", { by: "sanna" })).rejectedWith).toBeNull();
    expect(h.writes.filter((write) => write.kind === "arrival")).toHaveLength(1);
  });

  test("with a late offer gets ours, and the answer from the ACK", async () => {
    const h = house();
    const caller = await h.call("a", { offer: null });
    expect(caller.state).toBe("answered");
    caller.onAnswer!("their answer");
    expect(h.isRinging("anna")).toBe(true);
  });

  test("with an answer in the ACK that we cannot use ends, by BYE, as failed", async () => {
    const h = house();
    const caller = await h.call("a", { offer: null });
    caller.onAnswer!("g729");
    await settle();
    expect([caller.leg?.state, h.outcomes(), h.isRinging("anna")]).toEqual(["endedByUs", [["a", "failed", "noCommonCodec"]], false]);
    h.expectBalanced();
  });

  test("cancelled while a port is being found: nothing rings, nothing is left", async () => {
    const h = house();
    h.media.mode = "slow";
    const caller = await h.call("a");
    caller.cancel();
    h.media.letOpen();
    await settle();
    expect([h.news(), h.outcomes()]).toEqual([[], [["a", "abandoned", "callerHungUp"]]]);
    h.expectBalanced();
  });

  test("cancelled while the 200 is on its way, whoever wins", async () => {
    for (const winner of ["cancel", "answer"] as const) {
      const h = house();
      const caller = await h.call("a", { slow: true });
      caller.cancel();
      if (winner === "answer") caller.confirm();
      else caller.refuseAnswer();
      await settle();
      expect(h.outcomes()).toEqual([["a", "abandoned", "callerHungUp"]]);
      h.expectBalanced();
    }
  });

  test("to a group that is deleted while a port is being found is refused", async () => {
    const h = house();
    h.media.mode = "slow";
    const caller = await h.call("a");
    h.configure([{ name: "b" }]);
    h.media.letOpen();
    await settle();
    expect([caller.rejectedWith, h.outcomes()]).toEqual([404, [["a", "failed", "groupDeleted"]]]);
    h.expectBalanced();
  });
});
