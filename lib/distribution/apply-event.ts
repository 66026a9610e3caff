/** What an event changes by itself. Who is rung next is decided afterwards, for all callers together (`serve-callers.ts`). */
import { assertNever } from "../domain/assert-never.ts";
import { promoteCall, takeCall, withdrawCall } from "./by-hand.ts";
import type { Draft } from "./draft.ts";
import { freeMembers, hasAgents } from "./eligibility.ts";
import type { DistributionEvent, LeaveReason } from "./events.ts";
import { endOffer, stopRound } from "./rings.ts";
import {
  type Agent,
  type AgentId,
  type CallId,
  type GroupId,
  type GroupRules,
  type Instant,
  longestWrapUpMs,
  type OrganisationState,
  type WaitingCall,
  wrapUpExtensionMs,
} from "./state.ts";

/** False when the event is not valid in the present state: late answers and double hang-ups are normal in telephony. */
export function applyEvent(draft: Draft, event: DistributionEvent): boolean {
  switch (event.type) {
    case "configured":
      return configure(draft, event.groups, event.agentIds);
    case "callArrived":
      return callArrived(draft, event.callId, event.groupId, event.arrivedAt);
    case "callerLeft":
    case "callbackWithdrawn":
      return removeCall(draft, event.type === "callerLeft" ? event.callId : event.callbackId, "callerLeft");
    case "callbackRequested":
      return replaceByCallback(draft, event.callId, event.callbackId);
    case "callbackRestored":
      return restoreCallback(draft, event.callbackId, event.groupId, event.arrivedAt, event.notBefore);
    case "callbackUnreached":
      return returnCallback(draft, event);
    case "placeTaken":
      return takePlace(draft, event.callId, event.arrivedAt);
    case "groupClosed":
      return setClosed(draft, event.groupId, event.servedUntil);
    case "groupOpened":
      return setClosed(draft, event.groupId, null);
    case "callPromoted":
      return promoteCall(draft, event.callId);
    case "callMovedAway":
      return withdrawCall(draft, event.callId);
    case "callTaken":
      return takeCall(draft, event.callId, event.agentId);
    case "agentAnswered":
      return agentAnswered(draft, event.callId, event.agentId);
    case "agentRefused":
      return agentRefused(draft, event.callId, event.agentId, event.result);
    case "talkEnded":
      return talkEnded(draft, event.callId, event.agentId);
    case "loggedIn":
      return logIn(draft, event.agentId, event.groupId);
    case "loggedOut":
      return logOut(draft, event.agentId, event.groupId);
    case "paused":
      return changeAgent(draft, event.agentId, (agent) => ({ ...agent, paused: true }));
    case "resumed":
      return changeAgent(draft, event.agentId, (agent) => ({ ...agent, paused: false, idleSince: draft.now }));
    case "presenceChanged":
      return changeAgent(draft, event.agentId, (agent) => ({ ...agent, presence: event.presence }));
    case "devicesChanged":
      return changeAgent(draft, event.agentId, (agent) => ({ ...agent, reachable: new Set(event.reachable) }));
    case "ownCallStarted":
      return ownCallStarted(draft, event.agentId);
    case "ownCallEnded":
      return endActivity(draft, event.agentId, "ownCall");
    case "wrapUpFinished":
      return endWrapUp(draft, event.agentId);
    case "wrapUpExtended":
      return extendWrapUp(draft, event.agentId);
    case "timePassed":
      return true;
    default:
      return assertNever(event);
  }
}

function changeAgent(draft: Draft, id: AgentId, change: (agent: Agent) => Agent): boolean {
  const agent = draft.agent(id);
  if (!agent) return false;
  draft.putAgent(change(agent));
  return true;
}

export const newAgent = (id: AgentId, now: Instant): Agent => ({
  id,
  loggedIn: new Set(),
  paused: false,
  presence: "available",
  reachable: new Set(),
  activity: { kind: "idle", since: now },
  idleSince: now,
  missed: new Map(),
});

/** Callers follow the new rules at the next decision; those of a group that is gone leave it. */
function configure(draft: Draft, groups: ReadonlyMap<GroupId, GroupRules>, agentIds: readonly AgentId[]): boolean {
  draft.replace({ groups });
  for (const id of draft.state.order) {
    const call = draft.call(id)!;
    if (!groups.has(call.groupId)) leave(draft, id, "groupDeleted");
    else for (const agentId of formerMembers(draft.state, id)) withdraw(draft, id, agentId);
  }
  draft.replaceAgents(new Map(agentIds.map((id) => [id, keptAgent(draft, id, groups)])));
  return true;
}

const formerMembers = (state: OrganisationState, callId: CallId): AgentId[] => {
  const call = state.calls.get(callId);
  const members = call && state.groups.get(call.groupId)?.members;
  return [...(call?.round?.offers.keys() ?? [])].filter((agentId) => !members?.has(agentId));
};

