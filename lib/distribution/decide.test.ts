/** New settings, and why nothing happens, in virtual time: each test names the behaviour of product.md and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import { explainAgent, explainCallers, waitingPosition } from "./explain.ts";
import { group, start } from "./simulation/sketch.ts";

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
