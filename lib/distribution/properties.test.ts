/** Invariants 1, 2 and 4 under random histories; order; determinism; agreement with Erlang C. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isPresentIn, isRestingFor, mayBeServed, presenceAllows } from "./eligibility.ts";
import { meanWait, waitProbability } from "./simulation/erlang-c.ts";
import { violations } from "./simulation/invariants.ts";
import { Outcomes } from "./simulation/outcomes.ts";
import { type RulesInput, VirtualOrganisation } from "./simulation/virtual-organisation.ts";
import type { AgentActivity } from "./state.ts";

const agents = ["anna", "mikko", "sanna", "jari"];
const groupIds = ["a", "b"];

const member = fc.record({
  agentId: fc.constantFrom(...agents),
  skillLevel: fc.integer({ min: 1, max: 5 }),
  ringOrder: fc.option(fc.integer({ min: 1, max: 4 })),
});
const rulesOf = (id: string): fc.Arbitrary<RulesInput> =>
  fc.record({
    id: fc.constant(id),
    maxWaitMs: fc.option(fc.constantFrom(10_000, 30_000)),
    maxAttempts: fc.option(fc.constantFrom(1, 2)),
    maxWaiting: fc.option(fc.constantFrom(0, 1, 3)),
    ringMs: fc.constantFrom(5_000, 20_000),
    ringSimultaneously: fc.constantFrom(1, 2, 20),
    ringInOrder: fc.boolean(),
    skillBased: fc.boolean(),
    longestIdle: fc.boolean(),
    presenceAffects: fc.boolean(),
    wrapUpMs: fc.constantFrom(0, 15_000),
    logoutAfterMissed: fc.option(fc.constantFrom(1, 2)),
    members: fc.uniqueArray(member, { selector: (rule) => rule.agentId, minLength: 1, maxLength: 4 }),
  });

type Step =
  | { kind: "arrive" | "hangUp" | "answer" | "refuse" | "endTalk" | "advance" | "toggle"; pick: number; choice: number }
  | { kind: "configure"; groups: RulesInput[] };
const simple = fc.record({
  kind: fc.constantFrom(
    "arrive" as const,
    "arrive" as const,
    "answer" as const,
    "hangUp" as const,
    "refuse" as const,
    "endTalk" as const,
    "advance" as const,
    "toggle" as const,
  ),
  pick: fc.nat(1000),
  choice: fc.nat(1000),
});
const groupsArbitrary = fc.tuple(rulesOf("a"), rulesOf("b")).map((pair) => [...pair]);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: simple },
  { weight: 1, arbitrary: groupsArbitrary.map((groups) => ({ kind: "configure" as const, groups })) },
);
const history = fc.array(step, { minLength: 20, maxLength: 150, size: "max" });

/** Which states the histories reached: a generator that never gets there proves nothing. */
const reached = new Map<string, number>();
const meet = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);

class Run {
  readonly organisation: VirtualOrganisation;
  readonly outcomes = new Outcomes();
  #calls = 0;

  constructor(groups: RulesInput[], seed: number) {
    this.organisation = new VirtualOrganisation(groups, { seed });
    this.organisation.onCommand((command) => {
      this.outcomes.note(command);
      meet(command.type === "leave" ? `leave:${command.reason}` : command.type);
      if (command.type === "ring") this.#expectNobodyEarlier(command.callId, command.agentId);
    });
  }

  step(step: Step): void {
    if (step.kind === "configure") this.organisation.configure(step.groups, ["ipPhone"]);
    else this.#simple(step.kind, step.pick, step.choice);
    const wrong = violations(this.organisation.state, this.organisation.now);
    if (wrong.length) throw new Error(wrong.join("; "));
  }

