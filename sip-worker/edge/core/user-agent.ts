/** The user agent core: what transactions tell it goes to applications, what applications say goes to the network. */

import { parseApplicationText } from "../control/application-text.ts";
import type { Command } from "../control/command.ts";
import { replyNo, replyNotOk } from "../control/reply.ts";
import { callIdOf, cseqOf, headerValue, type SipRequest, type SipResponse } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { repeatAck } from "./acknowledging.ts";
import { type Application, Applications } from "./application.ts";
import { cancelFromApplication, requestFromApplication } from "./application-requests.ts";
import { respondFromApplication } from "./application-responses.ts";
import { DialogTable } from "./call-dialog.ts";
import { CallEvents } from "./call-events.ts";
import type { Core } from "./core.ts";
import { endByEdge } from "./dialog-ending.ts";
import type { Environment } from "./environment.ts";
import { forwardRequest, forwardResponse, ProxiedCalls } from "./forwarding.ts";
import { requestInDialog } from "./in-dialog-requests.ts";
import { finish, receiveAck, receiveCancel, receiveRequest } from "./incoming-requests.ts";
import { abandon } from "./orphans.ts";
import { PendingRequests } from "./pending-requests.ts";
import { startProxy } from "./proxying.ts";
import type { Arrival } from "./received.ts";
import type { RequestHandler } from "./request-handling.ts";
import type { ServerTransaction } from "./server-transaction.ts";
import type { TransactionLayer, TransactionUser } from "./transaction-layer.ts";

export class UserAgent implements TransactionUser {
  readonly core: Core;

  constructor(environment: Environment, layer: TransactionLayer) {
    const applications = new Applications();
    this.core = {
      environment,
      layer,
      applications,
      dialogs: new DialogTable(),
      callEvents: new CallEvents(environment, applications),
      incoming: new Map(),
      incomingByTransaction: new WeakMap(),
      invites: new Map(),
      proxied: new ProxiedCalls(),
      handled: null,
    };
    layer.user = this;
  }

  /** New requests go where the handler says. */
  asksBeforehand(handler: RequestHandler, pendingAtMost: number): void {
    this.core.handled = new PendingRequests(this.core, handler, pendingAtMost);
  }

  requestReceived(transaction: ServerTransaction): void {
    receiveRequest(this.core, transaction);
  }

  ackReceived(ack: SipRequest, arrival: Arrival): void {
    if (receiveAck(this.core, ack, arrival)) return;
    if (this.core.proxied.has(callIdOf(ack))) forwardRequest(this.core.environment, ack, arrival);
    else this.core.environment.counters.add("acks.unknown");
  }

  /** A request of a proxied call that stays with us by Record-Route: no application sees it. */
  forwards(request: SipRequest, arrival: Arrival): boolean {
    if (!this.core.proxied.has(callIdOf(request)) || tagOf(headerValue(request, "to") ?? "") === undefined) return false;
    if (this.core.dialogs.findByRequest(request)) return false;
    forwardRequest(this.core.environment, request, arrival);
    return true;
  }

  cancelReceived(cancel: ServerTransaction, invite: ServerTransaction): void {
    receiveCancel(this.core, cancel, invite);
  }

  /** A 2xx that is repeated after its transaction ended. */
  responseReceived(response: SipResponse): void {
    const found = cseqOf(response).method === "INVITE" ? this.core.dialogs.findByResponse(response) : null;
    if (found && response.status >= 200 && response.status < 300) repeatAck(found.call, cseqOf(response).number);
    else if (!forwardResponse(this.core.environment, response)) this.core.environment.counters.add("responses.unknown");
  }

  applicationConnected(application: Application): void {
    this.core.applications.add(application);
  }

  applicationGone(application: Application): void {
    this.core.applications.remove(application);
    abandon(this.core, application);
  }

  /** The edge is being stopped: nobody is left behind in a call that has no other end. */
  endAll(): void {
    this.core.handled?.endAll();
    for (const incoming of [...this.core.incoming.values()]) if (!incoming.answered && !incoming.proxy) finish(this.core, incoming, 503);
    for (const { outgoing } of this.core.invites.values()) outgoing.cancel();
    for (const call of this.core.dialogs.all()) {
      if (call.state === "confirmed") endByEdge(this.core, call, "Server stopped", "system-initiated-termination");
    }
  }

  /** A `sip` frame. False: the application broke the protocol and must be cut off. */
  sip(application: Application, command: Extract<Command, { type: "sip" }>): boolean {
    const { id, transactionId, dialogId, route } = command;
    const message = parseApplicationText(command.text);
    if (message.kind === "invalid") application.send(replyNotOk(id, `invalid request-uri: ${message.startLine}`));
    else if (message.kind === "response") {
      if (transactionId === "") {
        application.send(replyNo(id, "transaction id missing"));
        return false;
      }
      respondFromApplication(this.core, application, id, transactionId, message);
    } else if (dialogId !== "") requestInDialog(this.core, application, id, dialogId, message);
    else if (transactionId !== "" && message.method === "CANCEL") cancelFromApplication(this.core, application, id, transactionId, message);
    else requestFromApplication(this.core, application, id, message, route);
    return true;
  }

  /** A `proxy` frame. */
  proxy(application: Application, command: Extract<Command, { type: "proxy" }>): void {
    const incoming = this.core.incoming.get(command.transactionId);
    if (!incoming || incoming.application !== application || incoming.answered || incoming.proxy) {
      application.send(replyNotOk(command.id, `Unknown transaction id: ${command.transactionId}`));
      return;
    }
    const added = parseApplicationText(command.text);
    if (!startProxy(this.core, incoming, command.id, command, added.kind === "request" ? added.headers : []))
      application.send(replyNotOk(command.id, "Rejected with 483 Too Many Hops"));
  }
}
