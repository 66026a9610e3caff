/** One dialog of drachtio-srf as a leg of the sessions. */
import type { EndReason, Leg, TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import { crashPoint } from "../runtime/crash-point.ts";
import type { Log } from "../runtime/log.ts";
import { DialogTransfer, readReferTo } from "./dialog-transfer.ts";
import { keyOfInfo } from "./info-key.ts";
import type { Dialog, SipMessage, SipResponse } from "./srf.ts";

const reasons: Record<EndReason, string> = {
  normal: 'SIP;cause=200;text="Normal release"',
  answeredElsewhere: 'SIP;cause=200;text="Call completed elsewhere"',
  timeout: 'SIP;cause=480;text="No answer"',
  callerLeft: 'SIP;cause=200;text="Caller hung up"',
  mediaTimeout: 'SIP;cause=200;text="No media"',
  shutdown: 'SIP;cause=503;text="Service is stopping"',
  error: 'SIP;cause=500;text="Internal error"',
};
/** RFC 3326. */
export const reasonHeader = (reason: EndReason) => ({ Reason: reasons[reason] });

export class DialogLeg implements Leg {
  readonly sipCallId: string;
  readonly #dialog: Dialog;
  readonly #log: Log;
  readonly #over: () => void;
  #ended: "byUs" | "byThem" | null = null;
  #listener: () => void = () => {};
  #answerReoffer: (offer: string | null) => string | null = () => null;
  #pressed: (key: string) => void = () => {};
  #transfer: ((request: TransferRequest) => void) | null = null;

  /** `over` runs once, whoever ends the dialog. */
  constructor(dialog: Dialog, sipCallId: string, log: Log, over: () => void = () => {}) {
    this.#dialog = dialog;
    this.#log = log;
    this.#over = over;
    this.sipCallId = sipCallId;
    dialog.on("destroy", () => this.#onDestroyed());
    // A BYE right behind the ACK is over before anybody could listen: drachtio-srf reads both in one turn, and tells of the dialog afterwards.
    if (!dialog.connected) this.#onDestroyed();
    dialog.on("modify", (request, response) => this.#onModify(request, response));
    dialog.on("info", (request, response) => this.#onInfo(request, response));
    // Without a listener drachtio-srf says 200 to a transfer that nobody carries out.
    dialog.on("refer", (request, response) => this.#onRefer(request, response));
  }

  onEnded(listener: () => void): void {
    if (this.#ended === "byThem") listener();
    else this.#listener = listener;
  }

  onReoffer(answer: (offer: string | null) => string | null): void {
    this.#answerReoffer = answer;
  }

  onKey(listener: (key: string) => void): void {
    this.#pressed = listener;
  }

  onTransfer(listener: (request: TransferRequest) => void): void {
    this.#transfer = listener;
  }

  end(reason: EndReason): void {
    if (this.#ended) return;
    this.#ended = "byUs";
    crashPoint("bye.beforeSend");
    inBackground(this.#log, "send BYE", this.#dialog.destroy({ headers: reasonHeader(reason) }));
    crashPoint("bye.sent");
    this.#over();
  }

  #onDestroyed(): void {
    if (this.#ended) return;
    this.#ended = "byThem";
    this.#over();
    this.#listener();
  }

  /** RFC 6086 4.2.2: what is not understood is 415; an INFO without a body only asks whether the dialog lives. */
  #onInfo(request: SipMessage, response: SipResponse): void {
    const info = keyOfInfo(request.get("Content-Type") ?? "", request.body ?? "");
    if (info.kind === "unknown") {
      response.send(415, { headers: { Accept: "application/dtmf-relay, application/dtmf" } });
      return;
    }
    response.send(200);
    if (info.kind === "key" && !this.#ended) this.#pressed(info.key);
  }

  #onRefer(request: SipMessage, response: SipResponse): void {
    const referTo = readReferTo(request);
    if (this.#transfer && referTo && !this.#ended) this.#transfer(new DialogTransfer(this.#dialog, referTo, response, this.#log));
    else response.send(603);
  }

  /** A bug of ours is no reason to leave the request unanswered, nor to end the call. */
  #onModify(request: SipMessage, response: SipResponse): void {
    try {
      const sdp = this.#answerReoffer(request.body || null);
      if (sdp === null) response.send(488);
      else response.send(200, { body: sdp });
    } catch (error) {
      this.#log.error("a re-INVITE failed", { sipCallId: this.sipCallId, error: String(error) });
      response.send(500);
    }
  }
}