  #simple(kind: Exclude<Step["kind"], "configure">, pick: number, choice: number): void {
    const { organisation } = this;
    const agentId = agents[pick % agents.length]!;
    switch (kind) {
      case "arrive": {
        const id = `call-${++this.#calls}`;
        this.outcomes.offered.add(id);
        // Some come from another group and were there before those who wait.
        const arrivedAt = organisation.now - (choice % 3 === 0 ? (choice % 40) * 1000 : 0);
        organisation.event({ type: "callArrived", callId: id, groupId: groupIds[pick % 2]!, arrivedAt });
        return;
      }
      case "hangUp": {
        const id = organisation.state.order[pick % Math.max(organisation.state.order.length, 1)];
        if (id && organisation.event({ type: "callerLeft", callId: id })) this.outcomes.hungUp(id);
        return;
      }
      case "answer":
        organisation.answers(this.#busyWith("offered", pick) ?? agentId);
        return;
      case "refuse":
        organisation.refuses(this.#busyWith("offered", pick) ?? agentId, (["busy", "declined", "unreachable"] as const)[choice % 3]);
        return;
      case "endTalk":
        organisation.endsCall(this.#busyWith("talking", pick) ?? agentId);
        return;
      case "advance":
        organisation.advance([0.5, 3, 20, 45][choice % 4]!);
        return;
      case "toggle":
        this.#toggle(agentId, groupIds[pick % 2]!, choice);
        return;
    }
  }

  /** A member is never rung for a later caller while an earlier one, whom he may serve, waits without an offer. */
  #expectNobodyEarlier(callId: string, agentId: string): void {
    const { state, now } = this.organisation;
    const rung = state.calls.get(callId)!;
    const agent = state.agents.get(agentId)!;
    for (const call of state.calls.values()) {
      const group = state.groups.get(call.groupId)!;
      const earlier = call.arrivedAt < rung.arrivedAt || (call.arrivedAt === rung.arrivedAt && call.sequence < rung.sequence);
      if (!earlier || call.round || !group.members.has(agentId) || !mayBeServed(state, call, group, now) || isRestingFor(agent, call, now))
        continue;
      if (isPresentIn(agent, group) && presenceAllows(agent, group)) throw new Error(`${agentId} is rung for ${callId} before ${call.id}`);
    }
  }

  #busyWith(kind: AgentActivity["kind"], pick: number): string | undefined {
    const some = [...this.organisation.state.agents.values()].filter((agent) => agent.activity.kind === kind);
    return some[pick % Math.max(some.length, 1)]?.id;
  }

  #toggle(agentId: string, groupId: string, choice: number): void {
    const { organisation } = this;
    const events = [
      { type: "loggedIn" as const, agentId, groupId },
      { type: "loggedOut" as const, agentId, groupId },
      { type: "paused" as const, agentId },
      { type: "resumed" as const, agentId },
      { type: "presenceChanged" as const, agentId, presence: choice % 2 ? ("busy" as const) : ("available" as const) },
      { type: "devicesChanged" as const, agentId, reachable: choice % 3 ? (["ipPhone"] as const) : [] },
      { type: "ownCallStarted" as const, agentId },
      { type: "ownCallEnded" as const, agentId },
      { type: "wrapUpFinished" as const, agentId },
      { type: "wrapUpExtended" as const, agentId },
      { type: "groupClosed" as const, groupId, servedUntil: organisation.now + 10_000 },
      { type: "groupOpened" as const, groupId },
      { type: "wrapUpExtended" as const, agentId },
      { type: "callPromoted" as const, callId: organisation.state.order.at(-1) ?? "" },
      { type: "callTaken" as const, callId: organisation.state.order.at(-1) ?? "", agentId },
    ];
    organisation.event(events[choice % events.length]!);
  }
}

test("at most one offer a member, nobody waits while a member who may serve him is free, callers stay in order, one end for each call", () => {
  fc.assert(
    fc.property(groupsArbitrary, history, fc.nat(), (groups, steps, seed) => {
      const run = new Run(groups, seed);
      for (const one of steps) run.step(one);
      const { outcomes, organisation } = run;
      expect(outcomes.twice).toEqual([]);
      for (const id of outcomes.offered) expect(outcomes.ended.has(id) !== organisation.state.calls.has(id)).toBe(true);
    }),
    { numRuns: 600 },
  );
  for (const state of [
    "connect",
    "stopRinging",
    "logOut",
    "wrapUpEnded",
    "leave:noAgents",
    "leave:full",
    "leave:attempts",
    "leave:maxWait",
  ]) {
    expect([state, (reached.get(state) ?? 0) > 20]).toEqual([state, true]);
  }
});

