/** What callers and members live through, told as stories in virtual time. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { announcementId, type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const house = (group: Partial<GroupSketch> = {}, options = {}) => new VirtualHouse([{ name: "a", ...group }], options);
const noAgents = "prompt:fi:group.noAgents";

describe("a caller", () => {
  test("hears the announcement, then the ringing tone, then the member; the member hangs up", async () => {
    const h = house({ announcements: { queueEntryAnnouncementId: announcementId(1) } });
    const caller = await h.call("a");
    await h.pass(3);
    await h.playedOut();
    await h.pass(2);
    const { leg } = await h.pickUp("anna");
    await h.pass(30);
    leg!.hangUp();
    await settle();
    expect(h.news()).toEqual([
      "0 s  caller hears announcement 1",
      "0 s  anna rings",
      "3 s  caller hears ringback",
      "5 s  caller hears silence",
      "5 s  caller hears anna",
      "5 s  anna hears caller",
    ]);
    expect(caller.leg).toMatchObject({ state: "endedByUs", reason: "normal" });
    expect(h.outcomes()).toEqual([["a", "answered", "memberHungUp"]]);
    expect(h.events()).toEqual(["arrived", "queued", "ringing", "answeredByService", "answered", "ended"]);
    const end = h.writes.find((write) => write.kind === "end")!;
    expect(end).toMatchObject({ end: { endedBy: "member", waitSeconds: 5, talkSeconds: 30 } });
    h.expectBalanced();
  });

  test("hangs up in the talk: the member's phone is released, and the member is free", async () => {
    const h = house();
    const caller = await h.call("a");
    const { leg } = await h.pickUp("anna");
    caller.leave();
    await settle();
    expect(leg).toMatchObject({ state: "endedByUs", reason: "callerLeft" });
    expect([h.outcomes(), h.activity("anna")]).toEqual([[["a", "answered", "callerHungUp"]], "idle"]);
    h.expectBalanced();
  });

  test("with everybody busy hears music, and is served first when a member becomes free", async () => {
    const h = house({ announcements: { playRingback: false } });
    await h.call("a");
    const talk = await h.pickUp("anna");
    await h.call("a");
    await h.pass(1);
    await h.call("a");
    h.news();
    await h.pass(9);
    talk.leg!.hangUp();
    await settle();
    expect(h.news()).toEqual(["10 s  anna rings"]);
    expect(h.ring("anna").request.from.name).toBe("a");
    await h.pickUp("anna");
    expect([h.callerLeg(1).hears.includes(":"), h.callerLeg(2).hears]).toEqual([true, "music:default"]);
  });

  test("who gives up in the queue stops the ringing, and is abandoned", async () => {
    const h = house();
    const caller = await h.call("a");
    const ring = h.ring("anna");
    await h.pass(7);
    caller.leave();
    await settle();
    expect(ring.cancelled).toBe("callerLeft");
    expect([h.outcomes(), h.activity("anna")]).toEqual([[["a", "abandoned", "callerHungUp"]], "idle"]);
    h.expectBalanced();
  });

  test("hears the progress announcement at its interval, from the end of one to the start of the next, but not over ringing", async () => {
    const progress = { progressAnnouncementId: announcementId(2), progressIntervalSeconds: 45 };
    const h = house({ announcements: progress, members: ["anna"] });
    await h.call("a");
    await h.pickUp("anna");
    await h.call("a");
    h.news();
    await h.pass(45);
    await h.pass(5);
    await h.playedOut(1);
    await h.pass(44.9);
    expect(h.news()).toEqual(["45 s  caller hears announcement 2", "50 s  caller hears music:default"]);
    h.signaling.phones.set(userIds.mikko, ["ipPhone"]);
    h.configure([{ name: "a", announcements: progress, members: ["anna", "mikko"] }]);
    await h.pass(10);
    expect(h.news()).toEqual(["94.9 s  caller hears ringback", "94.9 s  mikko rings"].sort(() => 0));
    h.ring("mikko").refuse("declined");
    await settle();
    expect(h.news()).toEqual(["104.9 s  caller hears announcement 2"]);
  });

  test("whose phone is asked anew in the talk gets an answer; so does the member's; what we cannot do is refused", async () => {
    const h = house();
    const caller = await h.call("a");
    expect(caller.leg!.reoffer("hold")).toBe("answer to hold");
    const { leg } = await h.pickUp("anna");
    expect([leg!.reoffer("hold"), leg!.reoffer(null), leg!.reoffer("g729")]).toEqual(["answer to hold", "our offer", null]);
    expect(caller.leg!.reoffer("moved")).toBe("answer to moved");
    expect(h.callerLeg().hears).toContain(userIds.anna);
  });

  test("who sends nothing for a minute in the talk is let go; in the queue he may be silent", async () => {
    const h = house();
    await h.call("a");
    h.callerLeg().silent();
    expect(h.organisation.sessions.size).toBe(1);
    await h.pickUp("anna");
    h.callerLeg().silent();
    await settle();
    expect(h.outcomes()).toEqual([["a", "answered", "mediaTimeout"]]);
    h.expectBalanced();
  });
});

describe("a ring", () => {
  test("that nobody answers goes to the next after 20 seconds; the caller keeps his place", async () => {
    const h = house({ members: ["anna", "mikko"], announcements: { playRingback: true } });
    await h.call("a");
    const first = h.ring("anna");
    await h.pass(20);
    expect(first.cancelled).toBe("timeout");
    await h.pickUp("mikko");
    expect(h.news().filter((line) => line.endsWith("rings"))).toEqual(["0 s  anna rings", "20 s  mikko rings"]);
    expect(h.events().filter((kind) => kind.startsWith("ring"))).toEqual(["ringing", "ringEnded", "ringing"]);
  });

  test("of several: the first answer wins, the others are told that the call was completed elsewhere", async () => {
    const h = house({ members: ["anna", "mikko", "sanna"], settings: { ringSimultaneously: 3 } });
    await h.call("a");
    const [anna, sanna] = [h.ring("anna"), h.ring("sanna")];
    await h.pickUp("mikko");
    expect([anna.cancelled, sanna.cancelled]).toEqual(["answeredElsewhere", "answeredElsewhere"]);
  });

  test("that two answer in the same moment: one talks, the other is ended and free", async () => {
    const h = house({ members: ["anna", "mikko"], settings: { ringSimultaneously: 2 } });
    const caller = await h.call("a");
    const [anna, mikko] = [h.ring("anna"), h.ring("mikko")];
    anna.pickUp();
    mikko.pickUp();
    await settle();
    expect([anna.leg?.state, mikko.leg?.state]).toEqual(["up", "endedByUs"]);
    expect([h.activity("anna"), h.activity("mikko")]).toEqual(["talking", "idle"]);
    caller.leave();
    await settle();
    h.expectBalanced();
  });

  test("of a member with two devices: one that is busy does not end the other, one that declines does", async () => {
    const h = house();
    h.signaling.phones.set(userIds.anna, ["ipPhone", "workstation"]);
    h.organisation.targetsChanged(userIds.anna);
    await h.call("a");
    const [desk, computer] = h.signaling.rings;
    desk!.refuse("busy");
    await settle();
    expect([computer!.over, h.activity("anna")]).toEqual([false, "offered"]);
    computer!.refuse("declined");
    await settle();
    expect(h.activity("anna")).toBe("idle");
  });

  test("answered with sound that we cannot use is ended, and the next is rung", async () => {
    const h = house({ members: ["anna", "mikko"] });
    await h.call("a");
    const ring = h.ring("anna");
    ring.pickUp("g729");
    await settle();
    expect(ring.leg).toMatchObject({ state: "endedByUs", reason: "error" });
    expect(h.isRinging("mikko")).toBe(true);
  });

  test("whose caller leaves in the moment of the answer frees the member at once", async () => {
    const h = house();
    const caller = await h.call("a");
    const ring = h.ring("anna");
    ring.pickUp();
    caller.leave();
    await settle();
    expect([ring.leg?.state, h.activity("anna")]).toEqual(["endedByUs", "idle"]);
    expect(h.outcomes()).toEqual([["a", "abandoned", "callerHungUp"]]);
    h.expectBalanced();
  });

  test("for which no port is left counts as failed, and the next is rung", async () => {
    const h = house({ members: ["anna", "mikko"] });
    const first = h.call("a");
    await first;
    h.ring("anna").refuse("busy");
    h.media.mode = "full";
    await settle();
    expect(h.isRinging("anna")).toBe(false);
    h.media.mode = "ready";
    await h.pass(6);
    expect(h.isRinging("mikko") || h.isRinging("anna")).toBe(true);
  });

  test("that breaks in our media does not hold the member for its whole time", async () => {
    const h = house({ members: ["anna"] });
    await h.call("a");
    h.ring("anna").refuse("busy");
    h.media.mode = "broken";
    await h.pass(5.1);
    expect(h.activity("anna")).toBe("idle");
  });

  test("of a caller that leaves the queue by it ends in the timeline too", async () => {
    const h = house({ queue: { maxAttempts: 1, noAgentsDestination: { kind: "announcement", announcementId: announcementId(3) } } });
    await h.call("a");
    h.ring("anna").refuse("declined");
    await settle();
    expect(h.events()).toEqual(["arrived", "queued", "ringing", "answeredByService", "ringEnded", "overflowed"]);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "overflowed", "attempts"]]);
    h.expectBalanced();
  });
});

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
  h.organisation.close();
  await settle();
  expect(h.outcomes()).toEqual([
    ["a", "answered", "workerStopped"],
    ["a", "failed", "workerStopped"],
  ]);
  expect(h.callers.map((caller) => caller.leg?.reason)).toEqual(["shutdown", "shutdown"]);
  expect(h.media.portsInUse()).toBe(0);
  expect(h.signaling.rings.every((ring) => ring.over)).toBe(true);
});
