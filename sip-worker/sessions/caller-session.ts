/**
 * One caller, from the INVITE to the last BYE: his dialog, his media leg and what he hears. It carries out what was decided for
 * him and tells what happened; it decides nothing about the queue.
 *
 * Closing paths: the caller goes (`gone`), the service ends the call (`close`), the member ends it (`memberGone`). All meet in
 * `#finish`, which runs once.
 */
import type { CallOutcome, CallReason } from "../../lib/domain/call.ts";
import type { AudioKey, MediaEngine, MediaLeg, MediaLegEvent } from "../ports/media.ts";
import type { EndReason, IncomingCall, Leg, RejectStatus, TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import type { CallLog } from "./call-log.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import { type AudioPlan, WaitingAudio } from "./waiting-audio.ts";

export interface CallerListener {
  /** The caller hung up, gave up, or was lost. */
  callerLeft(session: CallerSession): void;
  /** The member's side of the conversation is over, whoever ended it. */
  talkEnded(session: CallerSession): void;
  /** The member wants to pass the caller on. */
  transferRequested(session: CallerSession, request: TransferRequest): void;
  /** The last thing that is heard of this session. */
  finished(session: CallerSession): void;
}

interface Parts {
  media: MediaEngine;
  log: Log;
  listener: CallerListener;
}

type Stage = "arriving" | "waiting" | "leaving" | "talking" | "finished";

export class CallerSession {
  readonly incoming: IncomingCall;
  /** Changes when the call moves to another group: each group's queue has a record of its own. */
  record: CallLog;
  /** Monotonic; decides the order over all groups. */
  readonly arrivedAt: number;
  /** Who talks to the caller. */
  memberId: string | null = null;
  /** Groups visited: loops end after five. */
  hops = 0;
  readonly #parts: Parts;
  readonly #media: MediaLeg;
  readonly #answerSdp: string;
  #stage: Stage = "arriving";
  #leg: Leg | null = null;
  #answering: Promise<boolean> | null = null;
  #audio: WaitingAudio | null = null;
  #partner: AnsweredDevice | null = null;
  /** The caller hears ringing tone while another is rung for him; the member may hang up meanwhile. */
  #transferring = false;
  #atEnd: (() => void)[] = [];
  #afterAnnouncement: { playId: number; run: () => void } | null = null;

  constructor(parts: Parts, incoming: IncomingCall, record: CallLog, media: MediaLeg, answerSdp: string, arrivedAt: number) {
    this.#parts = parts;
    this.incoming = incoming;
    this.record = record;
    this.#media = media;
    this.#answerSdp = answerSdp;
    this.arrivedAt = arrivedAt;
    media.onEvent((event) => this.#onMediaEvent(event));
    incoming.onCancelled(() => this.gone());
  }

  get id(): string {
    return this.record.id;
  }

  /** Runs once, when the caller is gone for whatever reason. */
  onFinished(listener: () => void): void {
    this.#atEnd.push(listener);
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** In the queue: the call is answered, and the caller hears what the plan says. */
  wait(plan: AudioPlan): void {
    if (this.#stage === "finished") return;
    this.#stage = "waiting";
    this.#afterAnnouncement = null;
    this.#audio?.stop();
    this.#audio = new WaitingAudio(this.#media, plan);
    this.#audio.start();
    inBackground(this.#parts.log, "answer a caller", this.#answer());
  }

  follow(plan: AudioPlan): void {
    this.#audio?.follow(plan);
  }

  setRinging(ringing: boolean): void {
    this.#audio?.setRinging(ringing);
  }

  /** The member who answered. His leg ends with the call from now on. */
  connect(device: AnsweredDevice, userId: string | null, forecastErrorSeconds: number | null = null): void {
    if (this.#stage === "finished") {
      this.#releaseDevice(device, "callerLeft");
      return;
    }
    this.#stage = "talking";
    this.#afterAnnouncement = null;
    this.#audio?.stop();
    this.#audio = null;
    // First, since a member who has hung up already is told of while his leg is taken.
    if (userId) this.record.answered(userId, forecastErrorSeconds);
    this.#talkWith(device, userId);
    inBackground(this.#parts.log, "answer a caller", this.#answer());
  }

  #talkWith(device: AnsweredDevice, userId: string | null): void {
    this.#partner = device;
    this.memberId = userId;
    this.#parts.media.bridge(this.#media, device.media);
    device.leg.onEnded(() => this.memberGone(device));
    device.leg.onReoffer((offer) => reoffered(device.media, offer));
    device.leg.onTransfer((request) => this.#parts.listener.transferRequested(this, request));
    device.media.onEvent((event) => this.#onTalkSilence(event));
  }

  /** False: there is nobody to be passed on from. */
  beginTransfer(): boolean {
    if (this.#stage !== "talking" || !this.#partner || this.#transferring) return false;
    this.#transferring = true;
    this.#parts.media.unbridge(this.#media, this.#partner.media);
    this.#media.play([{ kind: "ringback" }], { loop: true });
    return true;
  }

  /** The transfer failed: both talk on. False when the member has gone. */
  resumeTalk(): boolean {
    this.#transferring = false;
    if (this.#stage === "finished") return true;
    if (!this.#partner) return false;
    this.#parts.media.bridge(this.#media, this.#partner.media);
    return true;
  }

  /** Somebody else talks with the caller from now on; the record goes on. */
  passOn(device: AnsweredDevice, userId: string | null, number: string): void {
    if (this.#stage !== "talking") {
      this.#releaseDevice(device, "callerLeft");
      return;
    }
    this.leaveMember(number);
    this.#stage = "talking";
    this.#talkWith(device, userId);
  }

  /** The member's leg ends, the caller stays. */
  leaveMember(number: string): void {
    this.record.event("transferred", this.memberId, { number });
    this.#transferring = false;
    this.#dropPartner("normal");
    this.leaveQueue();
  }

  #dropPartner(reason: EndReason): void {
    const partner = this.#partner;
    this.#partner = null;
    this.memberId = null;
    if (!partner) return;
    this.#parts.media.unbridge(this.#media, partner.media);
    this.#releaseDevice(partner, reason);
    this.#parts.listener.talkEnded(this);
  }

  /** Plays to the end, then the call is over with the outcome. */
  announceAndClose(key: AudioKey, outcome: CallOutcome, reason: CallReason): void {
    this.leaveQueue();
    const playId = this.#media.play([{ kind: "audio", key }]);
    this.#afterAnnouncement = { playId, run: () => this.close(outcome, reason, "normal") };
    inBackground(this.#parts.log, "answer a caller", this.#answer());
  }

  /** Ringing tone while a destination outside the queue is rung. */
  hearRinging(): void {
    this.leaveQueue();
    this.#media.play([{ kind: "ringback" }], { loop: true });
    inBackground(this.#parts.log, "answer a caller", this.#answer());
  }

  /** What the other side plays before it answers, instead of our ringing tone. */
  hearEarly(media: MediaLeg): void {
    if (this.#stage === "leaving") this.#parts.media.bridge(this.#media, media);
  }

  leaveQueue(): void {
    if (this.#stage === "finished") return;
    this.#stage = "leaving";
    this.#audio?.stop();
    this.#audio = null;
  }

  /** Refuses a call that was not answered yet; one that was answered ends by BYE. */
  refuse(status: RejectStatus, outcome: CallOutcome, reason: CallReason, headers?: Record<string, string>): void {
    if (!this.#answering) this.incoming.reject(status, headers);
    this.close(outcome, reason, "normal");
  }

  /** The service ends the call; one that nobody has answered yet is not left without a response. */
  close(outcome: CallOutcome, reason: CallReason, end: EndReason): void {
    if (!this.#answering) this.incoming.reject(end === "shutdown" ? 503 : 480);
    this.#finish(outcome, reason, "service", end);
  }

  /** The caller hung up, gave up, or his dialog was lost. */
  gone(): void {
    if (this.#stage === "finished") return;
    const talked = this.#stage === "talking";
    const closed = this.#stage === "leaving" && this.record.outcome;
    if (!closed) this.#finish(talked ? "answered" : "abandoned", "callerHungUp", "caller", "callerLeft");
  }

  /** While another is rung for the caller, the member may go: the caller waits for the other. */
  memberGone(device: AnsweredDevice | null = this.#partner): void {
    if (device !== this.#partner) return;
    if (this.#transferring) this.#dropPartner("normal");
    else this.#finish("answered", "memberHungUp", "member", "normal");
  }

  #onMediaEvent(event: MediaLegEvent): void {
    this.#audio?.onMediaEvent(event);
    if (event.type === "played" && event.playId === this.#afterAnnouncement?.playId) this.#afterAnnouncement.run();
    this.#onTalkSilence(event);
  }

  /** A silent caller in the queue is kept; a conversation without any packets from one side is over. */
  #onTalkSilence(event: MediaLegEvent): void {
    if (event.type === "silent" && this.#stage === "talking" && !this.#transferring) this.close("answered", "mediaTimeout", "mediaTimeout");
  }

  /** 200 OK once. False when the caller was gone first. */
  #answer(): Promise<boolean> {
    this.#answering ??= this.#sendAnswer();
    return this.#answering;
  }

  async #sendAnswer(): Promise<boolean> {
    const leg = await this.incoming.answer(this.#answerSdp, (sdp) => this.#media.accept(sdp));
    if (!leg) {
      this.gone();
      return false;
    }
    if (this.#stage === "finished") {
      leg.end("normal");
      return false;
    }
    this.#leg = leg;
    this.record.event("answeredByService");
    leg.onEnded(() => this.gone());
    leg.onReoffer((offer) => reoffered(this.#media, offer));
    return true;
  }

  #finish(outcome: CallOutcome, reason: CallReason, endedBy: "caller" | "member" | "service", end: EndReason): void {
    if (this.#stage === "finished") return;
    const talked = this.#stage === "talking";
    this.#stage = "finished";
    this.#audio?.stop();
    const { listener } = this.#parts;
    if (endedBy === "caller" && !talked) listener.callerLeft(this);
    this.record.end(outcome, reason, endedBy);
    this.#leg?.end(end);
    if (this.#partner) this.#releaseDevice(this.#partner, end);
    inBackground(this.#parts.log, "close a media leg", this.#media.close());
    if (talked) listener.talkEnded(this);
    for (const atEnd of this.#atEnd.splice(0)) atEnd();
    listener.finished(this);
  }

  #releaseDevice(device: AnsweredDevice, reason: EndReason): void {
    device.leg.end(reason);
    inBackground(this.#parts.log, "close a media leg", device.media.close());
  }
}

/** Hold, resume or a new address by re-INVITE; the other side of the bridge does not hear of it. */
export function reoffered(media: MediaLeg, offer: string | null): string | null {
  if (offer === null) return media.offer();
  const answer = media.answer(offer);
  return answer.ok ? answer.sdp : null;
}