function withdraw(draft: Draft, callId: CallId, agentId: AgentId): void {
  const call = draft.call(callId)!;
  if (endOffer(draft, call, agentId, "queueLeft")) draft.command({ type: "stopRinging", callId, agentId, result: "queueLeft" });
}

function keptAgent(draft: Draft, id: AgentId, groups: ReadonlyMap<GroupId, GroupRules>): Agent {
  const agent = draft.agent(id) ?? newAgent(id, draft.now);
  const loggedIn = new Set([...agent.loggedIn].filter((groupId) => groups.get(groupId)?.members.has(id)));
  return { ...agent, loggedIn };
}

/** Order of checks: (closed is the session's) no agents, then full. The reason is recorded. */
function callArrived(draft: Draft, callId: CallId, groupId: GroupId, arrivedAt: Instant): boolean {
  const group = draft.state.groups.get(groupId);
  if (!group || draft.call(callId)) return false;
  const reason = refusalAtArrival(draft.state, group);
  if (reason) {
    draft.command({ type: "leave", callId, groupId, reason });
    return true;
  }
  draft.addCall(newCall(draft, callId, "live", groupId, arrivedAt));
  draft.command({ type: "queued", callId, groupId });
  return true;
}

const newCall = (draft: Draft, id: CallId, kind: WaitingCall["kind"], groupId: GroupId, arrivedAt: Instant): WaitingCall => ({
  id,
  kind,
  groupId,
  arrivedAt,
  queuedAt: draft.now,
  sequence: draft.nextSequence(),
  attempts: 0,
  round: null,
  missedBy: [],
  restUntil: new Map(),
  noAgentsSince: null,
  notBefore: 0,
});

/** The request has the caller's place exactly. A phone that rings for him stops; the request is offered in the same tick. */
function replaceByCallback(draft: Draft, callId: CallId, callbackId: CallId): boolean {
  const call = draft.call(callId);
  if (call?.kind !== "live" || draft.call(callbackId)) return false;
  stopRound(draft, call, "callerLeft");
  draft.removeCall(callId);
  draft.addCall({ ...call, id: callbackId, kind: "callback", round: null, noAgentsSince: null });
  return true;
}

function restoreCallback(draft: Draft, id: CallId, groupId: GroupId, arrivedAt: Instant, notBefore: Instant): boolean {
  if (!draft.state.groups.has(groupId) || draft.call(id)) return false;
  draft.addCall({ ...newCall(draft, id, "callback", groupId, arrivedAt), notBefore });
  return true;
}

/** No wrap-up follows a conversation that never was. A member who was deleted meanwhile costs the request nothing. */
function returnCallback(draft: Draft, event: Extract<DistributionEvent, { type: "callbackUnreached" }>): boolean {
  const { callbackId, groupId, arrivedAt, notBefore } = event;
  const talking = talkerOf(draft, callbackId);
  if (talking && talking.id !== event.agentId) return false;
  if (talking) draft.setActivity(talking.id, { kind: "idle", since: draft.now });
  const restored = notBefore !== null && restoreCallback(draft, callbackId, groupId, arrivedAt, notBefore);
  return talking !== null || restored;
}

/** A phone that rings for him rings on. */
function takePlace(draft: Draft, callId: CallId, arrivedAt: Instant): boolean {
  const call = draft.call(callId);
  if (call?.kind !== "live") return false;
  draft.removeCall(callId);
  draft.addCall({ ...call, arrivedAt });
  return true;
}

function talkerOf(draft: Draft, callId: CallId): Agent | null {
  for (const agent of draft.state.agents.values()) {
    if (agent.activity.kind === "talking" && agent.activity.callId === callId) return agent;
  }
  return null;
}

function setClosed(draft: Draft, groupId: GroupId, servedUntil: Instant | null): boolean {
  const closed = new Map(draft.state.closed);
  if (servedUntil === null) closed.delete(groupId);
  else closed.set(groupId, { servedUntil });
  draft.replace({ closed });
  return true;
}

/** Null: a caller may be queued. Whether the group is open is not known here. */
export function refusalAtArrival(state: OrganisationState, group: GroupRules): "noAgents" | "full" | null {
  if (!hasAgents(state, group)) return "noAgents";
  if (group.maxWaiting === null) return null;
  if (group.maxWaiting === 0) return freeMembers(state, group).length > 0 ? null : "full";
  let waiting = 0;
  for (const call of state.calls.values()) if (call.groupId === group.id && call.kind === "live") waiting++;
  return waiting >= group.maxWaiting ? "full" : null;
}

function removeCall(draft: Draft, callId: CallId, result: "callerLeft" | "queueLeft"): boolean {
  const call = draft.call(callId);
  if (!call) return false;
  stopRound(draft, call, result);
  draft.removeCall(callId);
  return true;
}

