/**
 * Keys pressed by the party, as RFC 4733 events. Every packet of an event carries its beginning (the timestamp) and its length so
 * far, so that one packet that arrives is enough; the end is told once, however often it is repeated or however late it comes.
 */
import { type RtpPacket, samplesPerMs, timestampDistance } from "./packet.ts";

export interface Digit {
  /** 0-9 * # A-D */
  digit: string;
  durationMs: number;
}

export const eventDigits = "0123456789*#ABCD";
/** An event whose end was lost is over when nothing of it came for this long. */
const quietMs = 60;
/** Finished events that late packets are compared with. */
const remembered = 8;
/** Longer events come in segments that follow each other exactly (RFC 4733 2.5.1.3). */
const longestSegment = 0xffff;

interface Event {
  code: number;
  ssrc: number;
  timestamp: number;
  /** Timestamp units. */
  duration: number;
  /** Units of the segments before this one. */
  before: number;
  lastPacketAt: number;
}

export class DtmfReceiver {
  #event: Event | null = null;
  #finished: { ssrc: number; timestamp: number }[] = [];

  /** A packet with the payload type of events. Returns what it completes: an event before it, itself, or both. */
  receive(packet: RtpPacket, nowMs: number): Digit[] {
    const payload = packet.payload;
    const code = payload[0]!;
    if (payload.length < 4 || code >= eventDigits.length || this.#isFinished(packet)) return [];
    const told = this.#isCurrent(packet) ? [] : this.#begin(packet, code);
    const event = this.#event!;
    event.duration = Math.max(event.duration, (payload[2]! << 8) | payload[3]!);
    event.lastPacketAt = nowMs;
    const isEnd = (payload[1]! & 0x80) !== 0;
    return isEnd ? [...told, ...this.#finish()] : told;
  }

  /** To be asked every tick: an event whose packets stopped coming. */
  expire(nowMs: number): Digit[] {
    return this.#event && nowMs - this.#event.lastPacketAt >= quietMs ? this.#finish() : [];
  }

  #isCurrent(packet: RtpPacket): boolean {
    return this.#event?.timestamp === packet.timestamp && this.#event.ssrc === packet.ssrc;
  }

  #isFinished(packet: RtpPacket): boolean {
    return this.#finished.some(({ ssrc, timestamp }) => ssrc === packet.ssrc && timestamp === packet.timestamp);
  }

  #begin(packet: RtpPacket, code: number): Digit[] {
    const previous = this.#event;
    const continues = previous !== null && continuesSegment(previous, packet, code);
    const told = continues ? [] : this.#finish();
    if (continues) this.#remember(previous);
    const before = continues ? previous.before + previous.duration : 0;
    this.#event = { code, ssrc: packet.ssrc, timestamp: packet.timestamp, duration: 0, before, lastPacketAt: 0 };
    return told;
  }

  #finish(): Digit[] {
    const event = this.#event;
    if (!event) return [];
    this.#remember(event);
    this.#event = null;
    return [{ digit: eventDigits[event.code]!, durationMs: Math.round((event.before + event.duration) / samplesPerMs) }];
  }

  #remember(event: Event): void {
    this.#finished.push({ ssrc: event.ssrc, timestamp: event.timestamp });
    if (this.#finished.length > remembered) this.#finished.shift();
  }
}

function continuesSegment(event: Event, packet: RtpPacket, code: number): boolean {
  const gap = timestampDistance(packet.timestamp, event.timestamp);
  return event.code === code && event.ssrc === packet.ssrc && gap === longestSegment;
}
