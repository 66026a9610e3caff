/** The SIP side of one caller: his call is answered once, or refused, and ends once. */
import type { MediaLeg } from "../ports/media.ts";
import type { EndReason, IncomingCall, Leg, RejectStatus } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import { reoffered } from "./reoffer.ts";

export interface CallerDialogListener {
  answered(): void;
  /** The caller hung up, gave up, or his dialog was lost. */
  gone(): void;
  key(key: string): void;
  /** The answer to our offer, in the ACK, cannot be used (RFC 3264). */
  unusable(): void;
}

export class CallerDialog {
  readonly #incoming: IncomingCall;
  readonly #media: MediaLeg;
  readonly #sdp: string;
  readonly #log: Log;
  readonly #listener: CallerDialogListener;
  #leg: Leg | null = null;
  #answering = false;
  #over = false;

  constructor(incoming: IncomingCall, media: MediaLeg, sdp: string, log: Log, listener: CallerDialogListener) {
    this.#incoming = incoming;
    this.#media = media;
    this.#sdp = sdp;
    this.#log = log;
    this.#listener = listener;
    incoming.onCancelled(() => listener.gone());
  }

  /** 200 OK, once. */
  answer(): void {
    if (this.#answering) return;
    this.#answering = true;
    inBackground(this.#log, "answer a caller", this.#send());
  }

  /** It was we who called: the dialog is there. */
  takeOver(leg: Leg): void {
    this.#answering = true;
    this.#follow(leg);
  }

  /** 183: the caller hears us before the answer, which may never come. False when it is too late for that, or he has told no address yet. */
  early(): boolean {
    if (this.#answering || this.#incoming.offer === null) return false;
    this.#incoming.progress(this.#sdp);
    return true;
  }

  /** Nothing when it was answered. */
  refuse(status: RejectStatus, headers?: Record<string, string>): void {
    if (!this.#answering) this.#incoming.reject(status, headers);
  }

  end(reason: EndReason): void {
    this.#over = true;
    this.#leg?.end(reason);
  }

  async #send(): Promise<void> {
    const leg = await this.#incoming.answer(this.#sdp, (sdp) => {
      if (!this.#media.accept(sdp).ok) this.#listener.unusable();
    });
    if (!leg) return this.#listener.gone();
    if (this.#over) return leg.end("normal");
    this.#listener.answered();
    this.#follow(leg);
  }

  #follow(leg: Leg): void {
    this.#leg = leg;
    leg.onEnded(() => this.#listener.gone());
    leg.onReoffer((offer) => reoffered(this.#media, offer));
    leg.onKey((key) => this.#listener.key(key));
  }
}
