/**
 * What a waiting caller hears: the entry announcement once, then music; the ringing tone instead of music while a member is rung,
 * if the group wants so; the progress announcement at its interval, measured from the end of one to the start of the next.
 * It never delays anything: `stop` cuts it at once.
 */
import type { AudioKey, MediaLeg, MediaLegEvent, PlayItem } from "../ports/media.ts";

export interface AudioPlan {
  entry: AudioKey | null;
  hold: AudioKey;
  progress: AudioKey | null;
  /** 0 = never. */
  progressIntervalMs: number;
  playRingback: boolean;
  /** Place in the queue and estimated wait as they are at this moment; empty when there is nothing to say. */
  standing(): AudioKey[];
}

type Heard = "nothing" | "announcement" | "hold" | "ringback";

export class WaitingAudio {
  readonly #media: MediaLeg;
  #plan: AudioPlan;
  #heard: Heard = "nothing";
  #playId = 0;
  #ringing = false;
  #progressTimer: NodeJS.Timeout | null = null;
  #progressDue = false;

  constructor(media: MediaLeg, plan: AudioPlan) {
    this.#media = media;
    this.#plan = plan;
  }

  start(): void {
    const keys = [...(this.#plan.entry ? [this.#plan.entry] : []), ...this.#plan.standing()];
    if (keys.length) this.#announce(keys);
    else this.#background();
  }

  /** New settings are heard from the next change on. */
  follow(plan: AudioPlan): void {
    this.#plan = plan;
  }

  setRinging(ringing: boolean): void {
    this.#ringing = ringing;
    if (this.#heard === "hold" || this.#heard === "ringback") this.#background();
  }

  /** For the `played` events of the leg. */
  onMediaEvent(event: MediaLegEvent): void {
    if (event.type !== "played" || event.playId !== this.#playId || this.#heard !== "announcement") return;
    this.#background();
  }

  stop(): void {
    this.#heard = "nothing";
    if (this.#progressTimer) clearTimeout(this.#progressTimer);
    this.#progressTimer = null;
    this.#media.stop();
  }

  #announce(keys: AudioKey[]): void {
    this.#heard = "announcement";
    this.#playId = this.#media.play(keys.map((key) => ({ kind: "audio", key })));
  }

  #background(): void {
    const wanted = this.#ringing && this.#plan.playRingback ? "ringback" : "hold";
    if (this.#progressDue && wanted === "hold") this.#announceProgress();
    else if (wanted !== this.#heard) this.#playBackground(wanted);
    this.#armProgress();
  }

  #playBackground(wanted: "hold" | "ringback"): void {
    const item: PlayItem = wanted === "ringback" ? { kind: "ringback" } : { kind: "audio", key: this.#plan.hold };
    this.#heard = wanted;
    this.#playId = this.#media.play([item], { loop: true, resume: wanted === "hold" });
  }

  #armProgress(): void {
    const { progressIntervalMs } = this.#plan;
    if (this.#heard === "announcement" || this.#progressTimer || this.#progressDue || progressIntervalMs === 0) return;
    this.#progressTimer = setTimeout(() => this.#onProgressDue(), progressIntervalMs);
  }

  /** While the caller hears a phone ring, the announcement waits for the music. */
  #onProgressDue(): void {
    this.#progressTimer = null;
    this.#progressDue = true;
    if (this.#heard === "hold") this.#announceProgress();
  }

  #announceProgress(): void {
    this.#progressDue = false;
    const { progress, standing } = this.#plan;
    const keys = [...(progress ? [progress] : []), ...standing()];
    if (keys.length) this.#announce(keys);
    else this.#armProgress();
  }
}
