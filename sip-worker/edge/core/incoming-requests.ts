/** New requests from the network: which application gets them, CANCEL, and requests in dialogs (RFC 3261 8.2, 9.2, 12.2.2). */

import { fromNetwork } from "../control/reply.ts";
import { sessionTermsOf, shortestIntervalSeconds } from "../dialog/session-timer.ts";
import { callIdOf, cseqOf, formatMessage, header, headerValue, type SipRequest } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { respond } from "../message/respond.ts";
import type { Application } from "./application.ts";
import { releaseHeldAnswers } from "./application-responses.ts";
import type { CallDialog, FoundDialog } from "./call-dialog.ts";
import { isInitialInvite } from "./call-events.ts";
import type { Core } from "./core.ts";
import { isOwned } from "./core.ts";
import { forget } from "./dialog-ending.ts";
import { IncomingRequest } from "./incoming-request.ts";
import { type Arrival, metaOfArrival } from "./received.ts";
import type { ServerTransaction } from "./server-transaction.ts";

export function receiveRequest(core: Core, transaction: ServerTransaction): void {
  const { request } = transaction;
  if (request.method === "INVITE") transaction.respond(respond(request, 100, null));
  const found = core.dialogs.findByRequest(request);
  if (found) receiveInDialog(core, transaction, found);
  else if (request.method === "NOTIFY" && keepForSubscription(core, transaction)) core.environment.counters.add("notifies.early");
  else if (tagOf(headerValue(request, "to") ?? "") !== undefined || request.method === "BYE" || request.method === "PRACK") {
    refuse(core, transaction, 481);
  } else receiveOutsideDialog(core, transaction);
}

const earlyNotifiesAtMost = 4;

/** True: a SUBSCRIBE of ours is under way whose 2xx this NOTIFY has overtaken. */
function keepForSubscription(core: Core, transaction: ServerTransaction): boolean {
  const { request } = transaction;
  const localTag = tagOf(headerValue(request, "to") ?? "");
  for (const { outgoing, early } of core.invites.values()) {
    const own = outgoing.request;
    if (own.method !== "SUBSCRIBE" || callIdOf(own) !== callIdOf(request) || tagOf(headerValue(own, "from") ?? "") !== localTag) continue;
    if (early.length >= earlyNotifiesAtMost) return false;
    early.push(transaction);
    return true;
  }
  return false;
}

function receiveOutsideDialog(core: Core, transaction: ServerTransaction): void {
  const { request } = transaction;
  if (isInitialInvite(request)) core.callEvents.attempt("network", request);
  if (core.handled?.take(transaction)) return;
  const application = core.applications.choose(request.method.toLowerCase());
  if (application) deliver(core, transaction, application, null);
  else refuse(core, transaction, 503);
}

export function refuse(core: Core, transaction: ServerTransaction, status: number, extra: ReturnType<typeof header>[] = []): void {
  core.environment.counters.add(`refused.${status}`);
  transaction.respond(respond(transaction.request, status, core.environment.identifiers.tag(), extra));
  core.layer.answered(transaction);
}

/** Hands a request to its application and waits for the answer. */
export function deliver(core: Core, transaction: ServerTransaction, application: Application, call: CallDialog | null): IncomingRequest {
  const { environment } = core;
  const id = environment.identifiers.uuid();
  const incoming: IncomingRequest = new IncomingRequest(id, transaction, application, call, environment, () =>
    onPrackTimeout(core, incoming),
  );
  core.incoming.set(id, incoming);
  core.incomingByTransaction.set(transaction, incoming);
  if (call && transaction.request.method === "INVITE") call.peerInvite = incoming;
  transaction.events = { ended: () => onTransactionEnded(core, incoming) };
  if (transaction.request.method === "INVITE") incoming.watchSilence(() => onSilence(core, incoming));
  const meta = metaOfArrival(transaction.arrival);
  const receivedOn = call ? undefined : transaction.flow.local;
  application.send(fromNetwork(meta, id, call?.id ?? "", formatMessage(transaction.request), receivedOn));
  return incoming;
}

function onSilence(core: Core, incoming: IncomingRequest): void {
  if (incoming.answered || incoming.proxy) return;
  core.environment.counters.add("invites.unanswered");
  finish(core, incoming, 480);
}

function onTransactionEnded(core: Core, incoming: IncomingRequest): void {
  core.incoming.delete(incoming.id);
  incoming.stop();
}

/** RFC 3262 3: a reliable response that nobody acknowledges ends the call attempt. */
function onPrackTimeout(core: Core, incoming: IncomingRequest): void {
  if (incoming.answered) return;
  core.environment.counters.add("invites.prackTimeout");
  finish(core, incoming, 504);
}

/** A final response of our own to a request that an application has. */
export function finish(core: Core, incoming: IncomingRequest, status: number): void {
  const response = respond(incoming.transaction.request, status, incoming.localTag);
  incoming.stop();
  incoming.transaction.respond(response);
  core.layer.answered(incoming.transaction);
  core.incoming.delete(incoming.id);
  if (incoming.call && !incoming.inDialog) forget(core, incoming.call);
  if (isInitialInvite(incoming.transaction.request)) core.callEvents.answered("application", "uas", response);
}

