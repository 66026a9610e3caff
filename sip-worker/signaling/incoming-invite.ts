/** An INVITE from a phone or trunk, until it is answered, refused or cancelled. */
import type { Caller, IncomingCall, Leg, RejectStatus } from "../ports/signaling.ts";
import { crashPoint } from "../runtime/crash-point.ts";
import type { Log } from "../runtime/log.ts";
import { DialogLeg } from "./dialog-leg.ts";
import { allow, serverName } from "./identity.ts";
import { acceptedSession } from "./session-terms.ts";
import type { SipRequest, SipResponse, SrfApplication } from "./srf.ts";

export interface IncomingInviteParts {
  srf: SrfApplication;
  request: SipRequest;
  response: SipResponse;
  caller: Caller;
  dialled: string;
  log: Log;
  /** The sessions refuse it. */
  rejected?: (status: RejectStatus) => void;
  /** Runs once, when the call is over: refused, cancelled, or its dialog ended. */
  over?: () => void;
}

export class IncomingInvite implements IncomingCall {
  readonly sipCallId: string;
  readonly dialled: string;
  readonly caller: Caller;
  readonly phoneAddress: string | null;
  readonly offer: string | null;
  readonly #parts: IncomingInviteParts;
  #state: "pending" | "cancelled" | "answering" | "refused" = "pending";
  #ringing = false;
  #progressed = false;
  #listeners: (() => void)[] = [];
  #over: () => void;

  constructor(parts: IncomingInviteParts) {
    const { request, caller, dialled, over = () => {} } = parts;
    this.#parts = parts;
    this.caller = caller;
    this.dialled = dialled;
    this.phoneAddress = caller.kind === "user" ? request.source_address : null;
    this.sipCallId = request.get("Call-ID") ?? "";
    this.offer = request.body || null;
    this.#over = () => {
      this.#over = () => {};
      over();
    };
    request.on("cancel", () => this.#onCancel());
  }

  onCancelled(listener: () => void): void {
    if (this.#state === "cancelled") listener();
    else this.#listeners.push(listener);
  }

  ringing(): void {
    if (this.#state !== "pending" || this.#ringing) return;
    this.#ringing = true;
    this.#parts.response.send(180, { headers: { Server: serverName } });
  }

  progress(sdp: string): void {
    if (this.#state !== "pending" || this.#progressed) return;
    this.#progressed = true;
    this.#parts.response.send(183, { headers: { Server: serverName, "Content-Type": "application/sdp" }, body: sdp });
  }

  async answer(sdp: string, onAnswer?: (sdp: string) => void): Promise<Leg | null> {
    if (this.#state !== "pending") return null;
    this.#state = "answering";
    const { srf, request, response, log } = this.#parts;
    crashPoint("answer.beforeSend");
    try {
      const dialog = await srf.createUAS(request, response, {
        localSdp: sdp,
        headers: { Allow: allow, Supported: "timer, replaces", Server: serverName, ...acceptedSession(request) },
      });
      crashPoint("answer.acknowledged");
      if (this.offer === null) dialog.once("ack", (ack) => ack.body && onAnswer?.(ack.body));
      return new DialogLeg(dialog, this.sipCallId, log, () => this.#over());
    } catch (error) {
      // A CANCEL that crossed our 200: the edge has answered it, there is no dialog.
      log.info("caller was gone before the answer", { sipCallId: this.sipCallId, error: String(error) });
      this.#over();
      return null;
    }
  }

  reject(status: RejectStatus, headers: Record<string, string> = {}): void {
    if (this.#state !== "pending") return;
    this.#state = "refused";
    this.#parts.rejected?.(status);
    this.#parts.response.send(status, { headers: { Server: serverName, ...headers } });
    this.#over();
  }

  #onCancel(): void {
    if (this.#state === "cancelled" || this.#state === "refused") return;
    this.#state = "cancelled";
    this.#over();
    for (const listener of this.#listeners.splice(0)) listener();
  }
}
