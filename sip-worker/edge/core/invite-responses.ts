/**
 * The responses to an application's INVITE or SUBSCRIBE outside a dialog: early dialogs, forks, reliable provisional responses, the
 * 2xx that comes twice or after a CANCEL (RFC 3261 13.2.2, RFC 3262 4).
 */
import { Dialog } from "../dialog/dialog.ts";
import { cseqOf, headerValue, type SipResponse } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { acknowledge, endLosingFork, endUnlessAcknowledged, repeatAck } from "./acknowledging.ts";
import { ownContact } from "./answer.ts";
import type { ApplicationInvite } from "./application-invite.ts";
import { CallDialog } from "./call-dialog.ts";
import type { Core } from "./core.ts";
import { deliverLocalResponse, deliverResponse } from "./delivery.ts";
import { forget } from "./dialog-ending.ts";
import { receiveRequest, refuse } from "./incoming-requests.ts";
import type { Arrival } from "./received.ts";
import { setSessionTerms } from "./session-refresh.ts";

export class InviteResponses {
  readonly #core: Core;
  readonly #invite: ApplicationInvite;
  readonly #dialogId: string;
  /** Highest RSeq per branch. */
  readonly #reliable = new Map<string, number>();
  #accepted = false;

  constructor(core: Core, invite: ApplicationInvite, dialogId: string) {
    this.#core = core;
    this.#invite = invite;
    this.#dialogId = dialogId;
  }

  receive(response: SipResponse, arrival: Arrival): void {
    if (response.status < 200) this.#provisional(response, arrival);
    else if (response.status >= 300) this.#failure(response, arrival);
    else if (this.#accepted) this.#anotherSuccess(response, arrival);
    else this.#success(response, arrival);
  }

  fail(status: 408 | 503, reason: string): void {
    const { application, id, outgoing } = this.#invite;
    this.#close();
    const response = deliverLocalResponse(this.#core, application, id, this.#dialogId, outgoing.request, status, reason);
    if (outgoing.request.method === "INVITE") this.#core.callEvents.answered("application", "uac", response);
  }

  #provisional(response: SipResponse, arrival: Arrival): void {
    const tag = tagOf(headerValue(response, "to") ?? "");
    if (response.status === 100) return;
    const rseq = headerValue(response, "rseq");
    if (rseq !== undefined && tag !== undefined) {
      if ((this.#reliable.get(tag) ?? 0) >= Number(rseq)) return;
      this.#reliable.set(tag, Number(rseq));
    }
    if (tag !== undefined) this.#enterEarly(response, arrival, tag, rseq !== undefined);
    this.#deliver(response, arrival);
  }

  #enterEarly(response: SipResponse, arrival: Arrival, tag: string, reliable: boolean): void {
    const known = this.#branch(tag);
    const dialog = known ?? Dialog.fromOutgoing(this.#invite.outgoing.request, response);
    const call = this.#invite.call ?? this.#enterCall(dialog, arrival);
    if (known) known.refreshTarget(response);
    else if (call.dialog !== dialog) this.#core.dialogs.addBranch(call, dialog);
    // requests of the application go to the branch that it can know: the last reliable one
    if (reliable) call.dialog = dialog;
    if (reliable) call.usable = true;
  }

  #success(response: SipResponse, arrival: Arrival): void {
    const { outgoing } = this.#invite;
    this.#accepted = true;
    const tag = tagOf(headerValue(response, "to") ?? "") ?? "";
    const dialog = this.#branch(tag) ?? Dialog.fromOutgoing(outgoing.request, response);
    const call = this.#invite.call ?? this.#enterCall(dialog, arrival);
    if (!call.branches.includes(dialog)) this.#core.dialogs.addBranch(call, dialog);
    dialog.confirm(response);
    call.dialog = dialog;
    call.usable = true;
    call.state = "confirmed";
    call.flow = arrival.flow;
    call.endAfterAck = outgoing.cancelled;
    this.#core.dialogs.keepOnly(call, dialog);
    this.#core.invites.delete(this.#invite.id);
    if (call.method === "INVITE") {
      call.received.set(cseqOf(response).number, { response, ack: null });
      call.localSdp = outgoing.request.body;
      this.#core.callEvents.answered("network", "uac", response);
      setSessionTerms(this.#core, call, response, "us");
    }
    this.#deliver(response, arrival);
    for (const notify of this.#invite.early.splice(0)) receiveRequest(this.#core, notify);
    if (call.method === "INVITE") endUnlessAcknowledged(this.#core, call, cseqOf(response).number);
    if (!this.#core.applications.has(call.application)) acknowledge(this.#core, call, cseqOf(response).number, null);
  }

  /** Repeated: its ACK again. From another branch of a fork: that call lost. */
  #anotherSuccess(response: SipResponse, arrival: Arrival): void {
    const { call, outgoing } = this.#invite;
    if (call?.method !== "INVITE") return;
    const tag = tagOf(headerValue(response, "to") ?? "") ?? "";
    if (tag === call.dialog.remoteTag) repeatAck(call, cseqOf(response).number);
    else endLosingFork(this.#core, call, Dialog.fromOutgoing(outgoing.request, response), cseqOf(response).number, arrival.flow);
  }

  #failure(response: SipResponse, arrival: Arrival): void {
    this.#close();
    if (this.#invite.outgoing.request.method === "INVITE") this.#core.callEvents.answered("network", "uac", response);
    this.#deliver(response, arrival);
  }

  #close(): void {
    for (const notify of this.#invite.early.splice(0)) refuse(this.#core, notify, 481);
    this.#core.invites.delete(this.#invite.id);
    if (this.#invite.call) forget(this.#core, this.#invite.call);
  }

  #branch(tag: string): Dialog | undefined {
    return this.#invite.call?.branches.find(({ remoteTag }) => remoteTag === tag);
  }

  #enterCall(dialog: Dialog, arrival: Arrival): CallDialog {
    const { application, outgoing } = this.#invite;
    const { request } = outgoing;
    const method = request.method === "SUBSCRIBE" ? "SUBSCRIBE" : "INVITE";
    const contact = headerValue(request, "contact") ?? ownContact(arrival.flow);
    const call = new CallDialog(this.#dialogId, application, method, "uac", dialog, arrival.flow, contact);
    this.#invite.call = call;
    this.#core.dialogs.add(call);
    return call;
  }

  #deliver(response: SipResponse, arrival: Arrival): void {
    deliverResponse(this.#core, this.#invite.application, this.#invite.id, this.#dialogId, response, arrival);
  }
}
