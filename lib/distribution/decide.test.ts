/** New settings, and why nothing happens, in virtual time: each test names the behaviour of product.md and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import type { DistributionEvent } from "./events.ts";
import { explainAgent, explainCallers, waitingPosition } from "./explain.ts";
import { group, ordered, start } from "./simulation/sketch.ts";
import { VirtualOrganisation } from "./simulation/virtual-organisation.ts";

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

test("whoever takes the place of another rings in the same decision: who was withdrawn was no attempt, and not rung in vain", () => {
  const g = start(group({ members: ["anna"], maxAttempts: 1 }));
  g.arrives("1");
  g.news();
  g.configure([{ id: "g", members: ["mikko"], maxAttempts: 1 }], ["ipPhone"]);
  expect(g.news()).toEqual(["0 s  stop ringing anna: queueLeft", "0 s  ring 1 at mikko"]);
  expect(g.state.calls.get("1")).toMatchObject({ attempts: 0, missedBy: [] });
});

test("whoever is withdrawn while nobody else is free was no attempt either: the caller waits on", () => {
  const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true, maxAttempts: 1 }));
  g.event({ type: "ownCallStarted", agentId: "mikko" });
  g.arrives("1");
  g.news();
  g.configure([{ id: "g", members: ["mikko"], maxAttempts: 1 }]);
  g.event({ type: "ownCallEnded", agentId: "mikko" });
  expect(g.news()).toEqual(["0 s  stop ringing anna: queueLeft", "0 s  ring 1 at mikko"]);
});

describe("one save that takes out several", () => {
  test("members of whom two ring for one caller: both phones stop, and the next rings", () => {
    const rules = { id: "g", ringSimultaneously: 2, ringInOrder: true };
    const g = start(new VirtualOrganisation([{ ...rules, members: ordered("anna", "mikko", "sanna") }]));
    g.arrives("1");
    g.news();
    g.configure([{ ...rules, members: ordered("sanna") }]);
    expect(g.news()).toEqual(["0 s  stop ringing anna: queueLeft", "0 s  stop ringing mikko: queueLeft", "0 s  ring 1 at sanna"]);
    expect([...g.state.calls.get("1")!.round!.offers.keys()]).toEqual(["sanna"]);
  });

  test("members who ring for a caller each: each phone stops", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true }));
    for (const call of ["1", "2", "3"]) g.arrives(call);
    g.news();
    g.configure([{ id: "g", members: ["sanna"] }]);
    expect(g.news()).toEqual(["0 s  stop ringing anna: queueLeft", "0 s  stop ringing mikko: queueLeft"]);
  });

  test("members in their wrap-up: each is told to be over", () => {
    const g = start(group({ members: ["anna", "mikko", "sanna"], wrapUpMs: 60_000, ringSimultaneously: 3 }));
    for (const agentId of ["anna", "mikko"]) {
      g.arrives(`of ${agentId}`);
      g.answers(agentId);
      g.endsCall(agentId);
    }
    g.news();
    g.configure([{ id: "g", members: ["sanna"] }]);
    expect(g.news()).toEqual(["0 s  wrap-up of anna ended", "0 s  wrap-up of mikko ended"]);
  });

  test("callers, with their group: each is let go", () => {
    const g = start(group({ members: ["anna"] }));
    for (const call of ["1", "2", "3"]) g.arrives(call);
    g.news();
    g.configure([{ id: "other", members: ["anna"] }]);
    expect(g.news().filter((line) => line.includes("leaves"))).toEqual(["1", "2", "3"].map((id) => `0 s  ${id} leaves: groupDeleted`));
    expect(g.state.order).toEqual([]);
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
  g.event({ type: "callbackRequested", callId: "2", callbackId: "back" });
  expect([why("back"), why("3"), waitingPosition(g.state, "3")]).toEqual(["allBusy", "earlierCallers", 2]);
  g.event({ type: "callbackWithdrawn", callbackId: "back" });
  g.event({ type: "callArrived", callId: "2", groupId: "g", arrivedAt: -1 });
  g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
  expect([anna(), why("2")]).toEqual(["loggedOut", "noneLoggedIn"]);
  const send = (event: DistributionEvent) => g.event(event);
  send({ type: "loggedIn", agentId: "anna", groupId: "g" });
  for (const [away, back] of [
    [
      { type: "paused", agentId: "anna" },
      { type: "resumed", agentId: "anna" },
    ],
    [
      { type: "presenceChanged", agentId: "anna", presence: "busy" },
      { type: "presenceChanged", agentId: "anna", presence: "available" },
    ],
    [
      { type: "devicesChanged", agentId: "anna", reachable: [] },
      { type: "devicesChanged", agentId: "anna", reachable: ["ipPhone"] },
    ],
  ] satisfies DistributionEvent[][]) {
    send(away!);
    expect(why("2")).toBe("nonePresent");
    send(back!);
    expect(why("2")).toBe("allBusy");
  }
});

test("explains why somebody who is to be called back still waits", () => {
  const g = start(group({ members: ["anna"] }));
  const why = () => explainCallers(g.state, g.now).get("back")?.reason;
  const restore = () => g.event({ type: "callbackRestored", callbackId: "back", groupId: "g", arrivedAt: 0, notBefore: 60_000 });
  g.event({ type: "groupClosed", groupId: "g", servedUntil: 0 });
  restore();
  expect(why()).toBe("callbackClosed");
  g.event({ type: "groupOpened", groupId: "g" });
  expect(why()).toBe("callbackPause");
  g.advance(60);
  expect(why()).toBe("ringing");
  g.event({ type: "groupClosed", groupId: "g", servedUntil: 0 });
  expect(why()).toBe("ringing");
});

test("explains that a caller waits for members who have just missed him, not where another is free for him", () => {
  const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true }));
  const why = () => explainCallers(g.state, g.now).get("1")?.reason;
  g.event({ type: "paused", agentId: "mikko" });
  g.arrives("1");
  g.refuses("anna");
  expect(why()).toBe("membersResting");
  // As a look in the middle of a decision would see it: mikko is free, and nobody rings yet.
  const mikko = { ...g.state.agents.get("mikko")!, paused: false };
  g.state = { ...g.state, agents: new Map(g.state.agents).set("mikko", mikko) };
  expect(why()).toBe("earlierCallers");
});

test("a red presence is why a member gets no call only where the group looks at it", () => {
  for (const presenceAffects of [true, false]) {
    const g = start(group({ members: ["anna"], presenceAffects }));
    g.event({ type: "presenceChanged", agentId: "anna", presence: "busy" });
    expect(explainAgent(g.state.agents.get("anna")!, g.state.groups.get("g")!)).toBe(presenceAffects ? "presence" : null);
  }
});
