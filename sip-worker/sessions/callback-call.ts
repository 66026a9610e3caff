/**
 * One attempt of a callback: a member has answered and hears that it is one while the customer is rung; the customer hears who calls,
 * and both talk. A voicemail answers too: what counts as reached is said in docs/decisions/0011.
 *
 * Closing paths: the member goes, the customer goes or cannot be reached, the service ends it. All meet in `#finish`, which runs once.
 */
import type { CallReason } from "../../lib/domain/call.ts";
import type { AudioKey, MediaLegEvent } from "../ports/media.ts";
import type { CallPresentation, EndReason, RingTarget, TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { CallLog } from "./call-log.ts";
import type { CallerSession } from "./caller-session.ts";
import type { Bill } from "./charged-leg.ts";
import { type AnsweredDevice, DeviceRing, type RefusedResult } from "./device-ring.ts";
import type { OrganisationParts } from "./house.ts";
import { KeyPresses } from "./key-presses.ts";
import { reoffered } from "./reoffer.ts";

/** A member who hangs up sooner without a word has met a voicemail. */
const talkedMs = 20_000;

export interface CallbackAttempt {
  record: CallLog;
  memberId: string;
  device: AnsweredDevice;
  targets: RingTarget[];
  whyNoTargets: CallReason;
  /** A colleague's who is the customer: no queue rings him until what it returns is called. */
  holdLine(): () => void;
  from: CallPresentation;
  bill: Bill;
  ringSeconds: number;
  /** What the member hears first; then the ringing tone. */
  handler: AudioKey;
  /** What the customer hears when he answers. */
  greeting: AudioKey;
  /** Written before the customer is rung; null: the request is not open any more. */
  begin(): Promise<string | null>;
}

export interface AttemptEnd {
  reached: boolean;
  reason: CallReason;
  endedBy: "caller" | "member" | "service";
  /** The dial was written, or is being written: it is one of the attempts. */
  counted: boolean;
  attemptId: string | null;
}

export interface AttemptListener {
  /** Both talk. */
  talking(): void;
  ended(end: AttemptEnd): void;
  /** The dial was written after the attempt had ended, and was not made. */
  begunTooLate(): void;
  transferRequested(call: CallbackCall, request: TransferRequest): void;
  /** The customer goes on as a caller, with the record of this call. */
  passedOn(customer: AnsweredDevice): CallerSession;
}

export class CallbackCall {
  readonly #parts: OrganisationParts;
  readonly #attempt: CallbackAttempt;
  readonly #listener: AttemptListener;
  #stage: "reserving" | "ringing" | "greeting" | "talking" | "finished" = "reserving";
  #counted = false;
  #attemptId: string | null = null;
  #ring: DeviceRing | null = null;
  #timer: NodeJS.Timeout | null = null;
  #customer: AnsweredDevice | null = null;
  #greetingId = 0;
  #talkingSince = 0;
  /** What was said of the customer: he himself is there, or not. */
  #word: boolean | null = null;
  #memberStar = false;
  /** The customer hears ringing tone while another is rung for him. */
  #transferring = false;
  /** He was passed on, or waits for whom the member has called before he hung up. */
  #passedOn: CallerSession | null = null;
  #atEnd: (() => void)[] = [];

  constructor(parts: OrganisationParts, attempt: CallbackAttempt, listener: AttemptListener) {
    this.#parts = parts;
    this.#attempt = attempt;
    this.#listener = listener;
  }

  get isTalking(): boolean {
    return this.#stage === "talking";
  }

  get canBePassedOn(): boolean {
    return this.isTalking && !this.#transferring;
  }

  get id(): string {
    return this.record.id;
  }

  get record(): CallLog {
    return this.#attempt.record;
  }

  get partyNumber(): string {
    return this.record.start.dialledNumber;
  }

  get memberId(): string {
    return this.#attempt.memberId;
  }

  start(): void {
    const { device, handler, targets, holdLine } = this.#attempt;
    const keys = new KeyPresses(this.#parts.clock, (key) => this.#onMemberKey(key));
    device.leg.onEnded(() => this.#memberGone());
    device.leg.onReoffer((offer) => reoffered(device.media, offer));
    device.leg.onKey((key) => keys.told(key));
    device.media.onEvent((event) => this.#onMemberMedia(event, keys));
    if (this.#stage === "finished") return;
    if (targets.length > 0) this.onFinished(holdLine());
    device.media.play([{ kind: "audio", key: handler }, { kind: "ringback" }]);
    inBackground(this.#parts.log, "call a customer back", this.#begin());
  }

  /** The member's word, or a supervisor's for him. False: nobody talks. */
  say(reached: boolean): boolean {
    if (this.#stage !== "talking") return false;
    this.#word = reached;
    if (!reached) this.#finish(false, "voicemail", "member", "normal");
    return true;
  }

  beginTransfer(): boolean {
    if (this.#stage !== "talking" || this.#transferring || !this.#customer) return false;
    this.#transferring = true;
    this.#parts.media.unbridge(this.#attempt.device.media, this.#customer.media);
    this.#customer.media.play([{ kind: "ringback" }], { loop: true });
    return true;
  }

  resumeTalk(): boolean {
    this.#transferring = false;
    if (this.#passedOn) return this.#passedOn.stage === "finished";
    if (this.#customer) this.#parts.media.bridge(this.#attempt.device.media, this.#customer.media);
    return true;
  }

  /** Whom a member passes on has been reached: his request is over, and the member's leg with it. */
  asCaller(): CallerSession {
    if (this.#passedOn) return this.#passedOn;
    const customer = this.#customer;
    if (this.#stage !== "talking" || !customer) throw new Error("only who talks can be passed on");
    this.#parts.media.unbridge(this.#attempt.device.media, customer.media);
    this.#stage = "finished";
    this.#customer = null;
    this.#release(this.#attempt.device, "normal");
    this.#listener.ended({ reached: true, reason: "memberHungUp", endedBy: "member", counted: this.#counted, attemptId: this.#attemptId });
    const caller = this.#listener.passedOn(customer);
    this.#passedOn = caller;
    for (const atEnd of this.#atEnd.splice(0)) this.onFinished(atEnd);
    return caller;
  }

  /** Of the customer's call, whoever he talks to by then. */
  onFinished(listener: () => void): void {
    if (!this.#passedOn) this.#atEnd.push(listener);
    else if (this.#passedOn.stage === "finished") listener();
    else this.#passedOn.onFinished(listener);
  }

  /** The service ends it. */
  close(reason: CallReason, end: EndReason): void {
    this.#finish(this.#talkCounts(), reason, "service", end);
  }

  /** The dial is a fact in the database before it is one on the wire. */
  async #begin(): Promise<void> {
    const { targets, whyNoTargets } = this.#attempt;
    if (targets.length === 0) return this.#finish(false, whyNoTargets, "service", "normal");
    this.#counted = true;
    const attemptId = await this.#attempt.begin().catch((error: unknown) => {
      this.#parts.log.warn("a callback is not dialled: it could not be written", { error: String(error) });
      return null;
    });
    this.#attemptId = attemptId;
    if (this.#stage === "finished") return this.#endLateAttempt();
    this.#counted = attemptId !== null;
    if (attemptId === null) return this.#finish(false, "internalError", "service", "error");
    this.#dial();
  }

  /** The member hung up while the dial was being written: it was never made. */
  #endLateAttempt(): void {
    const { clock, records } = this.#parts;
    if (this.#attemptId === null) return;
    records.callback({ kind: "attemptEnded", attemptId: this.#attemptId, endedAt: clock.date(), result: "memberHungUp" });
    this.#listener.begunTooLate();
  }

  #dial(): void {
    const { targets, from, bill, record, ringSeconds } = this.#attempt;
    this.#stage = "ringing";
    record.event("ringing", null, { number: record.start.dialledNumber });
    this.#timer = setTimeout(() => this.#onUnanswered("timeout"), ringSeconds * 1000);
    this.#ring = new DeviceRing(
      this.#parts,
      { targets, from, bill, name: `${record.id}:customer` },
      { answered: (device) => this.#onAnswered(device), refused: (result) => this.#onUnanswered(result) },
    );
  }

  #onUnanswered(result: RefusedResult | "timeout"): void {
    if (this.#stage !== "ringing") return;
    this.#attempt.record.event("ringEnded", null, { result });
    this.#ring?.cancel("timeout");
    this.#stage = "reserving";
    this.#finish(false, reasons[result], "service", "normal");
  }

  #onAnswered(device: AnsweredDevice): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#stage !== "ringing") {
      this.#release(device, "callerLeft");
      return;
    }
    this.#stage = "greeting";
    this.#customer = device;
    const keys = new KeyPresses(this.#parts.clock, (key) => this.#onCustomerKey(key));
    device.leg.onEnded(() => this.#customerGone());
    device.leg.onReoffer((offer) => reoffered(device.media, offer));
    device.leg.onKey((key) => keys.told(key));
    device.media.onEvent((event) => this.#onCustomerMedia(event, keys));
    if (this.#customer) this.#greetingId = device.media.play([{ kind: "audio", key: this.#attempt.greeting }]);
  }

  #onCustomerMedia(event: MediaLegEvent, keys: KeyPresses): void {
    if (event.type === "dtmf") keys.heard(event.digit);
    if (event.type === "silent") this.#onSilence();
    if (event.type === "played" && event.playId === this.#greetingId) this.#connect();
  }

  #onMemberMedia(event: MediaLegEvent, keys: KeyPresses): void {
    if (event.type === "dtmf") keys.heard(event.digit);
    if (event.type === "silent") this.#onSilence();
  }

  #onSilence(): void {
    if (this.#stage === "talking" && !this.#transferring) this.close("mediaTimeout", "mediaTimeout");
  }

  /** 1 says that he is there himself, and that he need not hear the greeting to its end. */
  #onCustomerKey(key: string): void {
    if (key !== "1") return;
    this.#word = true;
    this.#connect();
  }

  /** *1 he was reached, *2 he was not. */
  #onMemberKey(key: string): void {
    const afterStar = this.#memberStar;
    this.#memberStar = key === "*";
    if (afterStar && key === "1") this.say(true);
    if (afterStar && key === "2") this.say(false);
  }

  #connect(): void {
    const { device, record, memberId } = this.#attempt;
    if (this.#stage !== "greeting" || !this.#customer) return;
    this.#stage = "talking";
    this.#talkingSince = this.#parts.clock.now();
    this.#parts.media.bridge(device.media, this.#customer.media);
    device.leg.onTransfer((request) => this.#listener.transferRequested(this, request));
    record.answered(memberId);
    this.#listener.talking();
  }

  /** While another is rung for the customer, the member may go: the customer waits for the other. */
  #memberGone(): void {
    if (this.#transferring) {
      this.asCaller();
      return;
    }
    const reached = this.#talkCounts();
    const silent = this.#stage === "talking" && !reached;
    this.#finish(reached, silent ? "voicemail" : "memberHungUp", "member", "normal");
  }

  /** A voicemail does not hang up on somebody who is there. */
  #customerGone(): void {
    this.#finish(this.#stage === "talking", "callerHungUp", "caller", "callerLeft");
  }

  #talkCounts(): boolean {
    return this.#stage === "talking" && (this.#word ?? this.#parts.clock.now() - this.#talkingSince >= talkedMs);
  }

  #finish(reached: boolean, reason: CallReason, endedBy: "caller" | "member" | "service", end: EndReason): void {
    if (this.#stage === "finished") return;
    const { record, device } = this.#attempt;
    if (this.#stage === "ringing") record.event("ringEnded", null, { result: "callerLeft" });
    if (this.#stage === "greeting") record.event("ringEnded", null, { result: "answered" });
    this.#stage = "finished";
    if (this.#timer) clearTimeout(this.#timer);
    this.#ring?.cancel(end);
    if (this.#customer) this.#release(this.#customer, end);
    this.#customer = null;
    this.#release(device, end);
    record.end(reached ? "answered" : "failed", reason, endedBy);
    for (const atEnd of this.#atEnd.splice(0)) atEnd();
    this.#listener.ended({ reached, reason, endedBy, counted: this.#counted, attemptId: this.#attemptId });
  }

  #release(device: AnsweredDevice, reason: EndReason): void {
    device.leg.end(reason);
    inBackground(this.#parts.log, "close a media leg", device.media.close());
  }
}

const reasons: Record<RefusedResult | "timeout", CallReason> = {
  busy: "busy",
  declined: "declined",
  unreachable: "unreachable",
  failed: "unreachable",
  timeout: "noAnswer",
};
