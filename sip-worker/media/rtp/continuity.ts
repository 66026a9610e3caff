/**
 * What a leg sends is one stream for its whole life: one SSRC, sequence numbers without jumps, timestamps that follow our clock,
 * whether the audio was made here or comes from another party (a translator, RFC 3550 7.2: losses and order of the other party stay
 * visible as gaps in the sequence). Timestamps count 8,000 a second; a tick is 20 ms.
 */
import { type RtpPacket, sequenceDistance, timestampDistance } from "./packet.ts";

export const samplesPerTick = 160;
/** A jump of more than 2 s in sequence or time is a new stream, not a loss. */
const jumpPackets = 100;
const jumpSamples = 16_000;
/** How far back a packet may come late: the size of the window that finds duplicates. Further back is a new stream too. */
const windowPackets = 32;

export interface Stamp {
  marker: boolean;
  sequence: number;
  timestamp: number;
}

interface Relay {
  ssrc: number;
  /** Added to what comes, gives what goes. */
  sequenceShift: number;
  timestampShift: number;
  /** The first packet sent of this relay: nothing earlier may come out any more. */
  firstSequence: number;
}

export class RtpContinuity {
  readonly ssrc: number;
  #sequence: number;
  #timestamp: number;
  /** Timestamp of tick 0. */
  #origin: number;
  #started = false;
  #spurt = true;
  #relay: Relay | null = null;
  /** Bit n: the packet `#sequence - n` was sent. */
  #sent = 0;

  /** Random start values (RFC 3550 5.1) come from outside. */
  constructor(seed: { ssrc: number; sequence: number; timestamp: number }) {
    this.ssrc = seed.ssrc >>> 0;
    this.#sequence = seed.sequence & 0xffff;
    this.#timestamp = seed.timestamp >>> 0;
    this.#origin = this.#timestamp;
  }

  /** The next packet begins a talk spurt: after a pause, or when the source changes. */
  beginSpurt(): void {
    this.#spurt = true;
    this.#relay = null;
  }

  /** For a frame of 20 ms made here at `tick`. */
  own(tick: number): Stamp {
    this.#relay = null;
    return this.#append(tick);
  }

  /**
   * For a packet of the party that this leg hears. Null for duplicates and for what comes too late.
   * `isEvent`: its timestamp is that of the event's beginning and may lie far back (RFC 4733 2.2.2).
   */
  relayed(packet: RtpPacket, tick: number, isEvent: boolean): Stamp | null {
    const relay = this.#continuing(packet, tick, isEvent);
    if (!relay) return this.#beginRelay(packet, tick);
    const sequence = (packet.sequence + relay.sequenceShift) & 0xffff;
    if (sequenceDistance(sequence, relay.firstSequence) < 0 || !this.#mark(sequence)) return null;
    const timestamp = (packet.timestamp + relay.timestampShift) >>> 0;
    if (timestampDistance(timestamp, this.#timestamp) > 0) this.#timestamp = timestamp;
    return { marker: packet.marker, sequence, timestamp };
  }

  /** A packet that came but is not passed on leaves no gap in what goes. */
  skipped(packet: RtpPacket): void {
    const relay = this.#relay;
    if (!relay || relay.ssrc !== packet.ssrc) return;
    const next = (this.#sequence + 1) & 0xffff;
    if (((packet.sequence + relay.sequenceShift) & 0xffff) === next) relay.sequenceShift = (relay.sequenceShift - 1) & 0xffff;
  }

  #continuing(packet: RtpPacket, tick: number, isEvent: boolean): Relay | null {
    const relay = this.#relay;
    if (relay?.ssrc !== packet.ssrc) return null;
    const ahead = sequenceDistance(packet.sequence + relay.sequenceShift, this.#sequence);
    if (ahead > jumpPackets || ahead <= -windowPackets) return null;
    const drift = timestampDistance(packet.timestamp + relay.timestampShift, this.#clock(tick));
    return !isEvent && Math.abs(drift) > jumpSamples ? null : relay;
  }

  #beginRelay(packet: RtpPacket, tick: number): Stamp {
    this.#spurt = true;
    const stamp = this.#append(tick);
    this.#relay = {
      ssrc: packet.ssrc,
      sequenceShift: (stamp.sequence - packet.sequence) & 0xffff,
      timestampShift: (stamp.timestamp - packet.timestamp) | 0,
      firstSequence: stamp.sequence,
    };
    return stamp;
  }

  /** The next number, at our clock's time, or one frame after the last packet if that ran ahead of our clock. */
  #append(tick: number): Stamp {
    const earliest = (this.#timestamp + samplesPerTick) >>> 0;
    const behind = timestampDistance(earliest, this.#clock(tick));
    if (!this.#started) this.#origin = (this.#timestamp - tick * samplesPerTick) >>> 0;
    else if (behind > 0) this.#origin = (this.#origin + behind) >>> 0;
    this.#timestamp = this.#clock(tick);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#sent = (this.#sent << 1) | 1;
    const marker = this.#spurt;
    this.#started = true;
    this.#spurt = false;
    return { marker, sequence: this.#sequence, timestamp: this.#timestamp };
  }

  #clock(tick: number): number {
    return (this.#origin + tick * samplesPerTick) >>> 0;
  }

  /** False when this number was sent before or is too old to know. */
  #mark(sequence: number): boolean {
    const ahead = sequenceDistance(sequence, this.#sequence);
    if (ahead > 0) {
      this.#sent = ahead >= windowPackets ? 1 : (this.#sent << ahead) | 1;
      this.#sequence = sequence;
      return true;
    }
    const bit = -ahead < windowPackets ? 1 << -ahead : 0;
    if (bit === 0 || (this.#sent & bit) !== 0) return false;
    this.#sent |= bit;
    return true;
  }
}
