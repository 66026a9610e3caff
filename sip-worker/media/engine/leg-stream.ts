/**
 * A leg in the media thread: what it hears (silence, a list, or another leg) goes out every 20 ms or as it comes from the other
 * party; what the party sends is checked, told (keys, first packet, silence) and passed to the leg that hears this one.
 */
import { copyG711, type G711Law, silenceOctet } from "../../../lib/audio/g711.ts";
import type { LegStatistics, MediaLegEvent, RecordingEnd, RecordingLimits } from "../../ports/media.ts";
import { RtpContinuity, type Stamp, samplesPerTick } from "../rtp/continuity.ts";
import { type Digit, DtmfReceiver } from "../rtp/dtmf-receiver.ts";
import { type EventPacket, eventPackets } from "../rtp/dtmf-sender.ts";
import { type RtpPacket, readRtp, rtpHeaderBytes, rtpPayloadLimit, writeRtpHeader } from "../rtp/packet.ts";
import { PeerAddress } from "../rtp/peer-address.ts";
import type { Place, Playlist } from "../rtp/playlist.ts";
import { Recorder } from "../rtp/recorder.ts";
import type { AudioCodec, PayloadMeaning, RemoteAudio } from "../sdp/audio.ts";
import type { Ticking } from "./wheel.ts";

type Source =
  | { kind: "silence" }
  | { kind: "list"; playId: number; list: Playlist; loopKey: string | null }
  | { kind: "leg"; leg: LegStream };

export interface RecordingOrder {
  number: number;
  limits: RecordingLimits;
  tell: (alaw: Uint8Array, end: RecordingEnd | null) => void;
}

export interface LegStreamOptions {
  seed: { ssrc: number; sequence: number; timestamp: number };
  silentAfterMs: number;
  currentTick: () => number;
  send: (packet: Uint8Array, length: number, port: number, address: string) => void;
  tell: (event: MediaLegEvent) => void;
}

const lawOf: Record<AudioCodec, G711Law> = { PCMA: "alaw", PCMU: "ulaw" };
/** When the other party sends nothing for this long, this leg gets silence of our own. */
const relayGapMs = 200;
/** The kernel takes a packet at once, but may keep a reference for a moment when its buffer is full. */
const packetBuffers = 4;
/** Looped lists whose place is kept for `resume`. */
const rememberedLoops = 4;

export class LegStream implements Ticking {
  readonly #options: LegStreamOptions;
  readonly #peer = new PeerAddress();
  readonly #dtmf = new DtmfReceiver();
  readonly #continuity: RtpContinuity;
  readonly #frame = new Uint8Array(samplesPerTick).fill(silenceOctet.alaw);
  readonly #packets = Array.from({ length: packetBuffers }, () => new Uint8Array(rtpHeaderBytes + rtpPayloadLimit));
  readonly #loopPlaces = new Map<string, Place>();
  readonly #statistics: LegStatistics = { packetsSent: 0, packetsReceived: 0, packetsDropped: 0 };
  #incoming = new Map<number, PayloadMeaning>();
  #remote: RemoteAudio | null = null;
  #source: Source = { kind: "silence" };
  /** The leg that hears this one. */
  #hearer: LegStream | null = null;
  /** Keys that are being pressed towards the party, a packet or pause for each tick. */
  #keys: Iterator<EventPacket | null> | null = null;
  #eventTimestamp = 0;
  #nextPacket = 0;
  #lastRelayedAt = 0;
  #recording: { order: RecordingOrder; recorder: Recorder } | null = null;
  #lastHeardAt = 0;
  #silenceTold = false;

  constructor(options: LegStreamOptions) {
    this.#options = options;
    this.#continuity = new RtpContinuity(options.seed);
  }

