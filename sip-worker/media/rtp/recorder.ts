/**
 * What one party says, from now until it is quiet: A-law octets in the order in which they were spoken, handed out in pieces so that a
 * crash costs the last second only. Silence is kept between words and left out before and after them; a click is no word.
 */
import { copyG711, decodeG711, silenceOctet } from "../../../lib/audio/g711.ts";
import { rms } from "../../../lib/audio/level.ts";
import type { AudioCodec } from "../sdp/audio.ts";
import { type RtpPacket, samplesPerMs, timestampDistance } from "./packet.ts";

export interface RecorderLimits {
  maxMs: number;
  /** So long without a word ends it. */
  quietMs: number;
}

/** -44 dBFS: speech is far above it, the noise of a line below. */
const voiceRms = 200;
/** Less sound than this in all is no word. */
const wordMs = 200;
/** Kept of the silence before the first word. */
const leadMs = 400;
/** Kept of the silence after the last. */
const tailMs = 300;
/** A piece that is handed out. */
const pieceOctets = 1_000 * samplesPerMs;

export class Recorder {
  readonly #limits: RecorderLimits;
  readonly #startedAt: number;
  #lastVoiceAt: number;
  #octets = 0;
  #voiceOctets = 0;
  /** Since the last word, or from before the first: silence that is kept only when a word follows. */
  #held: Uint8Array[] = [];
  #ready: Uint8Array[] = [];
  #nextTimestamp: number | null = null;

  constructor(limits: RecorderLimits, nowMs: number) {
    this.#limits = limits;
    this.#startedAt = nowMs;
    this.#lastVoiceAt = nowMs;
  }

  /** Lost packets are silence; one that comes after its place was filled is left out. */
  take(packet: RtpPacket, codec: AudioCodec, nowMs: number): void {
    if (this.#isFull) return;
    const missing = this.#nextTimestamp === null ? 0 : timestampDistance(packet.timestamp, this.#nextTimestamp);
    if (missing < 0 && -missing <= this.#gapLimit) return;
    if (missing > 0 && missing <= this.#gapLimit) this.#hold(new Uint8Array(missing).fill(silenceOctet.alaw));
    this.#nextTimestamp = (packet.timestamp + packet.payload.length) >>> 0;
    const alaw = new Uint8Array(packet.payload.length);
    copyG711(codec === "PCMU" ? "ulaw" : "alaw", packet.payload, "alaw", alaw, 0);
    this.#hold(alaw);
    if (rms(decodeG711("alaw", alaw)) >= voiceRms) this.#onVoice(alaw.length, nowMs);
  }

  /** Why it is over by now; null: it goes on. */
  endAt(nowMs: number): "quiet" | "full" | null {
    if (this.#isFull || nowMs - this.#startedAt >= this.#limits.maxMs) return "full";
    return nowMs - this.#lastVoiceAt >= this.#limits.quietMs ? "quiet" : null;
  }

  /** A second or more of what is certain to be kept; null while there is less. */
  piece(): Uint8Array | null {
    return octetsIn(this.#ready) >= pieceOctets ? joined(this.#ready.splice(0)) : null;
  }

  /** The last piece; empty when nothing more was said. */
  rest(): Uint8Array {
    const tail = this.#spoken ? joined(this.#held).subarray(0, tailMs * samplesPerMs) : new Uint8Array();
    return joined([...this.#ready.splice(0), tail]);
  }

  /** A party that begins its timestamps anew has not been away. */
  get #gapLimit(): number {
    return this.#limits.quietMs * samplesPerMs;
  }

  /** Timestamps may claim more time than has passed. */
  get #isFull(): boolean {
    return this.#octets >= this.#limits.maxMs * samplesPerMs;
  }

  get #spoken(): boolean {
    return this.#voiceOctets >= wordMs * samplesPerMs;
  }

  #onVoice(octets: number, nowMs: number): void {
    this.#lastVoiceAt = nowMs;
    this.#voiceOctets += octets;
    if (this.#spoken) this.#ready.push(...this.#held.splice(0));
  }

  #hold(alaw: Uint8Array): void {
    this.#held.push(alaw);
    this.#octets += alaw.length;
    while (this.#voiceOctets === 0 && octetsIn(this.#held) > leadMs * samplesPerMs) this.#held.shift();
  }
}

const octetsIn = (pieces: readonly Uint8Array[]) => pieces.reduce((sum, { length }) => sum + length, 0);

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(octetsIn(pieces));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
