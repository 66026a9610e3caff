/**
 * What a waiting caller hears: the entry announcement once, then music; the ringing tone instead of music while a member is rung,
 * if the group wants so; the progress announcement at its interval, measured from the end of one to the start of the next; the offer of
 * a callback in place of music when it is due. It never delays anything: `stop` cuts it at once.
 */
import type { AudioKey, MediaLeg, PlayItem } from "../ports/media.ts";

export interface AudioPlan {
  entry: AudioKey[];
  hold: AudioKey;
  progress: AudioKey | null;
  /** 0 = never. */
  progressIntervalMs: number;
  playRingback: boolean;
  /** Place in the queue and estimated wait as they are at this moment; empty when there is nothing to say. */
  standing(): AudioKey[];
  /** What offers a callback, when it is to be offered now; null: this group never does. */
  offer: (() => AudioKey[]) | null;
}

/** How often it is asked whether a callback is to be offered: its conditions become true as time passes and others come and go. */
const offerLookMs = 5_000;

type Heard = "nothing" | "announcement" | "hold" | "ringback" | "suspended";

export class WaitingAudio {
  readonly #media: MediaLeg;
  #plan: AudioPlan;
  #heard: Heard = "nothing";
  #playId = 0;
  #ringing = false;
  #progressTimer: NodeJS.Timeout | null = null;
  /** When the last announcement had ended, on the monotonic clock. */
  #quietSince: number | null = null;
  #progressDue = false;
  #offerTimer: NodeJS.Timeout | null = null;

  constructor(media: MediaLeg, plan: AudioPlan) {
    this.#media = media;
    this.#plan = plan;
  }

  start(): void {
    this.#watchOffer();
    const keys = [...this.#plan.entry, ...this.#plan.standing()];
    if (keys.length) this.#announce(keys);
    else this.#background();
  }

  /** New settings are heard from the next change on; a new interval counts from the last announcement. */
  follow(plan: AudioPlan): void {
    const isOtherInterval = plan.progressIntervalMs !== this.#plan.progressIntervalMs;
    this.#plan = plan;
    this.#watchOffer();
    if (!isOtherInterval) return;
    this.#stopProgress();
    if (plan.progressIntervalMs === 0) this.#progressDue = false;
    this.#armProgress();
  }

  /** A dialogue is heard instead. */
  suspend(): void {
    this.#heard = "suspended";
  }

  resume(): void {
    if (this.#heard !== "suspended") return;
    this.#heard = "nothing";
    this.#background();
  }

  setRinging(ringing: boolean): void {
    this.#ringing = ringing;
    if (this.#heard === "hold" || this.#heard === "ringback") this.#background();
  }

  /** For the `played` events of the leg. */
  onPlayed(playId: number): void {
    if (playId === this.#playId && this.#heard === "announcement") this.#background();
  }

  stop(): void {
    this.#heard = "nothing";
    this.#stopProgress();
    if (this.#offerTimer) clearInterval(this.#offerTimer);
    this.#offerTimer = null;
    this.#media.stop();
  }

  #announce(keys: AudioKey[]): void {
    this.#heard = "announcement";
    this.#playId = this.#media.play(keys.map((key) => ({ kind: "audio", key })));
  }

  #background(): void {
    const wanted = this.#ringing && this.#plan.playRingback ? "ringback" : "hold";
    if (wanted === "hold" && this.#announceDue()) return;
    if (wanted !== this.#heard) this.#playBackground(wanted);
    this.#armProgress();
  }

  #watchOffer(): void {
    if (this.#offerTimer) clearInterval(this.#offerTimer);
    this.#offerTimer = null;
    if (this.#plan.offer) this.#offerTimer = setInterval(() => this.#heard === "hold" && this.#announceDue(), offerLookMs);
  }

  /** False: there is nothing to be said now. */
  #announceDue(): boolean {
    const keys = [...this.#progressKeys(), ...(this.#plan.offer?.() ?? [])];
    if (keys.length) this.#announce(keys);
    return keys.length > 0;
  }

  #progressKeys(): AudioKey[] {
    if (!this.#progressDue) return [];
    this.#progressDue = false;
    this.#quietSince = null;
    const { progress, standing } = this.#plan;
    return [...(progress ? [progress] : []), ...standing()];
  }

  #playBackground(wanted: "hold" | "ringback"): void {
    const item: PlayItem = wanted === "ringback" ? { kind: "ringback" } : { kind: "audio", key: this.#plan.hold };
    this.#heard = wanted;
    this.#playId = this.#media.play([item], { loop: true, resume: wanted === "hold" });
  }

  #armProgress(): void {
    if (this.#heard === "announcement" || this.#heard === "nothing") return;
    const now = performance.now();
    this.#quietSince ??= now;
    const { progressIntervalMs } = this.#plan;
    if (this.#progressTimer || this.#progressDue || progressIntervalMs === 0) return;
    const wait = Math.max(0, this.#quietSince + progressIntervalMs - now);
    this.#progressTimer = setTimeout(() => this.#onProgressDue(), wait);
  }

  #stopProgress(): void {
    if (this.#progressTimer) clearTimeout(this.#progressTimer);
    this.#progressTimer = null;
  }

  /** While the caller hears a phone ring, the announcement waits for the music. */
  #onProgressDue(): void {
    this.#progressTimer = null;
    this.#progressDue = true;
    if (this.#heard === "hold" && !this.#announceDue()) this.#armProgress();
  }
}
