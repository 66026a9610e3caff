/**
 * A plain call between two: a member's own call to a colleague or to a number outside. Not the queue's business; it only knows that
 * both are busy. Until the other side answers, the caller hears his phone's own ringing tone, or what the other side plays.
 *
 * Closing paths: the caller goes (`#callerGone`), the other side goes (`#calleeGone`), the service ends it (`close`). All meet in
 * `#finish`, which runs once.
 */
import type { CallOutcome, CallReason, RingResult } from "../../lib/domain/call.ts";
import type { MediaLeg } from "../ports/media.ts";
import type { EndReason, IncomingCall, Leg, RejectStatus } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { CallLog } from "./call-log.ts";
import { type AnsweredDevice, DeviceRing, type RefusedResult, type RingPlan } from "./device-ring.ts";
import type { OrganisationParts } from "./house.ts";
import { reoffered } from "./reoffer.ts";

const ringLimitMs = 120_000;

export interface TwoPartyStart {
  incoming: IncomingCall;
  record: CallLog;
  media: MediaLeg;
  answerSdp: string;
  plan: RingPlan;
  /** Null: somebody outside. */
  calleeId: string | null;
  finished(call: TwoPartyCall): void;
}

export class TwoPartyCall {
  readonly #parts: OrganisationParts;
  readonly #start: TwoPartyStart;
  #stage: "ringing" | "talking" | "finished" = "ringing";
  #ring: DeviceRing | null = null;
  #timer: NodeJS.Timeout | null = null;
  #leg: Leg | null = null;
  #callee: AnsweredDevice | null = null;

  constructor(parts: OrganisationParts, start: TwoPartyStart) {
    this.#parts = parts;
    this.#start = start;
    start.incoming.onCancelled(() => this.#callerGone());
    start.media.onEvent((event) => event.type === "silent" && this.#onSilence());
  }

  get sipCallId(): string {
    return this.#start.incoming.sipCallId;
  }

  get callerId(): string | null {
    const { caller } = this.#start.incoming;
    return caller.kind === "user" ? caller.userId : null;
  }

  get canHandOver(): boolean {
    return this.#stage === "talking" && this.#callee !== null;
  }

  get calleeId(): string | null {
    return this.#start.calleeId;
  }

  ring(): void {
    const { incoming, plan, record, calleeId } = this.#start;
    if (this.#stage !== "ringing") return;
    record.event("ringing", calleeId);
    this.#timer = setTimeout(() => this.#onRefused("timeout"), ringLimitMs);
    this.#ring = new DeviceRing(this.#parts, plan, {
      ringing: () => incoming.ringing(),
      earlyMedia: (callee) => this.#onEarlyMedia(callee),
      answered: (device) => inBackground(this.#parts.log, "answer a caller", this.#onAnswered(device)),
      refused: (result) => this.#onRefused(result),
    });
  }

  /** The service ends the call. */
  close(reason: CallReason, end: EndReason): void {
    this.#noteRingEnd("failed");
    this.#finish(this.#stage === "talking" ? "answered" : "failed", reason, "service", end);
  }

  /** For an attended transfer: the other side goes on with somebody else, the caller's leg ends. Null while nobody has answered. */
  handOver(): AnsweredDevice | null {
    const callee = this.#stage === "talking" ? this.#callee : null;
    if (!callee) return null;
    this.#callee = null;
    this.#parts.media.unbridge(this.#start.media, callee.media);
    this.#finish("answered", "memberHungUp", "member", "normal");
    return callee;
  }

  async #onAnswered(device: AnsweredDevice): Promise<void> {
    const { incoming, record, media, answerSdp, calleeId } = this.#start;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#stage !== "ringing") return this.#release(device, "callerLeft");
    this.#stage = "talking";
    this.#callee = device;
    record.answered(calleeId);
    device.leg.onEnded(() => this.#calleeGone());
    device.leg.onReoffer((offer) => reoffered(device.media, offer));
    device.media.onEvent((event) => event.type === "silent" && this.#onSilence());
    const leg = await incoming.answer(answerSdp, (sdp) => {
      if (!media.accept(sdp).ok) this.close("noCommonCodec", "error");
    });
    if (!leg) return this.#callerGone();
    this.#leg = leg;
    // The other side may have hung up meanwhile.
    if (!this.#callee) return leg.end("normal");
    leg.onEnded(() => this.#callerGone());
    leg.onReoffer((offer) => reoffered(media, offer));
    this.#parts.media.bridge(media, device.media);
  }

  /** The caller hears the other side's own tone or words; without an offer of his there is nothing to hear them by. */
  #onEarlyMedia(callee: MediaLeg): void {
    const { incoming, media, answerSdp } = this.#start;
    if (this.#stage !== "ringing" || incoming.offer === null) return;
    incoming.progress(answerSdp);
    this.#parts.media.bridge(media, callee);
  }

  #onRefused(result: RefusedResult | "timeout"): void {
    if (this.#stage !== "ringing") return;
    this.#noteRingEnd(result);
    const { status, reason } = refusals[result];
    this.#start.incoming.reject(status);
    this.#finish("failed", reason, "service", "timeout");
  }

  #noteRingEnd(result: RingResult): void {
    const { record, calleeId } = this.#start;
    if (this.#stage === "ringing" && this.#timer) record.event("ringEnded", calleeId, { result });
  }

  #callerGone(): void {
    this.#noteRingEnd("callerLeft");
    this.#finish(this.#stage === "talking" ? "answered" : "abandoned", "callerHungUp", "caller", "callerLeft");
  }

  #calleeGone(): void {
    this.#finish("answered", "memberHungUp", "member", "normal");
  }

  #onSilence(): void {
    if (this.#stage === "talking") this.close("mediaTimeout", "mediaTimeout");
  }

  #finish(outcome: CallOutcome, reason: CallReason, endedBy: "caller" | "member" | "service", end: EndReason): void {
    if (this.#stage === "finished") return;
    this.#stage = "finished";
    if (this.#timer) clearTimeout(this.#timer);
    const { incoming, record, media } = this.#start;
    record.end(outcome, reason, endedBy);
    this.#ring?.cancel(end);
    incoming.reject(503);
    this.#leg?.end(end);
    if (this.#callee) this.#release(this.#callee, end);
    this.#callee = null;
    inBackground(this.#parts.log, "close a media leg", media.close());
    this.#start.finished(this);
  }

  #release(device: AnsweredDevice, reason: EndReason): void {
    device.leg.end(reason);
    inBackground(this.#parts.log, "close a media leg", device.media.close());
  }
}

const refusals: Record<RefusedResult | "timeout", { status: RejectStatus; reason: CallReason }> = {
  busy: { status: 486, reason: "busy" },
  declined: { status: 603, reason: "declined" },
  unreachable: { status: 480, reason: "unreachable" },
  failed: { status: 480, reason: "unreachable" },
  timeout: { status: 480, reason: "noAnswer" },
};
