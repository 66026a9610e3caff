/** Who may serve whom. Each question has one answer here, for deciding and for explaining alike. */
import type { Agent, GroupRules, Instant, OrganisationState, WaitingCall } from "./state.ts";

/** Logged in, not paused, with a device that the group rings: counts against "no agents", also when busy or in wrap-up. */
export function isPresentIn(agent: Agent, group: GroupRules): boolean {
  return agent.loggedIn.has(group.id) && !agent.paused && group.devices.some((device) => agent.reachable.has(device));
}

/** A red presence gets no calls, though he is logged in. */
export const presenceAllows = (agent: Agent, group: GroupRules): boolean => !group.presenceAffects || agent.presence !== "busy";

/** Could be rung at this moment for a caller of the group. */
export function isFreeFor(agent: Agent, group: GroupRules): boolean {
  return agent.activity.kind === "idle" && isPresentIn(agent, group) && presenceAllows(agent, group);
}

/** Members who could be rung at this moment. Looks through the idle or the members, whichever are fewer. */
export function freeMembers({ agents, idle }: OrganisationState, group: GroupRules): Agent[] {
  const free: Agent[] = [];
  const few = idle.size < group.members.size ? idle : group.members;
  for (const id of few.keys()) {
    const agent = agents.get(id);
    if (agent && isFreeFor(agent, group)) free.push(agent);
  }
  return free;
}

export const isRestingFor = (agent: Agent, call: WaitingCall, now: Instant): boolean => (call.restUntil.get(agent.id) ?? 0) > now;

export function hasAgents(state: OrganisationState, group: GroupRules): boolean {
  for (const id of group.members.keys()) {
    const agent = state.agents.get(id);
    if (agent && isPresentIn(agent, group)) return true;
  }
  return false;
}

/** A caller whose stay is over is not rung for again; a callback waits for its time and for the group to be open. */
export function mayBeServed(state: OrganisationState, call: WaitingCall, group: GroupRules, now: Instant): boolean {
  if (call.kind === "callback") return call.notBefore <= now && !state.closed.has(group.id);
  return leaveReason(state, call, group, now) === null;
}

/** The time after closing or the longest wait is over, or all attempts are used up: a ring in progress may end, no new ring starts. Of a caller on the line. */
export function leaveReason(
  state: OrganisationState,
  call: WaitingCall,
  group: GroupRules,
  now: Instant,
): "closed" | "attempts" | "maxWait" | null {
  if ((state.closed.get(group.id)?.servedUntil ?? Number.POSITIVE_INFINITY) <= now) return "closed";
  if (group.maxAttempts !== null && call.attempts >= group.maxAttempts) return "attempts";
  if (group.maxWaitMs !== null && now - call.queuedAt >= group.maxWaitMs) return "maxWait";
  return null;
}
