/** Why a caller still waits and why a member gets no call, in a closed set of reasons. */
import type { NoCallReason, WaitReason } from "../domain/live.ts";
import { freeMembers, isPresentIn, isRestingFor, presenceAllows } from "./eligibility.ts";
import type { Agent, CallId, GroupId, GroupRules, Instant, OrganisationState, WaitingCall } from "./state.ts";

export interface CallerStanding {
  /** From 1: everyone of the same group who arrived earlier is served earlier. */
  position: number;
  /** Why he still waits. */
  reason: WaitReason;
}

interface Queue {
  position: number;
  /** Null: somebody is there, if only busy. */
  absence: "noneLoggedIn" | "nonePresent" | null;
  free: Agent[];
}

/** Where each caller stands, in one pass over the queues. */
export function explainCallers(state: OrganisationState, now: Instant): ReadonlyMap<CallId, CallerStanding> {
  const queues = new Map<GroupId, Queue>();
  const standings = new Map<CallId, CallerStanding>();
  for (const id of state.order) {
    const call = state.calls.get(id);
    const group = call && state.groups.get(call.groupId);
    if (!group) continue;
    const queue = queues.get(group.id) ?? { position: 0, absence: absenceIn(state, group), free: freeMembers(state, group) };
    queues.set(group.id, queue);
    queue.position++;
    const reason = callbackReason(state, call, now) ?? waitReason(call, queue, now);
    standings.set(id, { position: queue.position, reason });
  }
  return standings;
}

function callbackReason({ closed }: OrganisationState, { kind, groupId, notBefore, round }: WaitingCall, now: Instant): WaitReason | null {
  if (kind === "live" || round) return null;
  if (closed.has(groupId)) return "callbackClosed";
  return notBefore > now ? "callbackPause" : null;
}

function waitReason(call: WaitingCall, queue: Queue, now: Instant): WaitReason {
  if (call.round) return "ringing";
  if (queue.absence) return queue.absence;
  if (queue.free.length === 0) return queue.position === 1 ? "allBusy" : "earlierCallers";
  return queue.free.every((agent) => isRestingFor(agent, call, now)) ? "membersResting" : "earlierCallers";
}

/** Logged in, but paused, on a red presence or without a device: that is nobody too. */
function absenceIn(state: OrganisationState, group: GroupRules): Queue["absence"] {
  let absence: Queue["absence"] = "noneLoggedIn";
  for (const id of group.members.keys()) {
    const agent = state.agents.get(id);
    if (!agent?.loggedIn.has(group.id)) continue;
    if (isPresentIn(agent, group) && presenceAllows(agent, group)) return null;
    absence = "nonePresent";
  }
  return absence;
}

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
