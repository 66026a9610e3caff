/**
 * One caller, from the INVITE to the last BYE: his dialog, his media leg and what he hears. It carries out what was decided for
 * him and tells what happened; it decides nothing about the queue.
 *
 * Closing paths: the caller goes (`gone`), the service ends the call (`close`), the member ends it (`memberGone`). All meet in
 * `#finish`, which runs once.
 */
import type { CallFate, CallOutcome, CallReason } from "../../lib/domain/call.ts";
import type { AudioKey, MediaEngine, MediaLeg, MediaLegEvent } from "../ports/media.ts";
import type { EndReason, IncomingCall, Leg, RejectStatus, TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { CallLog } from "./call-log.ts";
import { CallerDialog } from "./caller-dialog.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import type { Dialogue } from "./dialogue.ts";
import { KeyPresses } from "./key-presses.ts";
import { MemberTalk } from "./member-talk.ts";
import { type AudioPlan, WaitingAudio } from "./waiting-audio.ts";

export interface CallerListener {
  /** The caller hung up, gave up or was lost, or the service let him go: nobody is rung for him any more. */
  callerLeft(session: CallerSession): void;
  /** A key while he waits, outside of a dialogue. */
  keyPressed(session: CallerSession, key: string): void;
  /** The member's side of the conversation is over, whoever ended it. */
  talkEnded(session: CallerSession): void;
  /** The member wants to pass the caller on. */
  transferRequested(session: CallerSession, request: TransferRequest): void;
  /** The last thing that is heard of this session. */
  finished(session: CallerSession): void;
}

interface Parts {
  media: MediaEngine;
  clock: Clock;
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
  /** Groups visited: loops end after five. */
  hops = 0;
  readonly #parts: Parts;
  readonly #media: MediaLeg;
  readonly #dialog: CallerDialog;
  readonly #talk: MemberTalk;
  readonly #keys: KeyPresses;
  #stage: Stage = "arriving";
  #audio: WaitingAudio | null = null;
  #dialogue: Dialogue | null = null;
  /** What is still being stored for the caller, a callback request or a message. */
  #undecided: Promise<CallFate | null> | null = null;
  #atEnd: (() => void)[] = [];
  /** What he hears is the last of his call: that, and not his hanging up in the middle of it, is what became of it. */
  #afterAnnouncement: { playId: number; fate: CallFate; run: () => void } | null = null;

  constructor(parts: Parts, incoming: IncomingCall, record: CallLog, media: MediaLeg, answerSdp: string, arrivedAt: number) {
    this.#parts = parts;
    this.incoming = incoming;
    this.record = record;
    this.#media = media;
    this.arrivedAt = arrivedAt;
    this.#keys = new KeyPresses(parts.clock, (key) => this.#onKey(key));
    this.#dialog = new CallerDialog(incoming, media, answerSdp, parts.log, {
      answered: () => this.record.event("answeredByService"),
      gone: () => this.gone(),
      key: (key) => this.#keys.told(key),
      unusable: () => this.close("failed", "noCommonCodec", "error"),
    });
    this.#talk = new MemberTalk(parts, media, {
      partnerGone: (device) => this.memberGone(device),
      silent: () => this.#onTalkSilence(),
      transferRequested: (request) => parts.listener.transferRequested(this, request),
    });
    media.onEvent((event) => this.#onMediaEvent(event));
  }

  get id(): string {
    return this.record.id;
  }

  /** Who talks to the caller. */
  get memberId(): string | null {
    return this.#talk.memberId;
  }

  get isTalking(): boolean {
    return this.#stage === "talking";
  }

  get canBePassedOn(): boolean {
    return this.isTalking && !this.#talk.transferring;
  }

  /** Somebody talks to him, or has: also who is told now that he could not be passed on. */
  get wasAnswered(): boolean {
    return this.isTalking || this.record.answeredAt !== null;
  }

  get partyNumber(): string | null {
    return this.record.start.callerNumber;
  }

  asCaller(): CallerSession {
    return this;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Runs once, when the caller is gone for whatever reason. */
  onFinished(listener: () => void): void {
    this.#atEnd.push(listener);
  }

  /** In the queue: the call is answered, and the caller hears what the plan says. */
  wait(plan: AudioPlan): void {
    if (this.#stage === "finished") return;
    this.#quiet();
    this.#stage = "waiting";
    this.#audio = new WaitingAudio(this.#media, plan);
    this.#audio.start();
    this.#dialog.answer();
  }

  follow(plan: AudioPlan): void {
    this.#audio?.follow(plan);
  }

  setRinging(ringing: boolean): void {
    this.#audio?.setRinging(ringing);
  }

  /** Instead of what he hears until now. In the queue the place is kept, and the waiting audio goes on afterwards. */
  beginDialogue(make: (media: MediaLeg) => Dialogue): void {
    if (this.#stage === "finished" || this.#stage === "talking") return;
    this.#dialogue?.stop();
    this.#afterAnnouncement = null;
    this.#audio?.suspend();
    this.#dialogue = make(this.#media);
    this.#dialogue.start();
    this.#dialog.answer();
  }

  endDialogue(): void {
    this.#dialogue?.stop();
    this.#dialogue = null;
    this.#audio?.resume();
  }

  /** Whenever the call ends, this decides what became of it; null: what ended it does. */
  decideBy(fate: Promise<CallFate | null>): void {
    this.#undecided = fate;
  }

  /** His request has his place from now on: he hears so, and the call is over. */
  leaveByCallback(key: AudioKey): void {
    this.record.end("callbackRequested", "callbackRequested", "service");
    this.announceAndClose(key, "callbackRequested", "callbackRequested");
  }

  /** The member who answered. His leg ends with the call from now on. */
  connect(device: AnsweredDevice, userId: string | null, forecastErrorSeconds: number | null = null): void {
    if (this.#stage === "finished") {
      this.#talk.release(device, "callerLeft");
      return;
    }
    this.#quiet();
    this.#stage = "talking";
    // First, since a member who has hung up already is told of while his leg is taken.
    if (userId) this.record.answered(userId, forecastErrorSeconds);
    this.#talk.begin(device, userId);
    this.#dialog.answer();
  }

  /** A customer who was called back, and whom nobody talks to at this moment. */
  takeOver(leg: Leg): void {
    this.#stage = "talking";
    this.#dialog.takeOver(leg);
  }

  /** False: there is nobody to be passed on from. */
  beginTransfer(): boolean {
    return this.#stage === "talking" && this.#talk.pause();
  }

  /** The transfer failed: both talk on. False when the member has gone. */
  resumeTalk(): boolean {
    return this.#stage === "finished" || this.#talk.resume();
  }

  /** Somebody else talks with the caller from now on; the record goes on. */
  passOn(device: AnsweredDevice, userId: string | null, number: string): void {
    if (this.#stage !== "talking") {
      this.#talk.release(device, "callerLeft");
      return;
    }
    this.leaveMember(number);
    this.#stage = "talking";
    this.#talk.begin(device, userId);
  }

  /** The member's leg ends, the caller stays. */
  leaveMember(number: string): void {
    this.record.event("transferred", this.memberId, { number });
    this.#talk.transferring = false;
    this.#dropPartner("normal");
    this.leaveQueue();
  }

  /**
   * Plays to the end, then the call is over with the outcome. With a status to refuse with, who has not been answered yet hears it unanswered:
   * nobody is charged for hearing that a service is closed or full.
   */
  announceAndClose(key: AudioKey, outcome: CallOutcome, reason: CallReason, unanswered: RejectStatus | null = null): void {
    this.leaveQueue();
    const playId = this.#media.play([{ kind: "audio", key }]);
    const early = unanswered !== null && this.#dialog.early();
    const run = early ? () => this.refuse(unanswered, outcome, reason) : () => this.close(outcome, reason, "normal");
    this.#afterAnnouncement = { playId, fate: { outcome, reason }, run };
    if (!early) this.#dialog.answer();
  }

  /** Ringing tone while a destination outside the queue is rung. */
  hearRinging(): void {
    this.leaveQueue();
    this.#media.play([{ kind: "ringback" }], { loop: true });
    this.#dialog.answer();
  }

  /** What the other side plays before it answers, instead of our ringing tone. */
  hearEarly(media: MediaLeg): void {
    if (this.#stage === "leaving") this.#parts.media.bridge(this.#media, media);
  }

  leaveQueue(): void {
    if (this.#stage === "finished") return;
    this.#quiet();
    this.#stage = "leaving";
  }

  /** Refuses a call that was not answered yet; one that was answered ends by BYE. */
  refuse(status: RejectStatus, outcome: CallOutcome, reason: CallReason, headers?: Record<string, string>): void {
    this.#dialog.refuse(status, headers);
    this.close(outcome, reason, "normal");
  }

  /** The service ends the call; one that nobody has answered yet is not left without a response. */
  close(outcome: CallOutcome, reason: CallReason, end: EndReason): void {
    this.#dialog.refuse(end === "shutdown" ? 503 : 480);
    this.#finish([outcome, reason, "service"], end);
  }

  /** The service ends, and his stay in the queue does not: the record stays open, by which the next worker finds him. */
  cutOff(): void {
    this.#dialog.refuse(503);
    this.#finish(null, "shutdown");
  }

  /** The caller hung up, gave up, or his dialog was lost. */
  gone(): void {
    const fate = this.#afterAnnouncement?.fate ?? { outcome: this.wasAnswered ? "answered" : "abandoned", reason: "callerHungUp" };
    this.#finish([fate.outcome, fate.reason, "caller"], "callerLeft");
  }

  /** While another is rung for the caller, the member may go: the caller waits for the other. */
  memberGone(device: AnsweredDevice | null = this.#talk.partner): void {
    if (device !== this.#talk.partner) return;
    if (this.#talk.transferring) this.#dropPartner("normal");
    else this.#finish(["answered", "memberHungUp", "member"], "normal");
  }

  #dropPartner(reason: EndReason): void {
    if (this.#talk.drop(reason)) this.#parts.listener.talkEnded(this);
  }

  /** Nothing of what the caller hears until now goes on. */
  #quiet(): void {
    this.#afterAnnouncement = null;
    this.#dialogue?.stop();
    this.#dialogue = null;
    this.#audio?.stop();
    this.#audio = null;
  }

  #onMediaEvent(event: MediaLegEvent): void {
    if (event.type === "dtmf") this.#keys.heard(event.digit);
    if (event.type === "silent") this.#onTalkSilence();
    if (event.type !== "played") return;
    this.#dialogue?.onPlayed(event.playId);
    this.#audio?.onPlayed(event.playId);
    if (event.playId === this.#afterAnnouncement?.playId) this.#afterAnnouncement.run();
  }

  #onKey(key: string): void {
    if (this.#dialogue) this.#dialogue.onKey(key);
    else if (this.#stage === "waiting") this.#parts.listener.keyPressed(this, key);
  }

  /** A silent caller in the queue is kept; a conversation without any packets from one side is over. */
  #onTalkSilence(): void {
    if (this.#stage === "talking" && !this.#talk.transferring) this.close("answered", "mediaTimeout", "mediaTimeout");
  }

  /** Null: the record stays open. */
  #finish(recordEnd: Parameters<CallLog["end"]> | null, end: EndReason): void {
    if (this.#stage === "finished") return;
    const talked = this.#stage === "talking";
    this.#quiet();
    this.#stage = "finished";
    const { listener, log } = this.#parts;
    if (!talked) listener.callerLeft(this);
    if (recordEnd && this.#undecided && !talked)
      inBackground(log, "end a record", this.record.endUnlessDecided(this.#undecided, ...recordEnd));
    else if (recordEnd) this.record.end(...recordEnd);
    this.#dialog.end(end);
    this.#talk.end(end);
    inBackground(log, "close a media leg", this.#media.close());
    if (talked) listener.talkEnded(this);
    for (const atEnd of this.#atEnd.splice(0)) atEnd();
    listener.finished(this);
  }
}
