/** When a caller waits no longer, and what a supervisor does by hand, in virtual time: each test names the behaviour of product.md and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import { waitingPosition } from "./explain.ts";
import { group, ordered, start } from "./simulation/sketch.ts";
import { type RulesInput, VirtualOrganisation } from "./simulation/virtual-organisation.ts";

describe("limits", () => {
  test("nobody logged in: the call goes to the no-agents destination at once", () => {
    const g = start(new VirtualOrganisation([{ id: "g", members: ["anna"] }], { quiet: true }));
    g.arrives("1");
    expect(g.news()).toEqual(["0 s  1 leaves: noAgents"]);
  });

  test("a paused member and one without a device are nobody; one who talks or is in wrap-up is somebody", () => {
    const g = start(group({ members: ["anna", "mikko"], wrapUpMs: 60_000 }));
    g.event({ type: "paused", agentId: "mikko" });
    g.arrives("1");
    g.answers("anna");
    g.arrives("2");
    g.endsCall("anna");
    g.arrives("3");
    expect(g.news().filter((line) => line.includes("leaves"))).toEqual([]);
    g.event({ type: "devicesChanged", agentId: "anna", reachable: [] });
    g.arrives("4");
    expect(g.news()).toEqual(["0 s  4 leaves: noAgents"]);
  });

  test("callers already waiting go to the no-agents destination 10 s after the last agent went, not if one comes back", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.answers("anna");
    g.arrives("2");
    g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
    g.advance(9);
    g.event({ type: "loggedIn", agentId: "anna", groupId: "g" });
    g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
    g.news();
    g.advance(10);
    expect(g.news()).toEqual(["19 s  2 leaves: noAgents"]);
  });

  test("most callers waiting: those who wait and ring count, those who talk do not", () => {
    const g = start(group({ members: ["anna", "mikko"], maxWaiting: 2 }));
    g.arrives("1");
    g.answers(g.log.at(-1)!.split(" at ")[1]!);
    for (const call of ["2", "3", "4"]) g.arrives(call);
    expect(g.news().filter((line) => line.includes("leaves"))).toEqual(["0 s  4 leaves: full"]);
  });

  test("most callers waiting 0: served only if a member is free at that moment", () => {
    const g = start(group({ members: ["anna"], maxWaiting: 0 }));
    g.arrives("1");
    g.answers("anna");
    g.arrives("2");
    g.endsCall("anna");
    g.arrives("3");
    g.refuses("anna");
    expect(g.news()).toEqual([
      "0 s  queue 1",
      "0 s  ring 1 at anna",
      "0 s  connect 1 to anna",
      "0 s  2 leaves: full",
      "0 s  queue 3",
      "0 s  ring 3 at anna",
      "0 s  3 leaves: full",
    ]);
  });

  test("longest wait: a ring in progress is allowed to end, no new ring starts", () => {
    const g = start(group({ members: ["anna"], maxWaitMs: 10_000 }));
    g.arrives("1");
    g.advance(25);
    expect(g.news().slice(2)).toEqual(["20 s  stop ringing anna: timeout", "20 s  1 leaves: maxWait"]);
    g.arrives("2");
    g.answers("anna");
    g.arrives("3");
    g.news();
    g.advance(10);
    expect(g.news()).toEqual(["35 s  3 leaves: maxWait"]);
  });

  test("longest wait: counted from the first entry, also of one who was put first, got another place, or was rung in vain", () => {
    const g = start(group({ members: ["anna"], maxWaitMs: 30_000 }));
    g.arrives("0");
    g.answers("anna");
    for (const call of ["1", "2", "3"]) g.arrives(call);
    g.news();
    g.advance(8);
    g.event({ type: "callPromoted", callId: "2" });
    g.event({ type: "placeTaken", callId: "3", arrivedAt: -1000 });
    g.endsCall("anna");
    g.advance(20);
    g.advance(2);
    g.refuses("anna");
    expect(g.news().filter((line) => line.includes("leaves"))).toEqual([
      "30 s  3 leaves: maxWait",
      "30 s  1 leaves: maxWait",
      "30 s  2 leaves: maxWait",
    ]);
  });

  test("most call attempts: rounds that ended unanswered count; unregistered phones and a caller hanging up do not", () => {
    const g = start(group({ members: ["anna"], maxAttempts: 1 }));
    g.arrives("1");
    g.refuses("anna", "unreachable");
    g.advance(5);
    expect(g.news().at(-1)).toBe("5 s  ring 1 at anna");
    g.advance(20);
    expect(g.news()).toEqual(["25 s  stop ringing anna: timeout", "25 s  1 leaves: attempts"]);
  });

  test("most call attempts: a round in which one declines is an attempt, though the next could not be reached", () => {
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true, maxAttempts: 1 }));
    g.arrives("1");
    g.refuses("anna", "declined");
    g.refuses("mikko", "unreachable");
    expect(g.news().at(-1)).toBe("0 s  1 leaves: attempts");
  });

  test("at arrival no agents comes before full", () => {
    for (const maxWaiting of [0, 1]) {
      const g = start(group({ members: ["anna"], maxWaiting }));
      g.arrives("1");
      g.answers("anna");
      g.arrives("2");
      g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
      g.news();
      g.arrives("3");
      expect(g.news()).toEqual(["0 s  3 leaves: noAgents"]);
    }
  });

  test("in the queue the end of the time after closing comes before attempts and the longest wait", () => {
    const g = start(group({ members: ["anna"], maxAttempts: 1, maxWaitMs: 20_000 }));
    g.arrives("1");
    g.event({ type: "groupClosed", groupId: "g", servedUntil: 20_000 });
    g.advance(20);
    expect(g.news().at(-1)).toBe("20 s  1 leaves: closed");
  });

  test("in the queue no agents comes before attempts, and attempts before the longest wait", () => {
    const ends = (happens: (g: VirtualOrganisation) => unknown) => {
      const g = start(group({ members: ["anna"], maxAttempts: 1, maxWaitMs: 20_000 }));
      g.arrives("1");
      happens(g);
      g.advance(20);
      return g.news().at(-1);
    };
    expect(ends((g) => g.event({ type: "loggedOut", agentId: "anna", groupId: "g" }))).toBe("20 s  1 leaves: noAgents");
    expect(ends(() => {})).toBe("20 s  1 leaves: attempts");
  });

  test("a group that is deleted lets its callers go", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.news();
    g.configure([]);
    expect(g.news()).toEqual(["0 s  stop ringing anna: queueLeft", "0 s  1 leaves: groupDeleted"]);
  });
});

describe("by hand", () => {
  const waiting = (settings: Partial<RulesInput> = {}) => {
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true, ...settings }));
    g.event({ type: "paused", agentId: "mikko" });
    g.arrives("0");
    g.answers("anna");
    g.advance(1);
    g.arrives("1");
    g.arrives("2");
    g.arrives("3");
    g.news();
    return g;
  };

  test("a caller who is put first is served next; the others keep their order", () => {
    const g = waiting();
    expect(g.event({ type: "callPromoted", callId: "3" })).toBe(true);
    expect(["1", "2", "3"].map((id) => waitingPosition(g.state, id))).toEqual([2, 3, 1]);
    g.endsCall("anna");
    expect(g.news()).toEqual(["1 s  ring 3 at anna"]);
  });

  test("whoever is taken rings at her alone though she is paused, and is hers when she answers", () => {
    const g = waiting({ ringSimultaneously: 5 });
    expect(g.event({ type: "callTaken", callId: "2", agentId: "mikko" })).toBe(true);
    g.answers("mikko");
    expect(g.news()).toEqual(["1 s  ring 2 at mikko", "1 s  connect 2 to mikko"]);
  });

  test("no other phone is added for him, though members are free and the group rings several", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true, ringSimultaneously: 2 }));
    g.arrives("1");
    g.news();
    g.event({ type: "callTaken", callId: "1", agentId: "sanna" });
    expect(g.news()).toEqual(["0 s  stop ringing anna: queueLeft", "0 s  stop ringing mikko: queueLeft", "0 s  ring 1 at sanna"]);
  });

  test("to be put first is to be before the first of his group; who came earlier to another is served earlier", () => {
    const shared = new VirtualOrganisation([
      { id: "a", members: ["anna"] },
      { id: "b", members: ["anna"] },
    ]);
    shared.arrives("busy", "a");
    shared.answers("anna");
    for (const [call, groupId] of Object.entries({ 1: "b", 2: "a", 3: "a" })) {
      shared.advance(1);
      shared.arrives(call, groupId);
    }
    shared.event({ type: "callPromoted", callId: "3" });
    expect(shared.state.order).toEqual(["1", "3", "2"]);
  });

  test("a phone that rang for him stops, and that member is free for the next", () => {
    const g = waiting();
    g.endsCall("anna");
    g.news();
    g.event({ type: "callTaken", callId: "1", agentId: "mikko" });
    expect(g.news()).toEqual(["1 s  stop ringing anna: queueLeft", "1 s  ring 1 at mikko", "1 s  ring 2 at anna"]);
  });

  test("when she does not answer he has his place again: it was no attempt, and no miss of hers", () => {
    const g = waiting({ maxAttempts: 1, logoutAfterMissed: 1 });
    g.event({ type: "callTaken", callId: "2", agentId: "mikko" });
    g.advance(20);
    expect(g.news()).toEqual(["1 s  ring 2 at mikko", "21 s  stop ringing mikko: timeout"]);
    expect(waitingPosition(g.state, "2")).toBe(2);
    expect(g.state.agents.get("mikko")?.loggedIn.has("g")).toBe(true);
  });

  test("one who was answered, has hung up or asked to be called back meanwhile is not moved or taken", () => {
    const g = waiting();
    g.hangsUp("2");
    g.event({ type: "callbackRequested", callId: "3", callbackId: "3b" });
    g.news();
    for (const callId of ["0", "2", "3", "3b"]) {
      expect(g.event({ type: "callPromoted", callId })).toBe(false);
      expect(g.event({ type: "callMovedAway", callId })).toBe(false);
      expect(g.event({ type: "callTaken", callId, agentId: "mikko" })).toBe(false);
    }
    expect(g.news()).toEqual([]);
  });

  test("nobody is taken by one who is in a call, or whose phones cannot be reached", () => {
    const g = waiting();
    expect(g.event({ type: "callTaken", callId: "1", agentId: "anna" })).toBe(false);
    g.event({ type: "devicesChanged", agentId: "mikko", reachable: [] });
    expect(g.event({ type: "callTaken", callId: "1", agentId: "mikko" })).toBe(false);
  });

  test("who goes on elsewhere leaves this queue, and the phone that rang for him rings for the next", () => {
    const g = waiting();
    g.endsCall("anna");
    g.news();
    expect(g.event({ type: "callMovedAway", callId: "1" })).toBe(true);
    expect(g.news()).toEqual(["1 s  stop ringing anna: queueLeft", "1 s  ring 2 at anna"]);
  });
});
