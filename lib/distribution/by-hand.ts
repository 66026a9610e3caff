/** What a supervisor does to a caller who waits: first in the line, to her own phone, or out of this queue. */
import type { Draft } from "./draft.ts";
import { newRound, startOffer, stopRound } from "./rings.ts";
import type { AgentId, CallId, WaitingCall } from "./state.ts";

/** Dates keep whole milliseconds: a place that is written down and read again must still be before the others. */
const placeStepMs = 10;

/** Before everyone of his group. Those of other groups who came earlier are served earlier, as ever. */
export function promoteCall(draft: Draft, callId: CallId): boolean {
  const call = waitingCaller(draft, callId);
  if (!call) return false;
  const first = draft.state.order.map((id) => draft.call(id)!).find(({ groupId }) => groupId === call.groupId)!;
  if (first.id === callId) return true;
  draft.removeCall(callId);
  draft.addCall({ ...call, arrivedAt: first.arrivedAt - placeStepMs });
  return true;
}

/**
 * Rings for the caller at one person alone, member or not: she asked for it, so neither log-in nor pause nor presence is looked at.
 * When she does not answer he has his place again, and it was no attempt.
 */
export function takeCall(draft: Draft, callId: CallId, agentId: AgentId): boolean {
  const call = waitingCaller(draft, callId);
  const group = call && draft.state.groups.get(call.groupId);
  const agent = draft.agent(agentId);
  if (!call || !group || agent?.activity.kind !== "idle") return false;
  if (!group.devices.some((device) => agent.reachable.has(device))) return false;
  stopRound(draft, call, "queueLeft");
  startOffer(draft, { ...call, round: newRound(draft.now, true) }, group, agentId);
  return true;
}

/** He goes on elsewhere. */
export function withdrawCall(draft: Draft, callId: CallId): boolean {
  const call = waitingCaller(draft, callId);
  if (!call) return false;
  stopRound(draft, call, "queueLeft");
  draft.removeCall(callId);
  return true;
}

/** A callback is somebody who is not there: it is cancelled, not moved. */
function waitingCaller(draft: Draft, callId: CallId): WaitingCall | null {
  const call = draft.call(callId);
  return call?.kind === "live" ? call : null;
}
