/**
 * What the worker asks of a media engine. Two engines stand behind it: the embedded one (`media/engine`, G.711 in a worker
 * thread) and rtpengine (`media/rtpengine`). A leg is the RTP side of one dialog: it keeps its ports, SSRC, sequence numbers and
 * timestamps for its whole life, whatever is heard on it (prompt, silence, ringing tone, the other party).
 */

/** A prompt, announcement or music known to the engine: see {@link MediaEngine.loadAudio}. */
export type AudioKey = string;

export type PlayItem =
  | { kind: "audio"; key: AudioKey }
  | { kind: "silence"; durationMs: number }
  /** Finnish ringing tone: 425 Hz, 1 s on, 4 s off, without end. */
  | { kind: "ringback" };

export interface PlayOptions {
  /** Begins again when the list is through; no `played` event then. */
  loop?: boolean;
  /** Goes on where this leg last left the same looped list, instead of at its start. */
  resume?: boolean;
}

export type MediaLegEvent =
  /** The list of this `playId` came to its end. Not sent when it was replaced, stopped or bridged away. */
  | { type: "played"; playId: number }
  /** One key (0-9 * # A-D), told once, at its end or after 60 ms without a packet. */
  | { type: "dtmf"; digit: string; durationMs: number }
  /** The first packet from the party came in. */
  | { type: "firstPacket" }
  /** No packet from the party for this long; told once per silence. A bridge starts the watch anew; a party on hold is not missing. */
  | { type: "silent"; seconds: number };

export interface RecordingLimits {
  /** The longest sound. */
  maxMs: number;
  /** So long without a word ends it. */
  quietMs: number;
}

/** `stopped`: by `stop`, by the next recording, or with its leg. */
export type RecordingEnd = "stopped" | "quiet" | "full";

/** Goes on beyond its leg's end until the last of it is told. */
export interface Recording {
  /** Settles once, after the last piece was told. */
  readonly ended: Promise<RecordingEnd>;
  /** Idempotent. */
  stop(): void;
}

export type SdpRefusal = "malformed" | "noCommonCodec" | "forbiddenAddress";
export type SdpResult = { ok: true; sdp: string } | { ok: false; refusal: SdpRefusal };
export type SdpAccepted = { ok: true } | { ok: false; refusal: SdpRefusal };

export interface LegStatistics {
  packetsSent: number;
  packetsReceived: number;
  packetsDropped: number;
}

export interface MediaLeg {
  readonly id: string;
  /** Our SDP offer (PCMA, PCMU, telephone-event, ptime 20). Repeating it raises the version only if something changed. */
  offer(): string;
  /** Answers an offer, the first or a re-INVITE's (hold, resume, new address). */
  answer(offer: string): SdpResult;
  /** Takes the answer to our offer. */
  accept(answer: string): SdpAccepted;
  /**
   * The party is behind NAT: its SIP comes from this address. RTP from there counts as well as from the SDP's address; the first
   * packet locks the source. Without this only the address and port of the SDP count.
   */
  learnFrom(address: string): void;
  /** Replaces what is heard, at once. Returns the id that the `played` event will carry. */
  play(items: PlayItem[], options?: PlayOptions): number;
  /** Silence (comfort packets go on). */
  stop(): void;
  /** Presses keys (0-9 * # A-D) towards the party (RFC 4733); what it hears pauses meanwhile. Nothing if it takes no events. */
  sendKeys(keys: string): void;
  /**
   * Records what the party says from its next packet on; ends the recording before. `told` gets A-law (8,000 octets a second) in pieces of
   * about a second, as soon as they are certain: silence before the first word and after the last is none of it.
   */
  record(limits: RecordingLimits, told: (alaw: Uint8Array) => void): Recording;
  /** One listener; events of a closed leg are not delivered. */
  onEvent(listener: (event: MediaLegEvent) => void): void;
  /** Idempotent. Frees the ports, which then rest for 30 s. */
  close(): Promise<LegStatistics>;
}

export interface MediaEngine {
  /** Null when all ports are in use. */
  openLeg(id: string): Promise<MediaLeg | null>;
  /** Both hear each other and nothing else, from the next packet on. Ends both legs' playing. */
  bridge(first: MediaLeg, second: MediaLeg): void;
  /** Both hear silence again. */
  unbridge(first: MediaLeg, second: MediaLeg): void;
  /** Makes A-law samples (8,000 a second, mono) playable under `key`, at once also where it was known. */
  loadAudio(key: AudioKey, alaw: Uint8Array): void;
  hasAudio(key: AudioKey): boolean;
  portsInUse(): number;
  /** False when it has failed or was closed: no leg is opened any more, and nobody hears anything. */
  readonly running: boolean;
  close(): Promise<void>;
}
