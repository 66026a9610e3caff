/**
 * What keeps a member from the queue's calls without being one: the wrap-up of a talked call, and calls of his own. A wrap-up counts on
 * while he is on a call of his own, which may be no more than a colleague ringing in vain.
 */
import type { Draft } from "./draft.ts";
import { endOffer } from "./rings.ts";
import {
  type Agent,
  type AgentId,
  type CallId,
  type GroupId,
  longestWrapUpMs,
  type OrganisationState,
  runningWrapUp,
  type WrapUp,
  wrapUpExtensionMs,
} from "./state.ts";

/** Wrap-up follows a talked call only; across the groups that he is logged in to the longest counts. */
export function talkEnded(draft: Draft, callId: CallId, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  if (agent?.activity.kind !== "talking" || agent.activity.callId !== callId) return false;
  const { groupId, ownLine } = agent.activity;
  const wrapUpMs = wrapUpMsOf(draft.state, agent, groupId);
  const wrapUp = wrapUpMs > 0 ? { groupId, since: draft.now, until: draft.now + wrapUpMs } : null;
  if (ownLine) draft.setActivity(agentId, { kind: "ownCall", since: draft.now, wrapUp });
  else draft.putAgent(wrapUp ? { ...agent, activity: { kind: "wrapUp", ...wrapUp } } : idle(agent, draft));
  return true;
}

/** A customer who was not reached: neither a wrap-up follows nor a new turn. */
export function talkForgotten(draft: Draft, { id, activity }: Agent): void {
  const ownLine = activity.kind === "talking" && activity.ownLine;
  draft.setActivity(id, ownLine ? { kind: "ownCall", since: draft.now, wrapUp: null } : { kind: "idle", since: draft.now });
}

function wrapUpMsOf(state: OrganisationState, agent: Agent, groupId: GroupId): number {
  const groups = new Set([...agent.loggedIn, groupId]);
  return Math.max(0, ...[...groups].map((id) => state.groups.get(id)?.wrapUpMs ?? 0));
}

/** A phone that he picked up himself: the offer, if any, is given to the next. */
export function ownCallStarted(draft: Draft, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  if (!agent || agent.activity.kind === "ownCall") return false;
  if (agent.activity.kind === "talking") return setOwnLine(draft, agent, true);
  if (agent.activity.kind === "offered") {
    const { callId } = agent.activity;
    const call = draft.call(callId);
    if (call && endOffer(draft, call, agentId, "busy")) draft.command({ type: "stopRinging", callId, agentId, result: "busy" });
  }
  draft.setActivity(agentId, { kind: "ownCall", since: draft.now, wrapUp: runningWrapUp(agent.activity) });
  return true;
}

/** A wrap-up that would be over by now ends in the same decision. */
export function ownCallEnded(draft: Draft, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  if (agent?.activity.kind === "talking") return setOwnLine(draft, agent, false);
  if (agent?.activity.kind !== "ownCall") return false;
  const { wrapUp } = agent.activity;
  draft.putAgent(wrapUp ? { ...agent, activity: { kind: "wrapUp", ...wrapUp } } : idle(agent, draft));
  return true;
}

function setOwnLine(draft: Draft, { id, activity }: Agent, ownLine: boolean): boolean {
  if (activity.kind !== "talking" || activity.ownLine === ownLine) return false;
  draft.setActivity(id, { ...activity, ownLine });
  return true;
}

/** It has run out, or he has finished it. On a call of his own he is free after that. */
export function endWrapUp(draft: Draft, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  if (!agent || !runningWrapUp(agent.activity)) return false;
  draft.putAgent(agent.activity.kind === "ownCall" ? { ...agent, activity: { ...agent.activity, wrapUp: null } } : idle(agent, draft));
  draft.command({ type: "wrapUpEnded", agentId });
  return true;
}

/** Never longer than the longest wrap-up that a group may have. */
export function extendWrapUp(draft: Draft, agentId: AgentId): boolean {
  const agent = draft.agent(agentId);
  const wrapUp = agent ? runningWrapUp(agent.activity) : null;
  if (!agent || !wrapUp) return false;
  const until = Math.min(wrapUp.until + wrapUpExtensionMs, wrapUp.since + longestWrapUpMs);
  if (until <= wrapUp.until) return false;
  draft.setActivity(agentId, withWrapUp(agent.activity, { ...wrapUp, until }));
  return true;
}

const withWrapUp = (activity: Agent["activity"], wrapUp: WrapUp): Agent["activity"] =>
  activity.kind === "ownCall" ? { ...activity, wrapUp } : { kind: "wrapUp", ...wrapUp };

/** He has his turn from now on. */
const idle = (agent: Agent, { now }: Draft): Agent => ({ ...agent, idleSince: now, activity: { kind: "idle", since: now } });
