/** Why a caller still waits and why a member gets no call, in a closed set of reasons. */
import type { WaitReason } from "../domain/live.ts";
import { hasAgents, isFreeFor, isRestingFor } from "./eligibility.ts";
import type { Agent, CallId, GroupRules, Instant, OrganisationState } from "./state.ts";

/** Null when the call is not waiting. */
export function explainCaller(state: OrganisationState, callId: CallId, now: Instant): WaitReason | null {
  const call = state.calls.get(callId);
  const group = call && state.groups.get(call.groupId);
  if (!call || !group) return null;
  if (call.round) return "ringing";
  if (!hasAgents(state, group)) return "noneLoggedIn";
  const free = freeMembers(state, group);
  if (free.length === 0) return waitingPosition(state, callId) === 1 ? "allBusy" : "earlierCallers";
  return free.every((agent) => isRestingFor(agent, call, now)) ? "membersResting" : "earlierCallers";
}

export type NoCallReason = "loggedOut" | "paused" | "presence" | "noDevice" | "ringing" | "talking" | "wrapUp" | "ownCall";

/** Null when the member is free for the group's callers. */
export function explainAgent(agent: Agent, group: GroupRules): NoCallReason | null {
  if (!agent.loggedIn.has(group.id)) return "loggedOut";
  if (agent.activity.kind === "offered") return "ringing";
  if (agent.activity.kind !== "idle") return agent.activity.kind;
  if (agent.paused) return "paused";
  if (!group.devices.some((device) => agent.reachable.has(device))) return "noDevice";
  return group.presenceAffects && agent.presence === "busy" ? "presence" : null;
}

/** From 1: everyone of the same group who arrived earlier is served earlier. Null when not waiting. */
export function waitingPosition(state: OrganisationState, callId: CallId): number | null {
  const call = state.calls.get(callId);
  if (!call) return null;
  let position = 0;
  for (const id of state.order) {
    if (state.calls.get(id)?.groupId === call.groupId) position++;
    if (id === callId) return position;
  }
  return null;
}

const freeMembers = (state: OrganisationState, group: GroupRules): Agent[] =>
  [...group.members.keys()].flatMap((id) => {
    const agent = state.agents.get(id);
    return agent && isFreeFor(agent, group) ? [agent] : [];
  });
