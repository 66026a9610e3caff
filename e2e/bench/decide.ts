/** How long one decision takes in a full house: 20 groups that share 1,000 agents, all busy, and 1,000 callers who wait. */
import { nextDeadline } from "../../lib/distribution/deadlines.ts";
import { decide } from "../../lib/distribution/decide.ts";
import type { DistributionEvent } from "../../lib/distribution/events.ts";
import { VirtualOrganisation } from "../../lib/distribution/simulation/virtual-organisation.ts";
import type { OrganisationState } from "../../lib/distribution/state.ts";
import { printTimes } from "./report.ts";

const agentCount = 1_000;
const waitingCount = 1_000;
const groupCount = 20;
const groupsPerAgent = 3;
const rounds = 2_000;

export async function run(): Promise<void> {
  const full = fullHouse();
  console.log(`${full.agents.size} agents, ${full.calls.size} callers wait, ${groupCount} groups`);
  const times = new Map<string, number[]>();
  for (const round of ["warm up", "measure"]) {
    for (const known of times.values()) known.length = 0;
    measure(full, round === "measure" ? rounds : rounds / 4, times);
  }
  for (const [what, values] of times) printTimes(what, values);
}

function measure(full: OrganisationState, count: number, times: Map<string, number[]>): void {
  let state = full;
  let now = 1_000_000;
  const timed = (what: string, event: DistributionEvent) => {
    const begin = performance.now();
    const decision = decide(state, event, now);
    note(times, what, performance.now() - begin);
    state = decision.state;
    return decision.commands;
  };
  for (let n = 0; n < count; n++) {
    now += 10;
    const talking = [...state.agents.values()].filter(({ activity }) => activity.kind === "talking")[n % 100]!;
    const { activity } = talking;
    if (activity.kind !== "talking") throw new Error("everybody talks");
    const commands = timed("a talk ends, the next caller is rung", { type: "talkEnded", callId: activity.callId, agentId: talking.id });
    const ring = commands.find((command) => command.type === "ring");
    if (ring?.type !== "ring") throw new Error("nobody was rung");
    timed("the member answers", { type: "agentAnswered", callId: ring.callId, agentId: ring.agentId });
    timed("a caller arrives", { type: "callArrived", callId: `next-${now}`, groupId: ring.groupId, arrivedAt: now });
    timed("a deadline passes", { type: "timePassed" });
    const begin = performance.now();
    nextDeadline(state, now);
    note(times, "the next deadline is looked for", performance.now() - begin);
  }
}

function note(times: Map<string, number[]>, what: string, milliseconds: number): void {
  const known = times.get(what) ?? [];
  known.push(milliseconds);
  times.set(what, known);
}

/** Everybody talks, then a thousand more callers come. */
function fullHouse(): OrganisationState {
  const groups = Array.from({ length: groupCount }, (_, group) => ({
    id: `group-${group}`,
    skillBased: true,
    longestIdle: true,
    members: Array.from({ length: agentCount }, (_, agent) => agent)
      .filter((agent) => Array.from({ length: groupsPerAgent }, (_, n) => (agent + n * 7) % groupCount).includes(group))
      .map((agent) => ({ agentId: `agent-${agent}`, skillLevel: (agent % 5) + 1, ringOrder: null })),
  }));
  const house = new VirtualOrganisation(groups);
  const rung: string[] = [];
  house.onCommand((command) => command.type === "ring" && rung.push(command.agentId));
  const arrive = (count: number, name: string) => {
    for (let call = 0; call < count; call++) {
      house.now += 5;
      house.arrives(`${name}-${call}`, `group-${call % groupCount}`);
      for (let agentId = rung.pop(); agentId; agentId = rung.pop()) house.answers(agentId);
    }
  };
  arrive(agentCount * 2, "first");
  const missing = waitingCount - house.state.calls.size;
  if (missing > 0) arrive(missing, "more");
  return house.state;
}
