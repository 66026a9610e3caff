/** Callbacks and closing, in virtual time: each test names the behaviour of product.md and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import { nextDeadline } from "./deadlines.ts";
import { waitingPosition } from "./explain.ts";
import { group, start } from "./simulation/sketch.ts";
import type { RulesInput, VirtualOrganisation } from "./simulation/virtual-organisation.ts";

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

  test("a caller who takes up a request of his own has its place, and a phone that rings for him rings on", () => {
    const g = busy();
    g.endsCall("anna");
    expect(g.news()).toEqual(["0 s  ring 1 at anna"]);
    expect(g.event({ type: "placeTaken", callId: "3", arrivedAt: -2 })).toBe(true);
    expect(g.event({ type: "placeTaken", callId: "1", arrivedAt: -1 })).toBe(true);
    expect([g.state.order, g.news()]).toEqual([["3", "1", "2"], []]);
    request(g, "2");
    expect(g.event({ type: "placeTaken", callId: "back-2", arrivedAt: -3 })).toBe(false);
  });

  test("a request in a closed group has no deadline of its own: neither the longest wait nor the end of the time after closing", () => {
    const g = start(group({ members: ["anna"], maxWaitMs: 30_000 }));
    g.event({ type: "groupClosed", groupId: "g", servedUntil: 10_000 });
    g.event({ type: "callbackRestored", callbackId: "back", groupId: "g", arrivedAt: 0, notBefore: 0 });
    expect(nextDeadline(g.state, g.now)).toBeNull();
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
