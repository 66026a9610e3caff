/** A leg as the sessions see it: SDP is settled here, on the main thread; sound is made in the media thread. */
import type {
  LegStatistics,
  MediaLeg,
  MediaLegEvent,
  PlayItem,
  PlayOptions,
  Recording,
  RecordingLimits,
  SdpAccepted,
  SdpResult,
} from "../../ports/media.ts";
import type { RemoteAudio } from "../sdp/audio.ts";
import { SdpSession, type SdpSessionOptions } from "../sdp/session.ts";
import type { Command } from "./messages.ts";

export interface EmbeddedLegOptions {
  id: string;
  /** The leg's number in the media thread. */
  number: number;
  sdp: SdpSessionOptions;
  send: (command: Command) => void;
  record: (limits: RecordingLimits, told: (alaw: Uint8Array) => void) => Recording;
  /** Ends the leg in the thread and gives its ports back. */
  release: () => Promise<LegStatistics>;
}

export class EmbeddedLeg implements MediaLeg {
  readonly id: string;
  readonly number: number;
  readonly #options: EmbeddedLegOptions;
  readonly #sdp: SdpSession;
  #listener: ((event: MediaLegEvent) => void) | null = null;
  #lastPlayId = 0;
  /** The list whose end is still of interest. */
  #playing: number | null = null;
  #closed: Promise<LegStatistics> | null = null;

  constructor(options: EmbeddedLegOptions) {
    this.id = options.id;
    this.number = options.number;
    this.#options = options;
    this.#sdp = new SdpSession(options.sdp);
  }

  offer(): string {
    return this.#sdp.offer();
  }

  answer(offer: string): SdpResult {
    const outcome = this.#sdp.answer(offer);
    if (!outcome.ok) return outcome;
    this.#describe(outcome.remote);
    return { ok: true, sdp: outcome.sdp };
  }

  accept(answer: string): SdpAccepted {
    const outcome = this.#sdp.accept(answer);
    if (!outcome.ok) return outcome;
    this.#describe(outcome.remote);
    return { ok: true };
  }

  learnFrom(address: string): void {
    this.#send({ type: "learnFrom", leg: this.number, address });
  }

  play(items: PlayItem[], { loop = false, resume = false }: PlayOptions = {}): number {
    const playId = ++this.#lastPlayId;
    this.#playing = playId;
    this.#send({ type: "play", leg: this.number, playId, items, loop, resume });
    return playId;
  }

  stop(): void {
    this.#playing = null;
    this.#send({ type: "stop", leg: this.number });
  }

  sendKeys(keys: string): void {
    this.#send({ type: "sendKeys", leg: this.number, keys });
  }

  record(limits: RecordingLimits, told: (alaw: Uint8Array) => void): Recording {
    return this.#options.record(limits, told);
  }

  onEvent(listener: (event: MediaLegEvent) => void): void {
    this.#listener = listener;
  }

  close(): Promise<LegStatistics> {
    this.#closed ??= this.#options.release();
    return this.#closed;
  }

  get closed(): boolean {
    return this.#closed !== null;
  }

  /** The engine bridges this leg: its list is over without an event. */
  forgetPlaying(): void {
    this.#playing = null;
  }

  /** From the thread. The end of a list that was replaced meanwhile is no news any more. */
  deliver(event: MediaLegEvent): void {
    if (this.closed) return;
    if (event.type === "played") {
      if (event.playId !== this.#playing) return;
      this.#playing = null;
    }
    this.#listener?.(event);
  }

  #describe(remote: RemoteAudio): void {
    this.#send({ type: "remote", leg: this.number, remote });
  }

  #send(command: Command): void {
    if (!this.closed) this.#options.send(command);
  }
}
