/** What an event changes by itself. Who is rung next is decided afterwards, for all callers together (`serve-callers.ts`). */
import { assertNever } from "../domain/assert-never.ts";
import { promoteCall, takeCall, withdrawCall } from "./by-hand.ts";
import { configure } from "./configure.ts";
import type { Draft } from "./draft.ts";
import { freeMembers, hasAgents } from "./eligibility.ts";
import type { DistributionEvent } from "./events.ts";
import { removeCall } from "./leave.ts";
import { forgetMisses, logIn, logOut } from "./logins.ts";
import { endWrapUp, extendWrapUp, ownCallEnded, ownCallStarted, talkEnded, talkForgotten } from "./own-time.ts";
import { endOffer, stopRound } from "./rings.ts";
import type { Agent, AgentId, CallId, GroupId, GroupRules, Instant, OrganisationState, WaitingCall } from "./state.ts";

/** False when the event is not valid in the present state: late answers and double hang-ups are normal in telephony. */
export function applyEvent(draft: Draft, event: DistributionEvent): boolean {
  switch (event.type) {
    case "configured":
      return configure(draft, event);
    case "callArrived":
      return callArrived(draft, event.callId, event.groupId, event.arrivedAt);
    case "callerLeft":
    case "callbackWithdrawn":
      return removeCall(draft, event.type === "callerLeft" ? event.callId : event.callbackId, "callerLeft");
    case "callbackRequested":
      return replaceByCallback(draft, event);
    case "callbackRestored":
      return restoreCallback(draft, event, event.notBefore);
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
      return draft.changeAgent(event.agentId, (agent) => ({ ...agent, paused: true }));
    case "resumed":
      return resume(draft, event.agentId);
    case "presenceChanged":
      return draft.changeAgent(event.agentId, (agent) => ({ ...agent, presence: event.presence }));
    case "devicesChanged":
      return draft.changeAgent(event.agentId, (agent) => ({ ...agent, reachable: new Set(event.reachable) }));
    case "ownCallStarted":
      return ownCallStarted(draft, event.agentId);
    case "ownCallEnded":
      return ownCallEnded(draft, event.agentId);
    case "wrapUpFinished":
      return endWrapUp(draft, event.agentId);
    case "wrapUpExtended":
      return extendWrapUp(draft, event.agentId);
    case "serviceEnded":
      draft.replace({ serving: false });
      return true;
    case "timePassed":
      return true;
    default:
      return assertNever(event);
  }
}

/** His turn comes by the end of a pause, not of one that there was not. */
function resume(draft: Draft, agentId: AgentId): boolean {
  if (!draft.agent(agentId)?.paused) return false;
  return draft.changeAgent(agentId, (agent) => ({ ...agent, paused: false, idleSince: draft.now }));
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
function replaceByCallback(draft: Draft, event: Extract<DistributionEvent, { type: "callbackRequested" }>): boolean {
  const { callId, callbackId } = event;
  const call = draft.call(callId);
  if (call?.kind !== "live" || draft.call(callbackId)) return false;
  stopRound(draft, call, "callerLeft");
  draft.removeCall(callId);
  const restUntil = new Map([...call.restUntil, ...notByHimself(event)]);
  draft.addCall({ ...call, id: callbackId, kind: "callback", round: null, noAgentsSince: null, restUntil });
  return true;
}

interface Restored {
  callbackId: CallId;
  groupId: GroupId;
  arrivedAt: Instant;
  customerId?: AgentId;
}

function restoreCallback(draft: Draft, restored: Restored, notBefore: Instant): boolean {
  const { callbackId, groupId, arrivedAt } = restored;
  if (!draft.state.groups.has(groupId) || draft.call(callbackId)) return false;
  const restUntil = notByHimself(restored);
  draft.addCall({ ...newCall(draft, callbackId, "callback", groupId, arrivedAt), notBefore, restUntil });
  return true;
}

/** A member who asked to be called back is never rung to call himself. */
const notByHimself = ({ customerId }: { customerId?: AgentId }): Map<AgentId, Instant> =>
  new Map(customerId === undefined ? [] : [[customerId, Number.POSITIVE_INFINITY]]);

/** No wrap-up follows a conversation that never was. A member who was deleted meanwhile costs the request nothing. */
function returnCallback(draft: Draft, event: Extract<DistributionEvent, { type: "callbackUnreached" }>): boolean {
  const { callbackId, notBefore } = event;
  const talking = talkerOf(draft, callbackId);
  if (talking && talking.id !== event.agentId) return false;
  if (talking) talkForgotten(draft, talking);
  const restored = notBefore !== null && restoreCallback(draft, event, notBefore);
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

/** The first answer wins; the others stop ringing. */
function agentAnswered(draft: Draft, callId: CallId, agentId: AgentId): boolean {
  const call = draft.call(callId);
  const agent = draft.agent(agentId);
  if (!agent || !call?.round?.offers.has(agentId)) return false;
  stopRound(draft, call, "answeredElsewhere", agentId);
  draft.removeCall(callId);
  const activity = { kind: "talking" as const, since: draft.now, callId, groupId: call.groupId, ownLine: false };
  draft.putAgent({ ...forgetMisses(agent, call.groupId), activity });
  draft.command({ type: "connect", callId, agentId });
  return true;
}

function agentRefused(draft: Draft, callId: CallId, agentId: AgentId, result: "busy" | "declined" | "unreachable" | "failed"): boolean {
  const call = draft.call(callId);
  if (!call || !endOffer(draft, call, agentId, result)) return false;
  // A person who declines is at his desk: the row of unanswered calls is broken.
  if (result === "declined") draft.changeAgent(agentId, (agent) => forgetMisses(agent, call.groupId));
  return true;
}
