/** What ends by itself as time passes: rings, wrap-ups, waits. */
import { endWrapUp } from "./apply-event.ts";
import type { Draft } from "./draft.ts";
import { endOffer } from "./rings.ts";
import type { Agent, Instant, Offer, OrganisationState, WaitingCall } from "./state.ts";
import { noAgentsGraceMs } from "./state.ts";

export function expireDeadlines(draft: Draft): void {
  for (const id of draft.state.wrappingUp) {
    const activity = draft.agent(id)?.activity;
    if (activity?.kind === "wrapUp" && activity.until <= draft.now) endWrapUp(draft, id);
  }
  for (const { id, round } of draft.state.calls.values()) {
    for (const offer of round?.offers.values() ?? []) if (offer.until <= draft.now) missOffer(draft, id, offer);
  }
}

function missOffer(draft: Draft, callId: string, offer: Offer): void {
  const call = draft.call(callId);
  const agent = draft.agent(offer.agentId);
  if (!call || !agent || !endOffer(draft, call, offer.agentId, "timeout")) return;
  draft.command({ type: "stopRinging", callId, agentId: offer.agentId, result: "timeout" });
  if (!call.round?.byHand) countMiss(draft, call, draft.agent(offer.agentId)!);
}

function countMiss(draft: Draft, call: WaitingCall, agent: Agent): void {
  const { groupId } = call;
  const limit = draft.state.groups.get(groupId)?.logoutAfterMissed ?? null;
  const count = (agent.missed.get(groupId) ?? 0) + 1;
  if (limit === null || count < limit) {
    draft.putAgent({ ...agent, missed: new Map(agent.missed).set(groupId, count) });
    return;
  }
  const missed = new Map(agent.missed);
  missed.delete(groupId);
  const loggedIn = new Set(agent.loggedIn);
  loggedIn.delete(groupId);
  draft.putAgent({ ...agent, missed, loggedIn });
  draft.command({ type: "logOut", agentId: agent.id, groupId });
}

/** The earliest instant after `now` at which `decide` has something to do by itself, or null. */
export function nextDeadline(state: OrganisationState, now: Instant): Instant | null {
  let next = Number.POSITIVE_INFINITY;
  const consider = (instant: Instant) => {
    if (instant > now && instant < next) next = instant;
  };
  for (const id of state.wrappingUp) {
    const activity = state.agents.get(id)?.activity;
    if (activity?.kind === "wrapUp") consider(activity.until);
  }
  for (const call of state.calls.values()) considerCall(state, call, consider);
  return Number.isFinite(next) ? next : null;
}

function considerCall(state: OrganisationState, call: WaitingCall, consider: (instant: Instant) => void): void {
  for (const offer of call.round?.offers.values() ?? []) consider(offer.until);
  for (const instant of call.restUntil.values()) consider(instant);
  consider(call.notBefore);
  if (call.kind === "callback") return;
  if (call.noAgentsSince !== null) consider(call.noAgentsSince + noAgentsGraceMs);
  const closed = state.closed.get(call.groupId);
  if (closed) consider(closed.servedUntil);
  const maxWaitMs = state.groups.get(call.groupId)?.maxWaitMs ?? null;
  if (maxWaitMs !== null) consider(call.queuedAt + maxWaitMs);
}
