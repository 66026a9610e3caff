/** Who is rung, in which order, in virtual time: each test names the behaviour of product.md and gives the exact list of what happens. */
import { describe, expect, test } from "vitest";
import { group, ordered, skilled, start } from "./simulation/sketch.ts";
import { VirtualOrganisation } from "./simulation/virtual-organisation.ts";

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

  test("of those who missed him the one whose miss is longest ago is rung again first, and so on in turn", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true }));
    g.arrives("1");
    g.advance(120);
    const rung = g.news().flatMap((line) => /ring 1 at (.*)/.exec(line)?.[1] ?? []);
    expect(rung).toEqual(["anna", "mikko", "sanna", "anna", "mikko", "sanna", "anna"]);
  });

  test("one who declines goes last for this caller too, also after his rest", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true }));
    g.arrives("1");
    g.refuses("anna");
    g.advance(20);
    expect(g.news().filter((line) => line.includes("ring 1"))).toEqual([
      "0 s  ring 1 at anna",
      "0 s  ring 1 at mikko",
      "20 s  ring 1 at sanna",
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

  test("and stays so when one is busy or declines while another rings on", () => {
    for (const result of ["busy", "declined"] as const) {
      const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringSimultaneously: 2, ringInOrder: true }));
      g.arrives("1");
      g.advance(3);
      g.news();
      g.refuses("anna", result);
      expect(g.news()).toEqual(["3 s  ring 1 at sanna"]);
    }
  });

  test("and stays so when a ring times out while another goes on", () => {
    const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true, ringSimultaneously: 2, ringMs: 120_000 }));
    for (const agentId of ["mikko", "sanna"]) g.event({ type: "paused", agentId });
    g.arrives("call-1");
    g.advance(119);
    g.event({ type: "resumed", agentId: "mikko" });
    g.news();
    g.advance(1);
    expect(g.news()).toEqual(["120 s  stop ringing anna: timeout"]);
    g.advance(1);
    expect(g.news()).toEqual(["121 s  ring call-1 at anna"]);
    g.refuses("anna");
    g.event({ type: "resumed", agentId: "sanna" });
    expect(g.news()).toEqual(["121 s  ring call-1 at sanna"]);
  });

  test("a ring time-out ends the round of those rung together: one attempt, however many rang", () => {
    for (const ringSimultaneously of [1, 2]) {
      const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true, ringSimultaneously, maxAttempts: 1 }));
      g.arrives("1");
      g.advance(20);
      expect(g.news().slice(-2)).toEqual([
        `20 s  stop ringing ${ringSimultaneously === 1 ? "anna" : "mikko"}: timeout`,
        "20 s  1 leaves: attempts",
      ]);
    }
    const g = start(group({ members: ordered("anna", "mikko"), ringInOrder: true, ringSimultaneously: 2, maxAttempts: 2 }));
    g.arrives("1");
    g.advance(41);
    expect(g.news().at(-1)).toBe("41 s  1 leaves: attempts");
  });

  test("a phone that goes on ringing in the next round does not end that one, and is allowed to ring on when no attempt is left", () => {
    const begun = (maxAttempts: number) => {
      const g = start(group({ members: ordered("anna", "mikko", "sanna"), ringInOrder: true, ringSimultaneously: 2, maxAttempts }));
      g.event({ type: "paused", agentId: "sanna" });
      g.event({ type: "paused", agentId: "mikko" });
      g.arrives("1");
      g.advance(15);
      g.event({ type: "resumed", agentId: "mikko" });
      g.advance(10);
      return g;
    };
    const last = begun(1);
    expect(last.news().slice(-2)).toEqual(["15 s  ring 1 at mikko", "20 s  stop ringing anna: timeout"]);
    last.answers("mikko");
    expect(last.news()).toEqual(["25 s  connect 1 to mikko"]);
    const more = begun(2);
    more.news();
    more.advance(20);
    expect(more.news()).toEqual(["35 s  stop ringing mikko: timeout", "36 s  ring 1 at mikko", "41 s  stop ringing anna: timeout"]);
    more.advance(11);
    expect(more.news()).toEqual(["56 s  stop ringing mikko: timeout", "56 s  1 leaves: attempts"]);
  });

  test("an answer at the instant of the time-out wins", () => {
    const g = start(group({ members: ["anna"] }));
    g.arrives("1");
    g.news();
    g.now += 20_000;
    g.answers("anna");
    expect(g.news()).toEqual(["20 s  connect 1 to anna"]);
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
    expect(g.state.agents.get(second)?.activity).toEqual({ kind: "idle", since: 0 });
    g.arrives("3");
    expect(g.log.at(-1)).toBe(`10 s  ring 3 at ${second}`);
  });

  test("longest idle: the end of a wrap-up and a log-in begin it", () => {
    const g = start(group({ members: skilled({ anna: 1, mikko: 1 }), skillBased: true, longestIdle: true, wrapUpMs: 30_000 }));
    g.event({ type: "paused", agentId: "mikko" });
    g.arrives("1");
    g.answers("anna");
    g.endsCall("anna");
    g.advance(10);
    g.event({ type: "resumed", agentId: "mikko" });
    g.advance(30);
    g.arrives("2");
    expect(g.log.at(-1)).toBe("40 s  ring 2 at mikko");
    g.hangsUp("2");
    for (const type of ["loggedOut", "loggedIn"] as const) g.event({ type, agentId: "mikko", groupId: "g" });
    g.arrives("3");
    expect(g.log.at(-1)).toBe("40 s  ring 3 at anna");
  });

  test("longest idle counts only with skills", () => {
    const first = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      const g = new VirtualOrganisation([{ id: "g", members: ["anna", "mikko"], longestIdle: true }], { seed });
      g.event({ type: "paused", agentId: "mikko" });
      g.advance(10);
      g.event({ type: "resumed", agentId: "mikko" });
      g.arrives("1");
      first.add(g.callOf("anna") === "1" ? "anna" : "mikko");
    }
    expect([...first].sort()).toEqual(["anna", "mikko"]);
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

  test("members shared by groups who become free at one instant ring for one caller each, whichever groups they called", () => {
    const members = ordered("anna", "mikko");
    const rules = { members, ringInOrder: true, wrapUpMs: 10_000 };
    const shared = new VirtualOrganisation([
      { id: "a", ...rules },
      { id: "b", ...rules },
    ]);
    for (const call of ["1", "2"]) shared.arrives(call, "a");
    for (const agentId of ["anna", "mikko"]) shared.answers(agentId);
    for (const [call, groupId] of Object.entries({ 3: "a", 4: "b", 5: "a", 6: "b" })) shared.arrives(call, groupId);
    for (const agentId of ["anna", "mikko"]) shared.endsCall(agentId);
    shared.news();
    shared.advance(10);
    expect(shared.news().filter((line) => line.includes("ring"))).toEqual(["10 s  ring 3 at anna", "10 s  ring 4 at mikko"]);
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