  get statistics(): LegStatistics {
    return { ...this.#statistics };
  }

  /** After every offer and answer. */
  describe(remote: RemoteAudio, nowMs: number): void {
    if (!this.#remote?.hears) this.#continuity.beginSpurt();
    if (!this.#remote?.speaks) this.#lastHeardAt = nowMs;
    this.#remote = remote;
    this.#incoming = new Map(remote.incoming);
    this.#peer.describe(remote.address, remote.port);
  }

  learnFrom(address: string): void {
    this.#peer.learnFrom(address);
  }

  play(playId: number, list: Playlist, loopKey: string | null): void {
    this.#hear({ kind: "list", playId, list, loopKey });
  }

  /** Where this leg left the looped list of that key, if it did. */
  loopPlace(loopKey: string): Place | undefined {
    const source = this.#source;
    return source.kind === "list" && source.loopKey === loopKey ? source.list.place : this.#loopPlaces.get(loopKey);
  }

  sendKeys(keys: string): void {
    if (this.#remote?.hears && this.#remote.dtmfPayloadType !== null) this.#keys = eventPackets(keys);
  }

  stop(): void {
    this.#hear({ kind: "silence" });
  }

  record(order: RecordingOrder, nowMs: number): void {
    this.#endRecording("stopped");
    this.#recording = { order, recorder: new Recorder(order.limits, nowMs) };
  }

  stopRecording(number: number): void {
    if (this.#recording?.order.number === number) this.#endRecording("stopped");
  }

  /** The watch for silence begins anew: a caller who was silent in the queue may be so in the talk. */
  hearLeg(leg: LegStream, nowMs: number): void {
    this.#lastHeardAt = nowMs;
    this.#silenceTold = false;
    if (leg.#hearer && leg.#hearer !== this) leg.#hearer.stop();
    this.#hear({ kind: "leg", leg });
    leg.#hearer = this;
  }

  /** Only if that leg is what it hears now: what it plays since goes on. */
  stopHearing(leg: LegStream): void {
    if (this.#source.kind === "leg" && this.#source.leg === leg) this.stop();
  }

  /** Takes the leg out of every bridge. */
  close(): void {
    this.#endRecording("stopped");
    this.stop();
    this.#hearer?.stop();
  }

  tick(tick: number, nowMs: number): void {
    this.#tellDigits(this.#dtmf.expire(nowMs));
    this.#watchSilence(nowMs);
    this.#watchRecording(nowMs);
    if (this.#keys) {
      this.#pressKeys(this.#keys, tick);
      return;
    }
    switch (this.#source.kind) {
      case "silence":
        this.#sendFrame(tick);
        break;
      case "list":
        this.#playFrame(this.#source, tick);
        break;
      case "leg":
        if (nowMs - this.#lastRelayedAt > relayGapMs) this.#sendFrame(tick);
    }
  }

  /** A datagram from the network. */
  receive(data: Uint8Array, address: string, port: number, nowMs: number): void {
    const packet = readRtp(data);
    if (!packet || !this.#peer.accepts(address, port)) {
      this.#statistics.packetsDropped++;
      return;
    }
    this.#heard(nowMs);
    const meaning = this.#incoming.get(packet.payloadType);
    if (meaning === "dtmf") this.#tellDigits(this.#dtmf.receive(packet, nowMs));
    if (meaning === "PCMA" || meaning === "PCMU") this.#recording?.recorder.take(packet, meaning, nowMs);
    if (meaning === undefined) this.#statistics.packetsDropped++;
    if (this.#hearer) this.#hearer.#relay(packet, meaning, nowMs);
  }

  #hear(source: Source): void {
    const previous = this.#source;
    if (previous.kind === "leg" && previous.leg.#hearer === this) previous.leg.#hearer = null;
    if (previous.kind === "list" && previous.loopKey !== null) this.#rememberPlace(previous.loopKey, previous.list.place);
    this.#source = source;
    this.#frame.fill(silenceOctet.alaw);
    this.#continuity.beginSpurt();
  }

  #rememberPlace(loopKey: string, place: Place): void {
    this.#loopPlaces.delete(loopKey);
    this.#loopPlaces.set(loopKey, place);
    const [oldest] = this.#loopPlaces.keys();
    if (this.#loopPlaces.size > rememberedLoops) this.#loopPlaces.delete(oldest!);
  }

  /** A list waits until there is a party; during hold it goes on unheard, so that its end is told in time. */
  #playFrame(source: Extract<Source, { kind: "list" }>, tick: number): void {
    if (!this.#remote) return;
    if (!source.list.ended) source.list.read(this.#frame);
    this.#sendFrame(tick);
    if (!source.list.ended) return;
    this.stop();
    this.#options.tell({ type: "played", playId: source.playId });
  }

  /** All packets of an event have the timestamp of its first (RFC 4733 2.2.2). */
  #pressKeys(keys: Iterator<EventPacket | null>, tick: number): void {
    const { value: event, done } = keys.next();
    if (done) {
      this.#keys = null;
      this.#continuity.beginSpurt();
    }
    const remote = this.#remote;
    if (!event || !remote?.hears || remote.dtmfPayloadType === null) return;
    if (event.isFirst) this.#continuity.beginSpurt();
    const stamp = this.#continuity.own(tick);
    if (event.isFirst) this.#eventTimestamp = stamp.timestamp;
    this.#sendEvent(event.payload, { ...stamp, timestamp: this.#eventTimestamp }, remote);
  }

  /** The frame is silence unless a list has just filled it. */
  #sendFrame(tick: number): void {
    const remote = this.#remote;
    if (!remote?.hears) return;
    this.#sendVoice(this.#frame, "PCMA", this.#continuity.own(tick), remote);
  }

  #relay(packet: RtpPacket, meaning: PayloadMeaning | undefined, nowMs: number): void {
    const remote = this.#remote;
    if (!remote?.hears || this.#keys) return;
    if (meaning === undefined || (meaning === "dtmf" && remote.dtmfPayloadType === null)) {
      this.#continuity.skipped(packet);
      return;
    }
    const stamp = this.#continuity.relayed(packet, this.#options.currentTick(), meaning === "dtmf");
    if (!stamp) return;
    this.#lastRelayedAt = nowMs;
    if (meaning === "dtmf") this.#sendEvent(packet.payload, stamp, remote);
    else this.#sendVoice(packet.payload, meaning, stamp, remote);
  }

  #sendVoice(payload: Uint8Array, codec: AudioCodec, stamp: Stamp, remote: RemoteAudio): void {
    const packet = this.#packetBuffer();
    copyG711(lawOf[codec], payload, lawOf[remote.codec], packet, rtpHeaderBytes);
    this.#send(packet, payload.length, remote.payloadType, stamp);
  }

  #sendEvent(payload: Uint8Array, stamp: Stamp, remote: RemoteAudio): void {
    const packet = this.#packetBuffer();
    packet.set(payload, rtpHeaderBytes);
    this.#send(packet, payload.length, remote.dtmfPayloadType!, stamp);
  }

  #packetBuffer(): Uint8Array {
    this.#nextPacket = (this.#nextPacket + 1) % packetBuffers;
    return this.#packets[this.#nextPacket]!;
  }

  #send(packet: Uint8Array, payloadBytes: number, payloadType: number, stamp: Stamp): void {
    const destination = this.#peer.destination!;
    const { marker, sequence, timestamp } = stamp;
    writeRtpHeader(packet, { payloadType, marker, sequence, timestamp, ssrc: this.#continuity.ssrc });
    this.#options.send(packet, rtpHeaderBytes + payloadBytes, destination.port, destination.address);
    this.#statistics.packetsSent++;
  }

  #heard(nowMs: number): void {
    if (this.#statistics.packetsReceived === 0) this.#options.tell({ type: "firstPacket" });
    this.#statistics.packetsReceived++;
    this.#lastHeardAt = nowMs;
    this.#silenceTold = false;
  }

  #watchRecording(nowMs: number): void {
    if (!this.#recording) return;
    const { order, recorder } = this.#recording;
    const end = recorder.endAt(nowMs);
    const piece = end ? null : recorder.piece();
    if (end) this.#endRecording(end);
    else if (piece) order.tell(piece, null);
  }

  #endRecording(end: RecordingEnd): void {
    const recording = this.#recording;
    this.#recording = null;
    recording?.order.tell(recording.recorder.rest(), end);
  }

  #tellDigits(digits: Digit[]): void {
    for (const digit of digits) this.#options.tell({ type: "dtmf", ...digit });
  }

  /** A party on hold or that only listens is not missing. */
  #watchSilence(nowMs: number): void {
    const silentMs = nowMs - this.#lastHeardAt;
    if (this.#silenceTold || !this.#remote?.speaks || silentMs < this.#options.silentAfterMs) return;
    this.#silenceTold = true;
    this.#options.tell({ type: "silent", seconds: Math.round(silentMs / 1000) });
  }
}