test("the same events and seed give the same decisions", () => {
  fc.assert(
    fc.property(groupsArbitrary, history, fc.nat(), (groups, steps, seed) => {
      const logs = [1, 2].map(() => {
        const run = new Run(groups, seed);
        for (const one of steps) run.step(one);
        return run.organisation.log;
      });
      expect(logs[0]).toEqual(logs[1]);
    }),
    { numRuns: 50 },
  );
});

test("an old state is never changed by a decision", () => {
  const organisation = new VirtualOrganisation([{ id: "a", members: agents, ringSimultaneously: 2 }]);
  organisation.arrives("1");
  const before = organisation.state;
  const copy = structuredClone(before);
  organisation.answers(organisation.log.at(-1)!.split(" at ")[1]!);
  organisation.arrives("2");
  organisation.advance(60);
  expect(before).toEqual(copy);
});

/** Random numbers of the test itself, apart from those of the state. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
}

/** Waits in seconds of `count` callers who find members that answer at once, in the order of arrival. */
function queueWaits(agentCount: number, arrivalsPerSecond: number, handleSeconds: number, count: number, seed: number): number[] {
  const random = generator(seed);
  const exponential = (mean: number) => -Math.log(random()) * mean;
  const members = Array.from({ length: agentCount }, (_, index) => `agent-${index}`);
  const organisation = new VirtualOrganisation([{ id: "g", members }], { seed });
  const ends: { at: number; agentId: string }[] = [];
  const arrivedAt = new Map<string, number>();
  const waits: number[] = [];
  const toAnswer: string[] = [];
  organisation.onCommand((command) => {
    if (command.type === "ring") toAnswer.push(command.agentId);
    if (command.type !== "connect") return;
    waits.push((organisation.now - arrivedAt.get(command.callId)!) / 1000);
    ends.push({ at: organisation.now + exponential(handleSeconds) * 1000, agentId: command.agentId });
  });
  let nextArrival = 0;
  for (let call = 0; waits.length < count; ) {
    ends.sort((a, b) => a.at - b.at);
    const ending = ends[0] && ends[0].at <= nextArrival ? ends.shift() : undefined;
    organisation.now = ending?.at ?? nextArrival;
    if (ending) organisation.endsCall(ending.agentId);
    else {
      arrivedAt.set(`c${++call}`, organisation.now);
      organisation.arrives(`c${call}`);
      nextArrival += exponential(1 / arrivalsPerSecond) * 1000;
    }
    for (let agentId = toAnswer.shift(); agentId; agentId = toAnswer.shift()) organisation.answers(agentId);
    organisation.news();
  }
  return waits;
}

test("waits agree with Erlang C within a confidence interval", () => {
  const [agentCount, arrivals, handle] = [5, 4 / 180, 180];
  const batches = Array.from({ length: 20 }, (_, seed) => queueWaits(agentCount, arrivals, handle, 4_000, seed + 1).slice(500));
  const means = batches.map((waits) => waits.reduce((sum, wait) => sum + wait, 0) / waits.length);
  const shares = batches.map((waits) => waits.filter((wait) => wait > 0).length / waits.length);
  expectInInterval(means, meanWait(agentCount, arrivals * handle, handle));
  expectInInterval(shares, waitProbability(agentCount, arrivals * handle));
});

/** `expected` lies within four standard errors of the batches' mean. */
function expectInInterval(batches: number[], expected: number): void {
  const mean = batches.reduce((sum, value) => sum + value, 0) / batches.length;
  const variance = batches.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (batches.length - 1);
  const error = Math.sqrt(variance / batches.length);
  expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
  expect(error / expected).toBeLessThan(0.1);
}
