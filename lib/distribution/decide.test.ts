/** Stories of product.md in virtual time: each test names the behaviour and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import { explainAgent, explainCallers, waitingPosition } from "./explain.ts";
import { type RulesInput, VirtualOrganisation } from "./simulation/virtual-organisation.ts";

const group = (settings: Partial<RulesInput> & { members: RulesInput["members"] }) => new VirtualOrganisation([{ id: "g", ...settings }]);
const ordered = (...names: string[]) => names.map((agentId, index) => ({ agentId, skillLevel: 3, ringOrder: index + 1 }));
const skilled = (levels: Record<string, number>) =>
  Object.entries(levels).map(([agentId, skillLevel]) => ({ agentId, skillLevel, ringOrder: null }));
const start = (organisation: VirtualOrganisation) => {
  organisation.news();
  return organisation;
};

describe("ringing", () => {
  test("a free member rings in the tick in which the call arrives", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("call-1");
    expect(g.news()).toEqual(["0 s  queue call-1", "0 s  ring call-1 at anna"]);
  });

  test("an unanswered ring moves to the next member after 20 seconds", () => {
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true }));
    g.arrives("call-1");
    g.advance(20);
    g.answers("mikko");
    expect(g.news()).toEqual([
      "0 s  queue call-1",
      "0 s  ring call-1 at anna",
      "20 s  stop ringing anna: timeout",
      "20 s  ring call-1 at mikko",
      "20 s  connect call-1 to mikko",
    ]);
  });

  test("ring time 5 and 120 seconds: the ring ends exactly then", () => {
    for (const ringSeconds of [5, 120]) {
      const g = start(group({ members: ["anna"], ringMs: ringSeconds * 1000 }));
      g.arrives("call-1");
      g.advance(ringSeconds - 0.001);
      g.news();
      g.advance(0.001);
      expect(g.news()).toEqual([`${ringSeconds} s  stop ringing anna: timeout`]);
    }
  });

  test("the only member is rung again a second after he missed the caller", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("call-1");
    g.advance(21);
    expect(g.news().slice(2)).toEqual(["20 s  stop ringing anna: timeout", "21 s  ring call-1 at anna"]);
  });

  test("the one who missed goes last for this caller, first in order for the next", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true }));
    g.arrives("call-1");
    g.advance(41);
    g.arrives("call-2");
    expect(g.news().filter((line) => line.includes("ring call"))).toEqual([
      "0 s  ring call-1 at anna",
      "20 s  ring call-1 at mikko",
      "40 s  ring call-1 at sanna",
      "41 s  ring call-2 at anna",
    ]);
  });

  test("a member who declines is replaced at once inside the same round, and is left alone by this caller for 5 seconds", () => {
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true, maxAttempts: 1 }));
    g.arrives("call-1");
    g.refuses("anna");
    g.refuses("mikko");
    expect(g.news()).toEqual([
      "0 s  queue call-1",
      "0 s  ring call-1 at anna",
      "0 s  ring call-1 at mikko",
      "0 s  call-1 leaves: attempts",
    ]);
  });

  test("an answer counts only from a member who is being rung for that caller", () => {
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true }));
    g.arrives("call-1");
    expect(g.event({ type: "agentAnswered", callId: "call-1", agentId: "mikko" })).toBe(false);
    g.advance(20);
    expect(g.event({ type: "agentAnswered", callId: "call-1", agentId: "anna" })).toBe(false);
    expect(g.news().filter((line) => line.includes("connect"))).toEqual([]);
    expect(g.event({ type: "agentAnswered", callId: "call-1", agentId: "mikko" })).toBe(true);
  });

  test("several are rung at once, the first answer wins and the others stop", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true, ringSimultaneously: 2 }));
    g.arrives("call-1");
    g.answers("mikko");
    expect(g.event({ type: "agentAnswered", callId: "call-1", agentId: "anna" })).toBe(false);
    expect(g.news()).toEqual([
      "0 s  queue call-1",
      "0 s  ring call-1 at anna",
      "0 s  ring call-1 at mikko",
      "0 s  stop ringing anna: answeredElsewhere",
      "0 s  connect call-1 to mikko",
    ]);
  });

  test("a ring of several is kept full", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true, ringSimultaneously: 2 }));
    g.arrives("call-1");
    g.refuses("anna");
    expect(g.news().at(-1)).toBe("0 s  ring call-1 at sanna");
  });

  test("a caller who hangs up stops the ringing and frees the member at once", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("call-1");
    g.arrives("call-2");
    g.advance(3);
    g.hangsUp("call-1");
    expect(g.news().slice(-2)).toEqual(["3 s  stop ringing anna: callerLeft", "3 s  ring call-2 at anna"]);
  });
});

describe("order", () => {
  test("without an order and without skills the member is chosen by chance", () => {
    const first = new Set<string>();
    for (let seed = 1; seed <= 50; seed++) {
      const g = new VirtualOrganisation([{ id: "g", members: ["anna", "mikko", "sanna"] }], { seed });
      g.arrives("call-1");
      first.add(g.log.at(-1)!.split(" at ")[1]!);
    }
    expect([...first].sort()).toEqual(["anna", "mikko", "sanna"]);
  });

  test("members without an order ring after those who have one", () => {
    const g = start(group({ members: ["zoe", ...ordered("anna")], ringInOrder: true }));
    g.arrives("call-1");
    g.arrives("call-2");
    expect(g.news().filter((line) => line.includes("ring"))).toEqual(["0 s  ring call-1 at anna", "0 s  ring call-2 at zoe"]);
  });

  test("skill-based: the best level first, the next level as soon as nobody better is free", () => {
    const g = start(group({ members: skilled({ junior: 5, expert: 1, middle: 3 }), skillBased: true }));
    for (const call of ["1", "2", "3"]) g.arrives(call);
    expect(g.news().filter((line) => line.includes("ring"))).toEqual([
      "0 s  ring 1 at expert",
      "0 s  ring 2 at middle",
      "0 s  ring 3 at junior",
    ]);
  });

  test("skill and ring order together: level first, then order inside the level", () => {
    const g = start(
      group({
        members: [
          { agentId: "a", skillLevel: 2, ringOrder: 1 },
          { agentId: "b", skillLevel: 1, ringOrder: 3 },
          { agentId: "c", skillLevel: 1, ringOrder: 2 },
        ],
        skillBased: true,
        ringInOrder: true,
      }),
    );
    for (const call of ["1", "2", "3"]) g.arrives(call);
    expect(g.news().filter((line) => line.includes("ring"))).toEqual(["0 s  ring 1 at c", "0 s  ring 2 at b", "0 s  ring 3 at a"]);
  });

  test("longest idle: being rung does not end an idle time, a call does", () => {
    const g = start(group({ members: skilled({ anna: 1, mikko: 1 }), skillBased: true, longestIdle: true }));
    g.arrives("1");
    const first = g.log.at(-1)!.split(" at ")[1]!;
    const second = first === "anna" ? "mikko" : "anna";
    g.answers(first);
    g.advance(10);
    g.endsCall(first);
    g.arrives("2");
    expect(g.log.at(-1)).toBe(`10 s  ring 2 at ${second}`);
    g.hangsUp("2");
    g.arrives("3");
    expect(g.log.at(-1)).toBe(`10 s  ring 3 at ${second}`);
  });

  test("with all members busy the next caller waits and is served first when a member becomes free", () => {
    const g = start(group({ members: ["anna"] }));
    for (const call of ["1", "2", "3"]) g.arrives(call);
    g.answers("anna");
    g.advance(60);
    g.news();
    g.endsCall("anna");
    expect(g.news()).toEqual(["60 s  ring 2 at anna"]);
  });

  test("a member shared by groups serves the caller who arrived first, whichever group he called", () => {
    const shared = new VirtualOrganisation([
      { id: "a", members: ["anna"] },
      { id: "b", members: ["anna"] },
    ]);
    shared.arrives("1", "a");
    shared.answers("anna");
    shared.advance(1);
    shared.arrives("2", "b");
    shared.advance(1);
    shared.arrives("3", "a");
    shared.news();
    shared.endsCall("anna");
    expect(shared.news()).toEqual(["2 s  ring 2 at anna"]);
  });

  test("a call that comes from another group keeps its place by arrival", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("busy");
    g.answers("anna");
    g.advance(30);
    g.arrives("late");
    g.event({ type: "callArrived", callId: "moved", groupId: "g", arrivedAt: 10_000 });
    g.news();
    g.endsCall("anna");
    expect(g.news()).toEqual(["30 s  ring moved at anna"]);
  });
});

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

  test("most call attempts: rounds that ended unanswered count; unregistered phones and a caller hanging up do not", () => {
    const g = start(group({ members: ["anna"], maxAttempts: 1 }));
    g.arrives("1");
    g.refuses("anna", "unreachable");
    g.advance(5);
    expect(g.news().at(-1)).toBe("5 s  ring 1 at anna");
    g.advance(20);
    expect(g.news()).toEqual(["25 s  stop ringing anna: timeout", "25 s  1 leaves: attempts"]);
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

describe("members", () => {
  test("wrap-up follows a talked call only, the longest across his groups, and he can finish it early", () => {
    const organisation = new VirtualOrganisation([
      { id: "a", members: ["anna"], wrapUpMs: 10_000 },
      { id: "b", members: ["anna"], wrapUpMs: 30_000 },
    ]);
    organisation.arrives("1", "a");
    organisation.refuses("anna");
    organisation.advance(5);
    organisation.answers("anna");
    organisation.arrives("2", "a");
    organisation.endsCall("anna");
    organisation.news();
    organisation.advance(30);
    expect(organisation.news()).toEqual(["35 s  wrap-up of anna ended", "35 s  ring 2 at anna"]);
    organisation.answers("anna");
    organisation.endsCall("anna");
    organisation.news();
    organisation.event({ type: "wrapUpFinished", agentId: "anna" });
    expect(organisation.news()).toEqual(["35 s  wrap-up of anna ended"]);
  });

  test("a wrap-up is extended by a minute each time, to an hour at most, and only while it goes on", () => {
    const g = start(group({ members: ["anna"], wrapUpMs: 30_000 }));
    const extend = () => g.event({ type: "wrapUpExtended", agentId: "anna" });
    expect(extend()).toBe(false);
    g.arrives("1");
    g.answers("anna");
    expect(extend()).toBe(false);
    g.endsCall("anna");
    g.news();
    g.advance(29);
    expect(extend()).toBe(true);
    g.advance(60.9);
    expect(g.news()).toEqual([]);
    g.advance(0.1);
    expect(g.news()).toEqual(["90 s  wrap-up of anna ended"]);
    g.arrives("2");
    g.answers("anna");
    g.endsCall("anna");
    g.news();
    for (let extensions = 0; extensions < 60; extensions++) expect(extend()).toBe(true);
    expect(extend()).toBe(false);
    g.advance(3600);
    expect(g.news()).toEqual(["3690 s  wrap-up of anna ended"]);
  });

  test("a red presence gets no calls though logged in, and appearing during a ring does not cancel that ring", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.event({ type: "presenceChanged", agentId: "anna", presence: "busy" });
    expect(g.news().some((line) => line.includes("stop"))).toBe(false);
    g.hangsUp("1");
    g.arrives("2");
    expect(g.news().at(-1)).toBe("0 s  queue 2");
    g.event({ type: "presenceChanged", agentId: "anna", presence: "away" });
    expect(g.news()).toEqual(["0 s  ring 2 at anna"]);
  });

  test("logged out after unanswered calls: consecutive time-outs count, an answer breaks the row", () => {
    const g = start(group({ members: ["anna"], logoutAfterMissed: 2 }));
    g.arrives("1");
    g.advance(21);
    g.answers("anna");
    g.endsCall("anna");
    g.arrives("2");
    g.news();
    g.advance(60);
    expect(g.news()).toEqual([
      "41 s  stop ringing anna: timeout",
      "42 s  ring 2 at anna",
      "62 s  stop ringing anna: timeout",
      "62 s  log out anna",
      "72 s  2 leaves: noAgents",
    ]);
  });

  test("a caller hanging up or another answering first is never a miss", () => {
    const g = start(group({ members: ["anna", "mikko"], ringSimultaneously: 2, logoutAfterMissed: 1 }));
    g.arrives("1");
    g.advance(19);
    g.hangsUp("1");
    g.arrives("2");
    g.answers("anna");
    expect(g.news().some((line) => line.includes("log out"))).toBe(false);
  });

  test("a member on a call of his own is not rung, and one who picks up his phone gives the offer to the next", () => {
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true }));
    g.arrives("1");
    g.event({ type: "ownCallStarted", agentId: "anna" });
    expect(g.news().slice(1)).toEqual(["0 s  ring 1 at anna", "0 s  stop ringing anna: busy", "0 s  ring 1 at mikko"]);
    g.event({ type: "ownCallEnded", agentId: "anna" });
    g.arrives("2");
    expect(g.news().at(-1)).toBe("0 s  ring 2 at anna");
  });

  test("only devices that the group rings count", () => {
    const g = start(group({ members: ["anna"], devices: ["mobile"] }));
    g.arrives("1");
    expect(g.news()).toEqual(["0 s  1 leaves: noAgents"]);
    g.event({ type: "devicesChanged", agentId: "anna", reachable: ["mobile"] });
    g.arrives("2");
    expect(g.news().at(-1)).toBe("0 s  ring 2 at anna");
  });

  test("a device that registers serves a waiting caller in the same tick", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.answers("anna");
    g.arrives("2");
    g.event({ type: "devicesChanged", agentId: "anna", reachable: [] });
    g.endsCall("anna");
    g.advance(3);
    g.news();
    g.event({ type: "devicesChanged", agentId: "anna", reachable: ["ipPhone"] });
    expect(g.news()).toEqual(["3 s  ring 2 at anna"]);
  });
});

describe("callbacks", () => {
  const request = (g: VirtualOrganisation, callId: string) => g.event({ type: "callbackRequested", callId, callbackId: `back-${callId}` });
  const busy = (settings: Partial<RulesInput> = {}) => {
    const g = start(group({ members: ["anna"], ...settings }));
    g.arrives("talking");
    g.answers("anna");
    for (const call of ["1", "2", "3"]) g.arrives(call);
    g.news();
    return g;
  };

  test("a request takes the caller's place in the queue", () => {
    const g = busy();
    request(g, "2");
    g.endsCall("anna");
    g.hangsUp("1");
    expect(g.news()).toEqual(["0 s  ring 1 at anna", "0 s  stop ringing anna: callerLeft", "0 s  ring back-2 at anna"]);
    expect(waitingPosition(g.state, "3")).toBe(2);
  });

  test("neither the longest wait, nor the attempts, nor missing agents end a request", () => {
    const g = busy({ maxWaitMs: 10_000, maxAttempts: 1 });
    request(g, "1");
    g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
    g.advance(60);
    expect(g.news().filter((line) => line.includes("back-1"))).toEqual([]);
    expect(g.state.calls.has("back-1")).toBe(true);
  });

  test("requests do not count among the callers waiting", () => {
    const g = busy({ maxWaiting: 3 });
    request(g, "1");
    g.arrives("4");
    g.arrives("5");
    expect(g.news()).toEqual(["0 s  queue 4", "0 s  5 leaves: full"]);
  });

  test("a customer who was not reached returns to the same place after the pause, and the member is free at once", () => {
    const g = busy();
    request(g, "1");
    g.endsCall("anna");
    g.answers("anna");
    g.advance(30);
    g.news();
    g.event({ type: "callbackUnreached", callbackId: "back-1", agentId: "anna", groupId: "g", arrivedAt: 0, notBefore: 330_000 });
    expect(g.news()).toEqual(["30 s  ring 2 at anna"]);
    g.answers("anna");
    g.hangsUp("3");
    g.endsCall("anna");
    g.news();
    g.advance(300);
    expect(g.news()).toEqual(["330 s  ring back-1 at anna"]);
  });

  test("a request whose member is deleted while he rings the customer keeps its place; a second report of the same changes nothing", () => {
    const g = busy();
    request(g, "1");
    for (const call of ["2", "3"]) g.hangsUp(call);
    g.endsCall("anna");
    g.answers("anna");
    g.configure([{ id: "g", members: ["mikko"] }]);
    g.event({ type: "devicesChanged", agentId: "mikko", reachable: ["ipPhone"] });
    g.event({ type: "loggedIn", agentId: "mikko", groupId: "g" });
    g.news();
    const unreached = {
      type: "callbackUnreached",
      callbackId: "back-1",
      agentId: "anna",
      groupId: "g",
      arrivedAt: 0,
      notBefore: 5_000,
    } as const;
    expect([g.event(unreached), g.event(unreached)]).toEqual([true, false]);
    g.advance(5);
    expect(g.news()).toEqual(["5 s  ring back-1 at mikko"]);
  });

  test("a request that is withdrawn while a phone rings for it stops the phone", () => {
    const g = busy();
    request(g, "1");
    g.endsCall("anna");
    g.news();
    g.event({ type: "callbackWithdrawn", callbackId: "back-1" });
    expect(g.news()).toEqual(["0 s  stop ringing anna: callerLeft", "0 s  ring 2 at anna"]);
  });

  test("no request is attempted while the group is closed", () => {
    const g = busy();
    request(g, "1");
    for (const call of ["2", "3"]) g.hangsUp(call);
    g.event({ type: "groupClosed", groupId: "g", servedUntil: 0 });
    g.endsCall("anna");
    expect(g.news()).toEqual([]);
    g.event({ type: "groupOpened", groupId: "g" });
    expect(g.news()).toEqual(["0 s  ring back-1 at anna"]);
  });
});

describe("closing", () => {
  test("those already waiting are served for the time set, then leave; a ring in progress is allowed to end", () => {
    const g = start(group({ members: ["anna", "mikko"] }));
    g.arrives("1");
    g.answers(g.log.at(-1)!.split(" at ")[1]!);
    g.arrives("2");
    g.arrives("3");
    g.news();
    g.event({ type: "groupClosed", groupId: "g", servedUntil: 15_000 });
    g.advance(15);
    expect(g.news()).toEqual(["15 s  3 leaves: closed"]);
    g.advance(10);
    expect(g.news()[1]).toBe("20 s  2 leaves: closed");
  });
});

describe("new settings", () => {
  test("a caller already waiting follows the new values at the next decision", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.answers("anna");
    g.arrives("2");
    g.advance(30);
    g.news();
    g.configure([{ id: "g", members: ["anna"], maxWaitMs: 10_000 }]);
    expect(g.news()).toEqual(["30 s  2 leaves: maxWait"]);
  });

  test("a member who is taken out of the group stops ringing", () => {
    const g = start(group({ members: ["anna", "mikko"] }));
    g.arrives("1");
    const rung = g.log.at(-1)!.split(" at ")[1]!;
    const other = rung === "anna" ? "mikko" : "anna";
    g.news();
    g.configure([{ id: "g", members: [other] }]);
    expect(g.news()).toEqual([`0 s  stop ringing ${rung}: queueLeft`, `0 s  ring 1 at ${other}`]);
  });
});

test("explains why a caller waits and why a member gets no call", () => {
  const g = start(group({ members: ["anna"] }));
  const rules = g.state.groups.get("g")!;
  const anna = () => explainAgent(g.state.agents.get("anna")!, rules);
  const why = (callId: string) => explainCallers(g.state, g.now).get(callId)?.reason;
  expect(anna()).toBeNull();
  g.arrives("1");
  expect([anna(), why("1")]).toEqual(["ringing", "ringing"]);
  g.answers("anna");
  g.arrives("2");
  g.arrives("3");
  expect([anna(), why("2"), why("3")]).toEqual(["talking", "allBusy", "earlierCallers"]);
  expect([waitingPosition(g.state, "2"), waitingPosition(g.state, "3"), waitingPosition(g.state, "1")]).toEqual([1, 2, null]);
  expect([...explainCallers(g.state, g.now)].map(([id, { position }]) => [id, position])).toEqual([
    ["2", 1],
    ["3", 2],
  ]);
  g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
  expect([anna(), why("2")]).toEqual(["loggedOut", "noneLoggedIn"]);
});