/** The call goes to the destination of the reason; whoever was rung for it stops ringing. */
export function leave(draft: Draft, callId: CallId, reason: LeaveReason): void {
  const groupId = draft.call(callId)?.groupId;
  if (!groupId) return;
  removeCall(draft, callId, "queueLeft");
  draft.command({ type: "leave", callId, groupId, reason });
}

/** The first answer wins; the others stop ringing. */
function agentAnswered(draft: Draft, callId: CallId, agentId: AgentId): boolean {
  const call = draft.call(callId);
  const agent = draft.agent(agentId);
  if (!agent || !call?.round?.offers.has(agentId)) return false;
  stopRound(draft, call, "answeredElsewhere", agentId);
  draft.removeCall(callId);
  const missed = without(agent.missed, call.groupId);
  draft.putAgent({ ...agent, missed, activity: { kind: "talking", since: draft.now, callId, groupId: call.groupId } });
  draft.command({ type: "connect", callId, agentId });
  return true;
}

function agentRefused(draft: Draft, callId: CallId, agentId: AgentId, result: "busy" | "declined" | "unreachable" | "failed"): boolean {
  const call = draft.call(callId);
  if (!call || !endOffer(draft, call, agentId, result)) return false;
  // A person who declines is at his desk: the row of unanswered calls is broken.
  if (result === "declined") changeAgent(draft, agentId, (agent) => ({ ...agent, missed: without(agent.missed, call.groupId) }));
  return true;
}

/** Wrap-up follows a talked call only; across the groups that he is logged in to the longest counts. */
function talkEnded(draft: Draft, callId: CallId, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  if (agent?.activity.kind !== "talking" || agent.activity.callId !== callId) return false;
  const { groupId } = agent.activity;
  const wrapUpMs = wrapUpOf(draft.state, agent, groupId);
  const activity =
    wrapUpMs > 0
      ? { kind: "wrapUp" as const, since: draft.now, groupId, until: draft.now + wrapUpMs }
      : { kind: "idle" as const, since: draft.now };
  draft.putAgent({ ...agent, idleSince: draft.now, activity });
  return true;
}

function wrapUpOf(state: OrganisationState, agent: Agent, groupId: GroupId): number {
  const groups = new Set([...agent.loggedIn, groupId]);
  return Math.max(0, ...[...groups].map((id) => state.groups.get(id)?.wrapUpMs ?? 0));
}

function logIn(draft: Draft, agentId: AgentId, groupId: GroupId): boolean {
  if (!draft.state.groups.get(groupId)?.members.has(agentId)) return false;
  return changeAgent(draft, agentId, (agent) => ({
    ...agent,
    loggedIn: new Set(agent.loggedIn).add(groupId),
    missed: without(agent.missed, groupId),
    idleSince: draft.now,
  }));
}

/** A ring in progress goes on: he may still answer it. */
function logOut(draft: Draft, agentId: AgentId, groupId: GroupId): boolean {
  return changeAgent(draft, agentId, (agent) => {
    const loggedIn = new Set(agent.loggedIn);
    loggedIn.delete(groupId);
    return { ...agent, loggedIn, missed: without(agent.missed, groupId) };
  });
}

/** A phone that he picked up himself: the offer, if any, is given to the next. */
function ownCallStarted(draft: Draft, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  if (!agent || agent.activity.kind === "talking" || agent.activity.kind === "ownCall") return false;
  if (agent.activity.kind === "offered") {
    const { callId } = agent.activity;
    const call = draft.call(callId);
    if (call && endOffer(draft, call, agentId, "busy")) draft.command({ type: "stopRinging", callId, agentId, result: "busy" });
  }
  draft.setActivity(agentId, { kind: "ownCall", since: draft.now });
  return true;
}

function endActivity(draft: Draft, agentId: AgentId, kind: "ownCall" | "wrapUp"): boolean {
  if (draft.agent(agentId)?.activity.kind !== kind) return false;
  return changeAgent(draft, agentId, (agent) => ({ ...agent, idleSince: draft.now, activity: { kind: "idle", since: draft.now } }));
}

export function endWrapUp(draft: Draft, agentId: AgentId): boolean {
  const ended = endActivity(draft, agentId, "wrapUp");
  if (ended) draft.command({ type: "wrapUpEnded", agentId });
  return ended;
}

/** Never longer than the longest wrap-up that a group may have. */
function extendWrapUp(draft: Draft, agentId: AgentId): boolean {
  const activity = draft.agent(agentId)?.activity;
  if (activity?.kind !== "wrapUp") return false;
  const until = Math.min(activity.until + wrapUpExtensionMs, activity.since + longestWrapUpMs);
  if (until <= activity.until) return false;
  draft.setActivity(agentId, { ...activity, until });
  return true;
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
