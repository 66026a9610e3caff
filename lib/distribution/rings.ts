/** How offers begin and end. An agent's activity and the caller's round always change together, here and nowhere else. */
import type { RingResult } from "../domain/call.ts";
import type { Draft } from "./draft.ts";
import type { AgentId, GroupRules, Instant, Offer, Round, WaitingCall } from "./state.ts";
import { restAfterRefusalMs, restAfterTimeoutMs } from "./state.ts";

export const newRound = (since: Instant, byHand = false): Round => ({ since, offers: new Map(), reached: false, byHand });

export function startOffer(draft: Draft, call: WaitingCall, group: GroupRules, agentId: AgentId): void {
  const since = draft.now;
  const round = call.round ?? newRound(since);
  const offers = new Map(round.offers).set(agentId, { agentId, since, until: since + group.ringMs });
  draft.putCall({ ...call, round: { ...round, offers } });
  draft.setActivity(agentId, { kind: "offered", since, callId: call.id, groupId: group.id });
  draft.command({ type: "ring", callId: call.id, agentId, groupId: group.id, ringMs: group.ringMs });
}

/**
 * Ends one offer that nobody answered. The agent is idle again, with the idle time that he had; the caller keeps his place.
 * Returns false when there was no such offer (a late answer from the network is normal).
 */
export function endOffer(draft: Draft, call: WaitingCall, agentId: AgentId, result: RingResult): boolean {
  const { round } = call;
  const offer = round?.offers.get(agentId);
  if (!round || !offer) return false;
  const offers = new Map(round.offers);
  offers.delete(agentId);
  const missed = result === "queueLeft" ? {} : afterMiss(call, agentId, result, draft.now);
  draft.putCall({ ...call, ...missed, ...roundAfter(call, { ...round, offers }, offer, result, draft.now) });
  releaseAgent(draft, agentId);
  return true;
}

/** By hand one phone rings, and no other is added. Whoever is withdrawn was not rung in vain: he is no member any more. */
function roundAfter({ attempts }: WaitingCall, round: Round, offer: Offer, result: RingResult, now: Instant): Partial<WaitingCall> {
  if (round.byHand) return { round: null };
  if (offer.since < round.since) return { round };
  if (result === "timeout") return { round: { ...newRound(now), offers: round.offers }, attempts: attempts + 1 };
  return { round: { ...round, reached: round.reached || (result !== "unreachable" && result !== "queueLeft") } };
}

function afterMiss(call: WaitingCall, agentId: AgentId, result: RingResult, now: number): Partial<WaitingCall> {
  const rest = result === "timeout" ? restAfterTimeoutMs : restAfterRefusalMs;
  return {
    missedBy: [...call.missedBy.filter((other) => other !== agentId), agentId],
    restUntil: new Map(call.restUntil).set(agentId, now + rest),
  };
}

/** Stops every phone of the caller's round but `except`. */
export function stopRound(draft: Draft, call: WaitingCall, result: RingResult, except?: AgentId): void {
  for (const agentId of call.round?.offers.keys() ?? []) {
    if (agentId === except) continue;
    releaseAgent(draft, agentId);
    draft.command({ type: "stopRinging", callId: call.id, agentId, result });
  }
}

/** Being rung does not end an idle time: only a call, a wrap-up, a login or a pause does. */
function releaseAgent(draft: Draft, agentId: AgentId): void {
  const agent = draft.agent(agentId);
  if (agent?.activity.kind === "offered") draft.setActivity(agentId, { kind: "idle", since: agent.idleSince });
}

/** A round in which no phone rings any more is over; if any that began in it could be reached it was an attempt. */
export function closeEmptyRound(draft: Draft, callId: string): void {
  const call = draft.call(callId);
  if (!call?.round || call.round.offers.size > 0) return;
  draft.putCall({ ...call, round: null, attempts: call.attempts + (call.round.reached ? 1 : 0) });
}
