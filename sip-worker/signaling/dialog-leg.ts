/** One dialog of drachtio-srf as a leg of the sessions. */
import type { EndReason, Leg } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
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
  #ended: "byUs" | "byThem" | null = null;
  #listener: () => void = () => {};
  #answerReoffer: (offer: string | null) => string | null = () => null;

  constructor(dialog: Dialog, sipCallId: string, log: Log) {
    this.#dialog = dialog;
    this.#log = log;
    this.sipCallId = sipCallId;
    dialog.on("destroy", () => this.#onDestroyed());
    dialog.on("modify", (request, response) => this.#onModify(request, response));
    // Without a listener drachtio-srf says 200 to a transfer that nobody carries out.
    dialog.on("refer", (_request, response) => response.send(603));
  }

  onEnded(listener: () => void): void {
    if (this.#ended === "byThem") listener();
    else this.#listener = listener;
  }

  onReoffer(answer: (offer: string | null) => string | null): void {
    this.#answerReoffer = answer;
  }

  end(reason: EndReason): void {
    if (this.#ended) return;
    this.#ended = "byUs";
    inBackground(this.#log, "send BYE", this.#dialog.destroy({ headers: reasonHeader(reason) }));
  }

  #onDestroyed(): void {
    if (this.#ended) return;
    this.#ended = "byThem";
    this.#listener();
  }

  /** A bug of ours is no reason to leave the request unanswered, nor to end the call. */
  #onModify(request: SipMessage, response: SipResponse): void {
    try {
      const sdp = this.#answerReoffer(request.body || null);
      if (sdp === null) response.send(488);
      else response.send(200, { body: sdp });
    } catch (error) {
      this.#log.error("a re-INVITE failed", { callId: this.sipCallId, error: String(error) });
      response.send(500);
    }
  }
}
