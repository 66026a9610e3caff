/** A dialog that an application owns, and the table that finds it by the application's name for it or by a message's tags. */

import type { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import type { AcceptedInvite } from "../dialog/accepted-invite.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { callIdOf, headerValue, type SipMessage, type SipRequest, type SipResponse } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import type { Flow } from "../transport/flow.ts";
import type { Application } from "./application.ts";
import type { OutgoingRequest } from "./outgoing-request.ts";

/** A 2xx of ours that waits for its ACK. */
export interface UnacknowledgedAnswer {
  readonly machine: AcceptedInvite;
  readonly alarm: DeadlineTimer;
  /** The INVITE's name towards the application: its ACK is delivered under it. */
  readonly transactionId: string;
  /** Not a re-INVITE: without ACK the dialog ends. */
  readonly initial: boolean;
}

/** The peer's INVITE, as far as its dialog must know it. */
export interface PeerInvite {
  readonly answered: boolean;
}

/** A 2xx of the peer: its ACK is repeated for every repetition of it. */
export interface ReceivedAnswer {
  readonly response: SipResponse;
  ack: { readonly request: SipRequest; readonly flow: Flow } | null;
}

export class CallDialog {
  state: "early" | "confirmed" | "ended" = "early";
  /** An application may send requests in it: from the first reliable 1xx or 2xx on. */
  usable = false;
  /** 2xx sent, by CSeq number of their INVITE. */
  readonly unacknowledged = new Map<number, UnacknowledgedAnswer>();
  /** 2xx received, by CSeq number of their INVITE. */
  readonly received = new Map<number, ReceivedAnswer>();
  /** Our INVITE in this dialog that has no final response yet. */
  ownInvite: OutgoingRequest | null = null;
  /** The peer's last INVITE in this dialog. */
  peerInvite: PeerInvite | null = null;
  /** The application cancelled, the 2xx came all the same. */
  endAfterAck = false;
  /** To tags of branches that answered too late. */
  readonly endedForks = new Set<string>();
  /** Our SDP as last sent, for refreshing the session (RFC 4028 7.4). */
  localSdp = "";
  /** Early dialogs of a forked INVITE, and the confirmed one. */
  branches: Dialog[] = [];
  /** Refreshes the session, or ends it. */
  refreshAlarm: DeadlineTimer | null = null;
  /** Stops timers that belong to the dialog. */
  onEnded: (() => void) | null = null;

  constructor(
    readonly id: string,
    readonly application: Application,
    readonly method: "INVITE" | "SUBSCRIBE",
    readonly role: "uac" | "uas",
    public dialog: Dialog,
    /** The way the peer's last message came. */
    public flow: Flow,
    /** Our Contact value in it. */
    public contact: string,
  ) {}
}

/** What applications call a dialog: Call-ID and the From tag of the request that began it. */
export const dialogIdOf = (request: SipRequest): string =>
  `${callIdOf(request)};from-tag=${tagOf(headerValue(request, "from") ?? "") ?? ""}`;

export interface FoundDialog {
  readonly call: CallDialog;
  /** The branch of a fork that the message belongs to. */
  readonly dialog: Dialog;
}

export class DialogTable {
  readonly #byId = new Map<string, CallDialog>();
  readonly #byTags = new Map<string, FoundDialog>();

  get size(): number {
    return this.#byId.size;
  }

  find(id: string): CallDialog | null {
    return this.#byId.get(id) ?? null;
  }

  /** The dialog an incoming request belongs to: its To tag is ours. */
  findByRequest(request: SipRequest): FoundDialog | null {
    return this.#findByTags(request, "to", "from");
  }

  /** The dialog an incoming response belongs to: its From tag is ours. */
  findByResponse(response: SipResponse): FoundDialog | null {
    return this.#findByTags(response, "from", "to");
  }

  add(call: CallDialog): void {
    this.#byId.set(call.id, call);
    this.addBranch(call, call.dialog);
  }

  addBranch(call: CallDialog, dialog: Dialog): void {
    call.branches.push(dialog);
    this.#byTags.set(keyOf(dialog.callId, dialog.localTag, dialog.remoteTag), { call, dialog });
  }

  /** Every branch of the call goes, except one (null: all). */
  keepOnly(call: CallDialog, kept: Dialog | null): void {
    for (const branch of call.branches) if (branch !== kept) this.#byTags.delete(keyOf(branch.callId, branch.localTag, branch.remoteTag));
    call.branches = call.branches.filter((branch) => branch === kept);
  }

  remove(call: CallDialog): void {
    if (this.#byId.get(call.id) === call) this.#byId.delete(call.id);
    this.keepOnly(call, null);
  }

  all(): CallDialog[] {
    return [...this.#byId.values()];
  }

  of(application: Application): CallDialog[] {
    return [...this.#byId.values()].filter((call) => call.application === application);
  }

  #findByTags(message: SipMessage, localHeader: "from" | "to", remoteHeader: "from" | "to"): FoundDialog | null {
    const local = tagOf(headerValue(message, localHeader) ?? "");
    if (local === undefined) return null;
    const remote = tagOf(headerValue(message, remoteHeader) ?? "") ?? "";
    return this.#byTags.get(keyOf(callIdOf(message), local, remote)) ?? null;
  }
}

const keyOf = (callId: string, localTag: string, remoteTag: string): string => `${callId}\n${localTag}\n${remoteTag}`;
