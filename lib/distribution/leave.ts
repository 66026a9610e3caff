/** How a place in the queue is given up. */
import type { Draft } from "./draft.ts";
import type { LeaveReason } from "./events.ts";
import { stopRound } from "./rings.ts";
import type { CallId } from "./state.ts";

export function removeCall(draft: Draft, callId: CallId, result: "callerLeft" | "queueLeft"): boolean {
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
