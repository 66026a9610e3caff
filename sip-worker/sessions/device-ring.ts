/**
 * Rings several devices together, each with a media leg of its own. The first that answers wins, the others are cancelled; 486
 * and 480 end that device, 603 ends them all. Used for a member's devices and for a user as a destination.
 */
import type { RingResult } from "../../lib/domain/call.ts";
import type { MediaEngine, MediaLeg } from "../ports/media.ts";
import type { Records } from "../ports/records.ts";
import type { CallPresentation, EndReason, Leg, OutgoingRing, RingAnswer, RingTarget, Signaling } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { type Bill, ChargedLeg } from "./charged-leg.ts";
import { learnBehindNat } from "./phone-media.ts";

export interface AnsweredDevice {
  kind: RingTarget["kind"];
  leg: Leg;
  media: MediaLeg;
}
export type RefusedResult = Extract<RingResult, "busy" | "declined" | "unreachable" | "failed">;

export interface DeviceRingListener {
  answered(device: AnsweredDevice): void;
  refused(result: RefusedResult): void;
  /** One of the devices says that it rings. */
  ringing?(): void;
  /** The only device that is rung plays something before it answers. The leg is closed by the ring if nobody answers. */
  earlyMedia?(media: MediaLeg): void;
}

/** Whom to ring, what they are shown, and who pays for legs that leave the service. */
export interface RingPlan {
  targets: RingTarget[];
  from: CallPresentation;
  /** Of the media legs. */
  name: string;
  bill: Bill;
}

interface Parts {
  signaling: Signaling;
  media: MediaEngine;
  records: Records;
  clock: Clock;
  log: Log;
}

export class DeviceRing {
  readonly #parts: Parts;
  readonly #listener: DeviceRingListener;
  readonly #rings = new Map<RingTarget, OutgoingRing | null>();
  #results: RefusedResult[] = [];
  #over = false;

  constructor(parts: Parts, plan: RingPlan, listener: DeviceRingListener) {
    const { targets, name } = plan;
    this.#parts = parts;
    this.#listener = listener;
    for (const target of targets) this.#rings.set(target, null);
    for (const target of targets) inBackground(parts.log, "ring a device", this.#ringDevice(target, plan, `${name}:${target.kind}`));
    if (targets.length === 0) this.#finish(() => listener.refused("unreachable"));
  }

  /** Idempotent. A device that answers later is ended by its own ring. */
  cancel(reason: EndReason): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelOthers(null, reason);
  }

  async #ringDevice(target: RingTarget, { targets, from, bill }: RingPlan, legName: string): Promise<void> {
    const { signaling, records, clock } = this.#parts;
    const media = await this.#openLeg(legName);
    if (!media || this.#over) {
      await media?.close();
      return this.#deviceEnded(target, "failed");
    }
    const ring = signaling.ring({ target, offer: media.offer(), from });
    const charged = ChargedLeg.of(records, clock, target, bill);
    this.#rings.set(target, ring);
    ring.onRinging(() => this.#over || this.#listener.ringing?.());
    if (targets.length === 1) ring.onEarlyMedia((sdp) => this.#over || (media.accept(sdp).ok && this.#listener.earlyMedia?.(media)));
    const answer = await ring.answer;
    const leg = this.#takeAnswer(answer, media, target);
    if (leg) return this.#won(target, { kind: target.kind, leg: charged?.answered(leg) ?? leg, media });
    charged?.ended();
    await media.close();
    this.#deviceEnded(target, answer.answered ? "failed" : answer.result);
  }

  /** Null: no port is free, or the engine is broken. The member is not held for the rest of his ring time. */
  #openLeg(name: string): Promise<MediaLeg | null> {
    return this.#parts.media.openLeg(name).catch((error: unknown) => {
      this.#parts.log.error("no media leg for a ring", { leg: name, error: String(error) });
      return null;
    });
  }

  /** Null when the device did not answer, answered too late, or with an SDP that we cannot use. */
  #takeAnswer(answer: RingAnswer, media: MediaLeg, { phoneAddress }: RingTarget): Leg | null {
    if (!answer.answered) return null;
    if (phoneAddress) learnBehindNat(media, answer.sdp, phoneAddress);
    if (this.#over) answer.leg.end("answeredElsewhere");
    else if (media.accept(answer.sdp).ok) return answer.leg;
    else answer.leg.end("error");
    return null;
  }

  #won(target: RingTarget, device: AnsweredDevice): void {
    this.#over = true;
    this.#cancelOthers(target, "answeredElsewhere");
    this.#listener.answered(device);
  }

  #deviceEnded(target: RingTarget, result: RefusedResult): void {
    this.#rings.delete(target);
    this.#results.push(result);
    if (result === "declined") this.#cancelOthers(target, "normal");
    if (result === "declined" || this.#rings.size === 0) this.#finish(() => this.#listener.refused(overall(this.#results)));
  }

  #cancelOthers(except: RingTarget | null, reason: EndReason): void {
    for (const [target, ring] of this.#rings) if (target !== except) ring?.cancel(reason);
  }

  #finish(tell: () => void): void {
    if (this.#over) return;
    this.#over = true;
    tell();
  }
}

/** A person's decision tells more than a busy phone, and that more than one that could not be reached. */
function overall(results: RefusedResult[]): RefusedResult {
  for (const result of ["declined", "busy", "failed"] as const) if (results.includes(result)) return result;
  return "unreachable";
}
