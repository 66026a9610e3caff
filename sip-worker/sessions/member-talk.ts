/** The conversation of a caller with whoever answered him: the bridge, the other side's leg, and its pause while he is passed on. */
import type { MediaEngine, MediaLeg } from "../ports/media.ts";
import type { EndReason, TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import { reoffered } from "./reoffer.ts";

export interface TalkListener {
  /** The other side hung up. */
  partnerGone(device: AnsweredDevice): void;
  /** No packet came from the other side for long. */
  silent(): void;
  transferRequested(request: TransferRequest): void;
}

export class MemberTalk {
  /** Null: nobody, or somebody outside. */
  memberId: string | null = null;
  /** The caller hears ringing tone while another is rung for him; the member may hang up meanwhile. */
  transferring = false;
  readonly #engine: MediaEngine;
  readonly #log: Log;
  readonly #media: MediaLeg;
  readonly #listener: TalkListener;
  #partner: AnsweredDevice | null = null;

  constructor({ media: engine, log }: { media: MediaEngine; log: Log }, media: MediaLeg, listener: TalkListener) {
    this.#engine = engine;
    this.#log = log;
    this.#media = media;
    this.#listener = listener;
  }

  get partner(): AnsweredDevice | null {
    return this.#partner;
  }

  begin(device: AnsweredDevice, userId: string | null): void {
    this.#partner = device;
    this.memberId = userId;
    this.#engine.bridge(this.#media, device.media);
    device.leg.onEnded(() => this.#listener.partnerGone(device));
    device.leg.onReoffer((offer) => reoffered(device.media, offer));
    device.leg.onTransfer((request) => this.#listener.transferRequested(request));
    device.media.onEvent((event) => event.type === "silent" && this.#listener.silent());
  }

  /** False: there is nobody to be passed on from. */
  pause(): boolean {
    if (!this.#partner || this.transferring) return false;
    this.transferring = true;
    this.#engine.unbridge(this.#media, this.#partner.media);
    this.#media.play([{ kind: "ringback" }], { loop: true });
    return true;
  }

  /** False when the member has gone. */
  resume(): boolean {
    this.transferring = false;
    if (!this.#partner) return false;
    this.#engine.bridge(this.#media, this.#partner.media);
    return true;
  }

  /** The other side's leg ends, the caller stays. False: there was nobody. */
  drop(reason: EndReason): boolean {
    const partner = this.#partner;
    this.#partner = null;
    this.memberId = null;
    if (!partner) return false;
    this.#engine.unbridge(this.#media, partner.media);
    this.release(partner, reason);
    return true;
  }

  /** Both legs end. */
  end(reason: EndReason): void {
    if (this.#partner) this.release(this.#partner, reason);
  }

  release(device: AnsweredDevice, reason: EndReason): void {
    device.leg.end(reason);
    inBackground(this.#log, "close a media leg", device.media.close());
  }
}
