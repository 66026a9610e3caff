/** In which order free members are rung for a caller (product.md, "Members"). */
import type { Agent, GroupRules, WaitingCall } from "./state.ts";

interface Candidate {
  agent: Agent;
  missed: number;
  skill: number;
  order: number;
  idleSince: number;
  random: number;
}

/**
 * Those who missed this caller last; then skill level, then ring order, then longest idle or by chance.
 * `random` is drawn once per agent, in the order given.
 */
export function inRingOrder(agents: Agent[], group: GroupRules, call: WaitingCall, random: () => number): Agent[] {
  const candidates = agents.map((agent) => candidate(agent, group, call, random()));
  return candidates.sort(compare).map(({ agent }) => agent);
}

function candidate(agent: Agent, group: GroupRules, call: WaitingCall, random: number): Candidate {
  const rule = group.members.get(agent.id);
  return {
    agent,
    missed: call.missedBy.indexOf(agent.id),
    skill: group.skillBased ? (rule?.skillLevel ?? 5) : 0,
    order: group.ringInOrder ? (rule?.ringOrder ?? Number.MAX_SAFE_INTEGER) : 0,
    idleSince: group.skillBased && group.longestIdle ? agent.idleSince : 0,
    random,
  };
}

const compare = (a: Candidate, b: Candidate) =>
  a.missed - b.missed || a.skill - b.skill || a.order - b.order || a.idleSince - b.idleSince || a.random - b.random;
