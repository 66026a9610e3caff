/** The answers of applications to requests from the network (RFC 3261 13.3, RFC 3262 3). */

import { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import { replyNotOk, replyResponseSent, timeOfDay } from "../control/reply.ts";
import { AcceptedInvite } from "../dialog/accepted-invite.ts";
import { Dialog } from "../dialog/dialog.ts";
import { cseqOf, formatMessage, header, headerValue, type SipRequest, type SipResponse } from "../message/message.ts";
import { answerOf, formsDialog, givenTag, ownContact, supportsReliable, wantsReliable } from "./answer.ts";
import type { Application } from "./application.ts";
import { CallDialog, dialogIdOf } from "./call-dialog.ts";
import { isInitialInvite } from "./call-events.ts";
import type { Core } from "./core.ts";
import { forget, onAckTimeout } from "./dialog-ending.ts";
import type { IncomingRequest } from "./incoming-request.ts";

import { acceptedTerms, setSessionTerms } from "./session-refresh.ts";

const tooLate = "Response not sent due to unknown transaction";

/** An application's `sip|TXN|` frame with a response. */
export function respondFromApplication(
  core: Core,
  application: Application,
  commandId: string,
  transactionId: string,
  given: SipResponse,
): void {
  const incoming = core.incoming.get(transactionId);
  if (!incoming || incoming.application !== application || incoming.answered || incoming.proxy) {
    application.send(replyNotOk(commandId, tooLate));
    return;
  }
  const reliable = wantsReliable(given) && incoming.transaction.request.method === "INVITE";
  if (reliable && !supportsReliable(incoming.transaction.request)) {
    application.send(replyNotOk(commandId, "Remote endpoint does not support 100rel"));
  } else if (incoming.reliable.awaitsPrack && (reliable || (given.status >= 200 && given.status < 300))) {
    incoming.held.push({ commandId, response: given });
  } else {
    send(core, incoming, commandId, given);
  }
}

/** After a PRACK: what had to wait goes out, up to the next reliable response. */
export function releaseHeldAnswers(core: Core, incoming: IncomingRequest): void {
  while (!incoming.reliable.awaitsPrack && !incoming.answered) {
    const next = incoming.held.shift();
    if (!next) return;
    send(core, incoming, next.commandId, next.response);
  }
}

function send(core: Core, incoming: IncomingRequest, commandId: string, given: SipResponse): void {
  const { transaction } = incoming;
  const { request } = transaction;
  incoming.heard();
  chooseTag(incoming, given);
  const reliableSequence = request.method === "INVITE" && wantsReliable(given) ? incoming.reliable.takeSequence() : null;
  const contact = incoming.call?.contact ?? ownContact(transaction.flow);
  const parts = {
    request,
    given,
    localTag: incoming.localTag,
    flow: transaction.flow,
    reliableSequence,
    contact,
    inDialog: incoming.inDialog,
  };
  const response = withSessionTerms(request, answerOf(parts));
  enterDialog(core, incoming, response);
  if (reliableSequence !== null) incoming.sendReliably(response, reliableSequence);
  else transaction.respond(response);
  // the echo first: what follows the response, its ACK or a BYE, comes after it on the same connection
  echo(core, incoming, commandId, response);
  afterSending(core, incoming, response);
}

/** A 200 in which the application says nothing of the session's time takes over what the caller asks for. */
function withSessionTerms(request: SipRequest, response: SipResponse): SipResponse {
  const applies = (request.method === "INVITE" || request.method === "UPDATE") && response.status >= 200 && response.status < 300;
  if (!applies || headerValue(response, "session-expires") !== undefined) return response;
  return { ...response, headers: [...response.headers, ...acceptedTerms(request).map(({ name, value }) => header(name, value))] };
}

function chooseTag(incoming: IncomingRequest, given: SipResponse): void {
  if (given.status === 100 || incoming.tagSent) return;
  incoming.localTag = givenTag(given) ?? incoming.localTag;
  incoming.tagSent = true;
}

function echo(core: Core, incoming: IncomingRequest, commandId: string, response: SipResponse): void {
  const text = formatMessage(response);
  const { flow } = incoming.transaction;
  const time = timeOfDay(core.environment.clock.date());
  const meta = { bytes: text.length, protocol: flow.protocol, address: flow.remote.address, port: flow.remote.port, time };
  incoming.application.send(replyResponseSent(commandId, meta, incoming.id, incoming.call?.id ?? "", text));
}

/** The dialog exists from the first response with a To tag (RFC 3261 12.1.1). */
function enterDialog(core: Core, incoming: IncomingRequest, response: SipResponse): void {
  const { request, flow } = incoming.transaction;
  if (incoming.inDialog || request.method === "REFER" || !formsDialog(request, response.status)) return;
  const contact = headerValue(response, "contact");
  if (!incoming.call) {
    const dialog = Dialog.fromIncoming(request, incoming.localTag, core.environment.identifiers.sequence());
    const method = request.method === "INVITE" ? "INVITE" : "SUBSCRIBE";
    incoming.call = new CallDialog(dialogIdOf(request), incoming.application, method, "uas", dialog, flow, contact ?? ownContact(flow));
    if (method === "INVITE") incoming.call.peerInvite = incoming;
    core.dialogs.add(incoming.call);
  }
  if (contact !== undefined) incoming.call.contact = contact;
  if (response.status >= 200 || headerValue(response, "rseq") !== undefined) incoming.call.usable = true;
  if (response.status >= 200) incoming.call.state = "confirmed";
}

function afterSending(core: Core, incoming: IncomingRequest, response: SipResponse): void {
  const { transaction, call } = incoming;
  const { request } = transaction;
  if (response.status < 200) return;
  core.layer.answered(transaction);
  if (response.status < 300 && (request.method === "INVITE" || request.method === "REGISTER")) {
    core.environment.provenSources.add(transaction.flow.remote.address);
    if (request.method === "REGISTER") core.environment.registeredFlows.registered(request, response, transaction.flow);
  }
  incoming.stop();
  core.incoming.delete(incoming.id);
  if (isInitialInvite(request)) core.callEvents.answered("application", "uas", response);
  if (!call) return;
  if (response.status >= 300) {
    if (!incoming.inDialog) forget(core, call);
  } else if (request.method === "INVITE") {
    call.localSdp = response.body || call.localSdp;
    repeatUntilAck(core, incoming, call, response);
    setSessionTerms(core, call, response, "them");
  } else if (request.method === "UPDATE") {
    call.localSdp = response.body || call.localSdp;
    setSessionTerms(core, call, response, "them");
  } else if (request.method === "NOTIFY" && endsSubscription(request)) {
    if (call.method === "SUBSCRIBE") forget(core, call);
  }
}

export const endsSubscription = (notify: { readonly headers: Parameters<typeof headerValue>[0]["headers"] }): boolean =>
  (headerValue(notify, "subscription-state") ?? "").toLowerCase().startsWith("terminated");

function repeatUntilAck(core: Core, incoming: IncomingRequest, call: CallDialog, response: SipResponse): void {
  const { clock, timers } = core.environment;
  const { flow } = incoming.transaction;
  const sequence = cseqOf(response).number;
  const machine = new AcceptedInvite(timers, clock.now());
  const text = formatMessage(response);
  const alarm = new DeadlineTimer(clock, () => {
    const output = machine.timerFired(clock.now());
    alarm.set(machine.deadline());
    if (output === "resend") flow.send(text);
    else if (output === "ackTimeout") onAckTimeout(core, call, sequence);
  });
  alarm.set(machine.deadline());
  call.unacknowledged.set(sequence, { machine, alarm, transactionId: incoming.id, initial: !incoming.inDialog });
}
