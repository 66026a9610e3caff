/** What ends by itself as time passes: rings, wrap-ups, waits. */
import type { Draft } from "./draft.ts";
import { countMiss } from "./logins.ts";
import { endWrapUp } from "./own-time.ts";
import { endOffer } from "./rings.ts";
import { type Agent, type Instant, noAgentsGraceMs, type Offer, type OrganisationState, runningWrapUp, type WaitingCall } from "./state.ts";

export function expireDeadlines(draft: Draft): void {
  for (const id of draft.state.wrappingUp) {
    if (wrapUpEndOf(draft.agent(id)) <= draft.now) endWrapUp(draft, id);
  }
  for (const { id, round } of draft.state.calls.values()) {
    for (const offer of round?.offers.values() ?? []) if (offer.until <= draft.now) missOffer(draft, id, offer);
  }
}

const wrapUpEndOf = (agent: Agent | undefined): Instant => (agent && runningWrapUp(agent.activity)?.until) ?? Number.POSITIVE_INFINITY;

function missOffer(draft: Draft, callId: string, { agentId }: Offer): void {
  const call = draft.call(callId);
  if (!call || !endOffer(draft, call, agentId, "timeout")) return;
  draft.command({ type: "stopRinging", callId, agentId, result: "timeout" });
  if (!call.round?.byHand) countMiss(draft, agentId, call.groupId);
}

/** The earliest instant after `now` at which `decide` has something to do by itself, or null. */
export function nextDeadline(state: OrganisationState, now: Instant): Instant | null {
  let next = Number.POSITIVE_INFINITY;
  const consider = (instant: Instant) => {
    if (instant > now && instant < next) next = instant;
  };
  for (const id of state.wrappingUp) consider(wrapUpEndOf(state.agents.get(id)));
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
