/** What members do, in virtual time: each test names the behaviour of product.md and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import type { DistributionEvent } from "./events.ts";
import { group, ordered, skilled, start } from "./simulation/sketch.ts";
import { VirtualOrganisation } from "./simulation/virtual-organisation.ts";

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

  test("no wrap-up follows a ring that nobody answered, however it ended", () => {
    const g = start(group({ members: ["anna"], wrapUpMs: 60_000 }));
    const activity = () => g.state.agents.get("anna")?.activity.kind;
    g.arrives("1");
    g.advance(20);
    expect(activity()).toBe("idle");
    for (const result of ["busy", "declined", "unreachable", "failed"] as const) {
      g.advance(5);
      g.refuses("anna", result);
      expect(activity()).toBe("idle");
    }
    g.advance(5);
    g.hangsUp("1");
    expect(activity()).toBe("idle");
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

  test("a wrap-up counts on behind a call of his own, and is over at its own end", () => {
    const g = start(group({ members: ["anna"], wrapUpMs: 30_000 }));
    const own = (type: "ownCallStarted" | "ownCallEnded") => g.event({ type, agentId: "anna" });
    for (const call of ["1", "2"]) g.arrives(call);
    g.answers("anna");
    g.endsCall("anna");
    g.advance(10);
    own("ownCallStarted");
    g.advance(10);
    own("ownCallEnded");
    g.news();
    g.advance(9.999);
    own("ownCallStarted");
    g.advance(0.001);
    expect(g.news()).toEqual(["30 s  wrap-up of anna ended"]);
    g.advance(5);
    own("ownCallEnded");
    expect(g.news()).toEqual(["35 s  ring 2 at anna"]);
  });

  test("a call of his own that ends at the instant of the wrap-up's end ends it too", () => {
    const g = start(group({ members: ["anna"], wrapUpMs: 30_000 }));
    for (const call of ["1", "2"]) g.arrives(call);
    g.answers("anna");
    g.endsCall("anna");
    g.event({ type: "ownCallStarted", agentId: "anna" });
    g.news();
    g.now += 30_000;
    g.event({ type: "ownCallEnded", agentId: "anna" });
    expect(g.news()).toEqual(["30 s  wrap-up of anna ended", "30 s  ring 2 at anna"]);
  });

  test.each([
    [0, []],
    [30_000, ["30 s  wrap-up of anna ended"]],
  ])("a call of his own that he has beside a talk goes on when that is over, with a wrap-up of %d ms behind it", (wrapUpMs, news) => {
    const g = start(group({ members: ["anna"], wrapUpMs }));
    for (const call of ["1", "2"]) g.arrives(call);
    g.answers("anna");
    g.event({ type: "ownCallStarted", agentId: "anna" });
    g.news();
    g.endsCall("anna");
    expect([g.news(), g.state.agents.get("anna")?.activity.kind]).toEqual([[], "ownCall"]);
    g.advance(30);
    expect(g.news()).toEqual(news);
    g.event({ type: "ownCallEnded", agentId: "anna" });
    expect(g.news()).toEqual(["30 s  ring 2 at anna"]);
  });

  test("a call of his own that ends before the talk leaves nothing behind", () => {
    const g = start(group({ members: ["anna"] }));
    for (const call of ["1", "2"]) g.arrives(call);
    g.answers("anna");
    for (const type of ["ownCallStarted", "ownCallEnded"] as const) g.event({ type, agentId: "anna" });
    g.news();
    g.endsCall("anna");
    expect(g.news()).toEqual(["0 s  ring 2 at anna"]);
  });

  test("one who pauses in his wrap-up is not rung when it runs out", () => {
    const g = start(group({ members: ["anna"], wrapUpMs: 5_000 }));
    for (const call of ["1", "2"]) g.arrives(call);
    g.answers("anna");
    g.endsCall("anna");
    g.event({ type: "paused", agentId: "anna" });
    g.news();
    g.advance(6);
    expect(g.news()).toEqual(["5 s  wrap-up of anna ended"]);
  });

  test("one who logs out while he is rung may still answer, and talks", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.news();
    g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
    g.advance(15);
    g.answers("anna");
    expect(g.news()).toEqual(["15 s  connect 1 to anna"]);
    expect(g.state.agents.get("anna")?.activity.kind).toBe("talking");
  });

  test("to log in again, and to go on without a pause, change nothing: not the turn, and not the misses", () => {
    const g = start(group({ members: skilled({ anna: 1, mikko: 1 }), skillBased: true, longestIdle: true, logoutAfterMissed: 2 }));
    g.event({ type: "loggedOut", agentId: "mikko", groupId: "g" });
    g.arrives("1");
    g.advance(20);
    g.hangsUp("1");
    g.event({ type: "loggedIn", agentId: "mikko", groupId: "g" });
    g.advance(10);
    expect(g.event({ type: "loggedIn", agentId: "anna", groupId: "g" })).toBe(false);
    expect(g.event({ type: "resumed", agentId: "anna" })).toBe(false);
    g.arrives("2");
    g.news();
    g.advance(20);
    expect(g.news().slice(0, 2)).toEqual(["50 s  stop ringing anna: timeout", "50 s  log out anna"]);
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

  test("a decline breaks the row, and so does logging in again", () => {
    const g = start(group({ members: ["anna"], logoutAfterMissed: 2 }));
    g.arrives("1");
    g.advance(21);
    g.refuses("anna");
    g.advance(25);
    expect(g.news().filter((line) => line.includes("log out"))).toEqual([]);
    g.advance(1);
    for (const type of ["loggedOut", "loggedIn"] as const) g.event({ type, agentId: "anna", groupId: "g" });
    g.advance(20);
    expect(g.news().filter((line) => line.includes("log out"))).toEqual([]);
    g.advance(21);
    expect(g.news().filter((line) => line.includes("log out"))).toHaveLength(1);
  });

  test("who is taken out of the group and put back begins a new row", () => {
    const rules = { id: "g", members: ["anna"], logoutAfterMissed: 2 };
    const g = start(new VirtualOrganisation([rules]));
    g.arrives("1");
    g.advance(20);
    g.hangsUp("1");
    g.configure([
      { ...rules, members: ["mikko"] },
      { id: "other", members: ["anna"] },
    ]);
    g.configure([rules]);
    g.arrives("2");
    g.advance(20);
    expect(g.state.agents.get("anna")?.loggedIn.has("g")).toBe(true);
  });

  test("who logs out while he is rung is not logged out by that call once more", () => {
    const g = start(group({ members: ["anna", "mikko"], ringSimultaneously: 2, logoutAfterMissed: 1 }));
    g.arrives("1");
    g.event({ type: "loggedOut", agentId: "anna", groupId: "g" });
    g.advance(20);
    expect(g.news().filter((line) => line.includes("log out"))).toEqual(["20 s  log out mikko"]);
  });

  test("whoever is logged out after unanswered calls stays logged in to his other groups", () => {
    const organisation = new VirtualOrganisation([
      { id: "a", members: ["anna"], logoutAfterMissed: 1 },
      { id: "b", members: ["anna"] },
    ]);
    organisation.arrives("1", "a");
    organisation.advance(20);
    expect([...organisation.state.agents.get("anna")!.loggedIn]).toEqual(["b"]);
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

  test("a second call of his own is the same time away", () => {
    const g = start(group({ members: ["anna"] }));
    expect(g.event({ type: "ownCallStarted", agentId: "anna" })).toBe(true);
    g.advance(5);
    expect(g.event({ type: "ownCallStarted", agentId: "anna" })).toBe(false);
    expect(g.state.agents.get("anna")?.activity).toMatchObject({ kind: "ownCall", since: 0 });
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

  const agentId = "anna";
  test.each<[string, DistributionEvent, DistributionEvent]>([
    ["logs in again", { type: "loggedOut", agentId, groupId: "g" }, { type: "loggedIn", agentId, groupId: "g" }],
    ["ends his pause", { type: "paused", agentId }, { type: "resumed", agentId }],
    [
      "is no longer on a red presence",
      { type: "presenceChanged", agentId, presence: "busy" },
      { type: "presenceChanged", agentId, presence: "available" },
    ],
    ["finishes his wrap-up", { type: "timePassed" }, { type: "wrapUpFinished", agentId }],
  ])("one who %s serves a waiting caller in the same tick", (what, away, back) => {
    const g = start(group({ members: ["anna"], wrapUpMs: what === "finishes his wrap-up" ? 60_000 : 0 }));
    for (const call of ["1", "2"]) g.arrives(call);
    g.answers("anna");
    g.event(away);
    g.endsCall("anna");
    g.advance(3);
    g.news();
    g.event(back);
    expect(g.news().at(-1)).toBe("3 s  ring 2 at anna");
  });
});
