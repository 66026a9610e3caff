/** What callers live through, told as stories in virtual time. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { announcementId, type GroupSketch, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const house = (group: Partial<GroupSketch> = {}, options = {}) => new VirtualHouse([{ name: "a", ...group }], options);

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

  test("who is gone is gone once: whatever ends him again tells nobody anything", async () => {
    const h = house();
    const caller = await h.call("a");
    const session = [...h.organisation.sessions.values()][0]!;
    caller.leave();
    await settle();
    const decided = h.history.length;
    session.gone();
    session.close("failed", "internalError", "error");
    expect([h.history.length, h.outcomes()]).toEqual([decided, [["a", "abandoned", "callerHungUp"]]]);
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

  test("of a member with two devices, answered at both in the same moment: one talks, the other is ended", async () => {
    const h = house();
    h.signaling.phones.set(userIds.anna, ["ipPhone", "workstation"]);
    h.organisation.targetsChanged(userIds.anna);
    const caller = await h.call("a");
    const [desk, computer] = h.signaling.rings;
    const legs = [desk!.pickUp(), computer!.pickUp()];
    await settle();
    expect(legs).toMatchObject([{ state: "up" }, { state: "endedByUs", reason: "answeredElsewhere" }]);
    caller.leave();
    await settle();
    h.expectBalanced();
  });

  test("of the first phone that a member registers begins at once", async () => {
    const h = house({ members: ["anna", "mikko"] }, { phones: ["mikko"] });
    await h.call("a");
    await h.pickUp("mikko");
    await h.call("a");
    expect(h.isRinging("anna")).toBe(false);
    h.signaling.phones.set(userIds.anna, ["ipPhone"]);
    h.organisation.targetsChanged(userIds.anna);
    await settle();
    expect(h.isRinging("anna")).toBe(true);
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