function receiveInDialog(core: Core, transaction: ServerTransaction, { call, dialog }: FoundDialog): void {
  const { request } = transaction;
  if (!isOwned(core, call)) {
    refuse(core, transaction, 481);
    if (request.method === "BYE") forget(core, call);
    return;
  }
  if (!dialog.acceptSequence(request) && request.method !== "PRACK") {
    refuse(core, transaction, 500);
    return;
  }
  call.flow = transaction.flow;
  if (isTooShort(request)) {
    refuse(core, transaction, 422, [header("Min-SE", String(shortestIntervalSeconds))]);
    return;
  }
  if (request.method === "INVITE") receiveReInvite(core, transaction, call);
  else if (request.method === "BYE") receiveBye(core, transaction, call);
  else if (request.method === "PRACK") receivePrack(core, transaction, call);
  else {
    if (request.method === "UPDATE" || request.method === "SUBSCRIBE") dialog.refreshTarget(request);
    deliver(core, transaction, call.application, call);
  }
}

/** RFC 4028 6: only requests that set the session's time. */
function isTooShort(request: SipRequest): boolean {
  if (request.method !== "INVITE" && request.method !== "UPDATE") return false;
  const terms = sessionTermsOf(request);
  return terms !== null && terms.intervalSeconds < shortestIntervalSeconds;
}

function receiveReInvite(core: Core, transaction: ServerTransaction, call: CallDialog): void {
  if (call.ownInvite && call.state === "confirmed") {
    // both sides began at once: both step back (RFC 3261 14.2)
    refuse(core, transaction, 491);
  } else if (pendingInvite(call)) {
    refuse(core, transaction, 500, [header("Retry-After", "3")]);
  } else {
    call.dialog.refreshTarget(transaction.request);
    deliver(core, transaction, call.application, call);
  }
}

function receiveBye(core: Core, transaction: ServerTransaction, call: CallDialog): void {
  const invite = pendingInvite(call);
  if (call.state === "early" && call.role === "uas" && invite && !invite.inDialog) {
    endEarlyByBye(core, transaction, invite);
    return;
  }
  core.callEvents.stop("network", "normal-release", transaction.request);
  deliver(core, transaction, call.application, call);
  call.ownInvite?.cancel();
  if (invite) finish(core, invite, 487);
  forget(core, call);
}

/** A caller that hangs up by BYE before the answer: to the application it is the CANCEL it stands for (RFC 3261 15.1.2). */
function endEarlyByBye(core: Core, transaction: ServerTransaction, invite: IncomingRequest): void {
  const { request, arrival } = transaction;
  transaction.respond(respond(request, 200, null));
  const headers = request.headers.map((candidate) =>
    candidate.key === "cseq" ? { ...candidate, value: `${cseqOf(invite.transaction.request).number} CANCEL` } : candidate,
  );
  deliverCancel(core, { ...request, method: "CANCEL", headers }, arrival, invite);
}

function receivePrack(core: Core, transaction: ServerTransaction, call: CallDialog): void {
  const invite = pendingInvite(call);
  const rack = headerValue(transaction.request, "rack") ?? "";
  if (!invite?.acknowledgeProvisional(rack, cseqOf(invite.transaction.request).number)) {
    refuse(core, transaction, 481);
    return;
  }
  deliver(core, transaction, call.application, call);
  releaseHeldAnswers(core, invite);
}

/** The peer's INVITE in this dialog that has no final response yet. */
function pendingInvite({ peerInvite }: CallDialog): IncomingRequest | null {
  return peerInvite instanceof IncomingRequest && !peerInvite.answered ? peerInvite : null;
}

export function receiveCancel(core: Core, cancel: ServerTransaction, inviteTransaction: ServerTransaction): void {
  if (core.handled?.cancel(cancel, inviteTransaction)) return;
  const invite = core.incomingByTransaction.get(inviteTransaction);
  cancel.respond(respond(cancel.request, 200, invite?.localTag ?? core.environment.identifiers.tag()));
  // after a final response CANCEL changes nothing (RFC 3261 9.2)
  if (!invite || invite.answered) return;
  if (invite.proxy) invite.proxy.cancel();
  else deliverCancel(core, cancel.request, cancel.arrival, invite);
}

/** The INVITE is answered 487 before the application hears of the CANCEL: a 200 it sends meanwhile comes too late. */
function deliverCancel(core: Core, cancel: SipRequest, arrival: Arrival, invite: IncomingRequest): void {
  const dialogId = invite.call?.id ?? "";
  finish(core, invite, 487);
  invite.application.send(fromNetwork(metaOfArrival(arrival), invite.id, dialogId, formatMessage(cancel)));
}

/** The ACK of a 2xx: delivered once, repetitions are absorbed. */
export function receiveAck(core: Core, ack: SipRequest, arrival: Arrival): boolean {
  const found = core.dialogs.findByRequest(ack);
  if (!found) return false;
  const { number } = cseqOf(ack);
  const waiting = found.call.unacknowledged.get(number);
  if (!waiting) return true;
  waiting.machine.acknowledged = true;
  waiting.alarm.stop();
  found.call.unacknowledged.delete(number);
  const id = waiting.initial ? waiting.transactionId : core.environment.identifiers.uuid();
  if (isOwned(core, found.call)) found.call.application.send(fromNetwork(metaOfArrival(arrival), id, found.call.id, formatMessage(ack)));
  return true;
}
