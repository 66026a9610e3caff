/** The user agent core: what transactions tell it goes to applications, what applications say goes to the network. */

import { parseApplicationText } from "../control/application-text.ts";
import type { Command } from "../control/command.ts";
import { replyNo, replyNotOk } from "../control/reply.ts";
import type { SipResponse } from "../message/message.ts";
import { cseqOf, type SipRequest } from "../message/message.ts";
import { repeatAck } from "./acknowledging.ts";
import { type Application, Applications } from "./application.ts";
import { cancelFromApplication, requestFromApplication } from "./application-requests.ts";
import { respondFromApplication } from "./application-responses.ts";
import { DialogTable } from "./call-dialog.ts";
import { CallEvents } from "./call-events.ts";
import type { Core } from "./core.ts";
import type { Environment } from "./environment.ts";
import { requestInDialog } from "./in-dialog-requests.ts";
import { receiveAck, receiveCancel, receiveRequest } from "./incoming-requests.ts";
import { abandon } from "./orphans.ts";
import type { Arrival } from "./received.ts";
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
    };
    layer.user = this;
  }

  requestReceived(transaction: ServerTransaction): void {
    receiveRequest(this.core, transaction);
  }

  ackReceived(ack: SipRequest, arrival: Arrival): void {
    if (!receiveAck(this.core, ack, arrival)) this.core.environment.counters.add("acks.unknown");
  }

  cancelReceived(cancel: ServerTransaction, invite: ServerTransaction): void {
    receiveCancel(this.core, cancel, invite);
  }

  /** A 2xx that is repeated after its transaction ended. */
  responseReceived(response: SipResponse): void {
    const found = cseqOf(response).method === "INVITE" ? this.core.dialogs.findByResponse(response) : null;
    if (found && response.status >= 200 && response.status < 300) repeatAck(found.call, cseqOf(response).number);
    else this.core.environment.counters.add("responses.unknown");
  }

  applicationConnected(application: Application): void {
    this.core.applications.add(application);
  }

  applicationGone(application: Application): void {
    this.core.applications.remove(application);
    abandon(this.core, application);
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

  proxy(application: Application, command: Extract<Command, { type: "proxy" }>): void {
    application.send(replyNotOk(command.id, `Unknown transaction id: ${command.transactionId}`));
  }
}
