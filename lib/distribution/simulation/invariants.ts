/** The invariants of docs/architecture.md that a state alone can be asked. Empty = all hold. */
import { hasAgents, isFreeFor, isRestingFor, mayBeServed } from "../eligibility.ts";
import { type AgentActivity, type GroupRules, type Instant, type OrganisationState, runningWrapUp, type WaitingCall } from "../state.ts";

export function violations(state: OrganisationState, now: Instant): string[] {
  return [...offersAgree(state), ...nobodyWaitsInVain(state, now), ...orderAgrees(state), ...indexesAgree(state)];
}

/** 1. A member has at most one live offer, over all groups, and it is the one that his caller's round holds. */
function offersAgree(state: OrganisationState): string[] {
  const offered = new Map<string, string[]>();
  for (const call of state.calls.values()) {
    for (const agentId of call.round?.offers.keys() ?? []) offered.set(agentId, [...(offered.get(agentId) ?? []), call.id]);
  }
  const wrong: string[] = [];
  for (const [agentId, calls] of offered) {
    const activity = state.agents.get(agentId)?.activity;
    if (calls.length > 1) wrong.push(`${agentId} is offered ${calls.join(" and ")}`);
    if (activity?.kind !== "offered" || activity.callId !== calls[0])
      wrong.push(`${agentId} rings for ${calls[0]} and is ${activity?.kind}`);
  }
  for (const agent of state.agents.values()) {
    if (agent.activity.kind === "offered" && !offered.has(agent.id)) wrong.push(`${agent.id} rings for nobody`);
    if (agent.activity.kind === "talking" && state.calls.has(agent.activity.callId)) wrong.push(`${agent.id} talks to a waiting caller`);
  }
  return wrong;
}

/** 2. Nobody waits while a member who may serve him is free, unless as many phones ring for him as his group wants at once. */
function nobodyWaitsInVain(state: OrganisationState, now: Instant): string[] {
  return [...state.calls.values()].flatMap((call) => {
    const group = state.groups.get(call.groupId);
    if (!group) return [`${call.id} waits in a group that is gone`];
    if (isFull(call, group) || !mayBeServed(state, call, group, now)) return [];
    const free = [...group.members.keys()].filter((id) => {
      const agent = state.agents.get(id);
      return agent && isFreeFor(agent, group) && !isRestingFor(agent, call, now);
    });
    if (call.round) return free.map((id) => `${call.id} rings at ${call.round?.offers.size} while ${id} is free`);
    const noted = (call.noAgentsSince !== null) === !hasAgents(state, group) ? [] : [`${call.id}: no agents noted wrongly`];
    return [...noted, ...free.map((id) => `${call.id} waits while ${id} is free`)];
  });
}

const isFull = ({ round }: WaitingCall, group: GroupRules) =>
  round !== null && (round.byHand || round.offers.size >= group.ringSimultaneously);

function orderAgrees(state: OrganisationState): string[] {
  const calls = state.order.map((id) => state.calls.get(id)) as WaitingCall[];
  if (calls.length !== state.calls.size || calls.some((call) => !call)) return ["the order does not name each caller once"];
  const sorted = [...calls].sort((a, b) => a.arrivedAt - b.arrivedAt || a.sequence - b.sequence);
  return sorted.every((call, index) => call === calls[index]) ? [] : ["callers are not in the order of arrival"];
}

function indexesAgree({ agents, idle, wrappingUp }: OrganisationState): string[] {
  const idsOf = (kind: AgentActivity["kind"]) => [...agents.values()].flatMap(({ id, activity }) => (activity.kind === kind ? [id] : []));
  const agree = (index: ReadonlySet<string>, ids: string[]) => index.size === ids.length && ids.every((id) => index.has(id));
  return [
    ...(agree(idle, idsOf("idle")) ? [] : ["the index of idle members is wrong"]),
    ...(agree(
      wrappingUp,
      [...agents.values()].flatMap(({ id, activity }) => (runningWrapUp(activity) ? [id] : [])),
    )
      ? []
      : ["the index of members in wrap-up is wrong"]),
  ];
}
