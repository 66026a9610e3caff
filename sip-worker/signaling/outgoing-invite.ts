/** An INVITE of ours to one device. Its answer settles once: a cancelled ring is over at once, and a late 200 is ended here. */
import type { EndReason, OutgoingRing, RingAnswer, RingRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import { DialogLeg, reasonHeader } from "./dialog-leg.ts";
import { quote } from "./header-fields.ts";
import { allow, serverName } from "./identity.ts";
import type { SipRequest, SrfApplication } from "./srf.ts";

export class OutgoingInvite implements OutgoingRing {
  readonly answer: Promise<RingAnswer>;
  readonly #log: Log;
  #resolve: (answer: RingAnswer) => void = () => {};
  #settled = false;
  #request: SipRequest | null = null;
  #cancelled: EndReason | null = null;
  #ringing: () => void = () => {};

  constructor(srf: SrfApplication, request: RingRequest, log: Log) {
    this.#log = log;
    this.answer = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    inBackground(log, "ring", this.#send(srf, request));
  }

  onRinging(listener: () => void): void {
    this.#ringing = listener;
  }

  cancel(reason: EndReason): void {
    if (this.#settled) return;
    this.#cancelled = reason;
    if (this.#request) this.#sendCancel(this.#request, reason);
    this.#settle({ answered: false, result: "failed", status: 487 });
  }

  #settle(answer: RingAnswer): void {
    this.#settled = true;
    this.#resolve(answer);
  }

  async #send(srf: SrfApplication, { target, offer, from }: RingRequest): Promise<void> {
    try {
      const dialog = await srf.createUAC(
        target.uri,
        { proxy: target.route, localSdp: offer, headers: headersOf(from) },
        {
          cbRequest: (_error, request) => this.#onSent(request),
          cbProvisional: (response) => response.status >= 180 && this.#ringing(),
        },
      );
      this.#onAnswered(new DialogLeg(dialog, dialog.sip.callId, this.#log), dialog.remote.sdp);
    } catch (error) {
      const status = statusOf(error);
      if (status === null) this.#log.warn("ring could not be sent", { target: target.kind, error: String(error) });
      this.#settle({ answered: false, result: resultOf(status), status: status ?? 503 });
    }
  }

  #onSent(request: SipRequest | undefined): void {
    this.#request = request ?? null;
    if (request && this.#cancelled) this.#sendCancel(request, this.#cancelled);
  }

  #onAnswered(leg: DialogLeg, sdp: string): void {
    if (this.#cancelled) leg.end(this.#cancelled);
    else this.#settle({ answered: true, leg, sdp });
  }

  #sendCancel(request: SipRequest, reason: EndReason): void {
    request.cancel({ headers: reasonHeader(reason) }, (error) => {
      if (error) this.#log.debug("cancel came too late", { error: String(error) });
    });
  }
}

const headersOf = ({ number, name }: RingRequest["from"]) => {
  const known = /^[+0-9*#A-Za-z_.-]{1,40}$/.test(number) && number !== "anonymous";
  const uri = known ? `sip:${number.replaceAll("#", "%23")}@localhost` : "sip:anonymous@anonymous.invalid";
  return { From: `${quote(name)} <${uri}>`, Contact: "<sip:jono@localhost>", Allow: allow, "User-Agent": serverName };
};

/** drachtio-srf throws its SipError with the final status; anything else was never sent. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}

type Refused = Extract<RingAnswer, { answered: false }>["result"];

/** 486 and 480 end the device, 603 the member; what was never reached is not an attempt. */
function resultOf(status: number | null): Refused {
  switch (status) {
    case 480:
    case 486:
    case 600:
      return "busy";
    case 603:
      return "declined";
    case null:
    case 404:
    case 408:
    case 410:
    case 430:
    case 502:
    case 503:
    case 504:
      return "unreachable";
    default:
      return "failed";
  }
}
