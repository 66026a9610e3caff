/** An INVITE from a phone or trunk, until it is answered, refused or cancelled. */
import type { Caller, IncomingCall, Leg, RejectStatus } from "../ports/signaling.ts";
import type { Log } from "../runtime/log.ts";
import { DialogLeg } from "./dialog-leg.ts";
import { allow, serverName } from "./identity.ts";
import type { SipRequest, SipResponse, SrfApplication } from "./srf.ts";

export class IncomingInvite implements IncomingCall {
  readonly sipCallId: string;
  readonly dialled: string;
  readonly caller: Caller;
  readonly offer: string | null;
  readonly #srf: SrfApplication;
  readonly #request: SipRequest;
  readonly #response: SipResponse;
  readonly #log: Log;
  #state: "pending" | "cancelled" | "answering" | "refused" = "pending";
  #listeners: (() => void)[] = [];

  constructor(srf: SrfApplication, request: SipRequest, response: SipResponse, caller: Caller, dialled: string, log: Log) {
    this.#srf = srf;
    this.#request = request;
    this.#response = response;
    this.#log = log;
    this.caller = caller;
    this.dialled = dialled;
    this.sipCallId = request.get("Call-ID") ?? "";
    this.offer = request.body || null;
    request.on("cancel", () => this.#onCancel());
  }

  onCancelled(listener: () => void): void {
    if (this.#state === "cancelled") listener();
    else this.#listeners.push(listener);
  }

  async answer(sdp: string, onAnswer?: (sdp: string) => void): Promise<Leg | null> {
    if (this.#state !== "pending") return null;
    this.#state = "answering";
    try {
      const dialog = await this.#srf.createUAS(this.#request, this.#response, {
        localSdp: sdp,
        headers: { Allow: allow, Supported: "timer", Server: serverName },
      });
      if (this.offer === null) dialog.once("ack", (ack) => ack.body && onAnswer?.(ack.body));
      return new DialogLeg(dialog, this.sipCallId, this.#log);
    } catch (error) {
      // A CANCEL that crossed our 200: the edge has answered it, there is no dialog.
      this.#log.info("caller was gone before the answer", { callId: this.sipCallId, error: String(error) });
      return null;
    }
  }

  reject(status: RejectStatus, headers: Record<string, string> = {}): void {
    if (this.#state !== "pending") return;
    this.#state = "refused";
    this.#response.send(status, { headers: { Server: serverName, ...headers } });
  }

  #onCancel(): void {
    if (this.#state === "cancelled" || this.#state === "refused") return;
    this.#state = "cancelled";
    for (const listener of this.#listeners.splice(0)) listener();
  }
}
