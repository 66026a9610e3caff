/**
 * Every way a dialog ends by the edge itself. Ends by BYE of the application are in `outgoing-in-dialog.ts`, ends by BYE of the peer in
 * `incoming-in-dialog.ts`; all of them come through `forget`.
 */
import { fromEdge, timeOfDay } from "../control/reply.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { formatMessage, header, type SipRequest } from "../message/message.ts";
import { uriOf } from "../message/name-addr.ts";
import type { CallDialog } from "./call-dialog.ts";
import type { CallStop } from "./call-events.ts";
import { type Core, isOwned } from "./core.ts";
import { OutgoingRequest, planDeparture } from "./outgoing-request.ts";

/** The dialog is no more: no request finds it, no timer runs for it. */
export function forget(core: Core, call: CallDialog): void {
  if (call.state === "ended") return;
  call.state = "ended";
  call.onEnded?.();
  for (const { alarm } of call.unacknowledged.values()) alarm.stop();
  call.unacknowledged.clear();
  core.dialogs.remove(call);
}

/** Hangs up by ourselves and tells the owner, who would otherwise keep a dead dialog. */
export function endByEdge(core: Core, call: CallDialog, reasonText: string, stop: CallStop): void {
  if (call.state === "ended") return;
  const bye = sendBye(core, call, call.dialog, reasonText);
  forget(core, call);
  core.environment.counters.add(`dialogs.endedByEdge.${stop}`);
  core.callEvents.stop("application", stop, bye);
  if (isOwned(core, call)) call.application.send(fromEdge(edgeMeta(core, call, bye), call.id, formatMessage(bye)));
}

/** A BYE in one branch of a call, which may be a fork that lost. A peer that cannot be addressed gets none; the message is returned all the same. */
export function sendBye(core: Core, call: CallDialog, dialog: Dialog, reasonText: string | null): SipRequest {
  const { environment, layer } = core;
  const plain = dialog.request("BYE", { target: uriOf(dialog.remoteAddress) ?? undefined });
  const reason = reasonText === null ? [] : [header("Reason", `SIP;cause=200;text="${reasonText}"`)];
  const request = { ...plain, headers: [...plain.headers, ...reason] };
  const departure = planDeparture(request, environment, "", call.flow);
  if (typeof departure === "string" || dialog.remoteTarget === null) return request;
  const outgoing = new OutgoingRequest(request, departure, environment, layer, { responseReceived: () => {}, failed: () => {} });
  outgoing.start();
  return outgoing.request;
}

function edgeMeta(core: Core, call: CallDialog, bye: SipRequest) {
  const { remote, protocol } = call.flow;
  const time = timeOfDay(core.environment.clock.date());
  return { bytes: formatMessage(bye).length, protocol, address: remote.address, port: remote.port, time };
}

/** Nobody acknowledged our 2xx: the call is hung up (RFC 3261 13.3.1.4). A re-INVITE leaves the dialog as it was. */
export function onAckTimeout(core: Core, call: CallDialog, inviteSequence: number): void {
  const waiting = call.unacknowledged.get(inviteSequence);
  call.unacknowledged.delete(inviteSequence);
  if (waiting?.initial) endByEdge(core, call, "ACK timeout", "ack-timeout");
}
