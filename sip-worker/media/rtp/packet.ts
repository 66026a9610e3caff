/** RTP packets (RFC 3550 5.1). */

export interface RtpPacket {
  payloadType: number;
  /** First packet of a talk spurt (RFC 3551 4.1), or of an event (RFC 4733 2.5.1.1). */
  marker: boolean;
  /** 16 bits. */
  sequence: number;
  /** 32 bits, 8,000 a second for G.711 and its events. */
  timestamp: number;
  /** 32 bits. */
  ssrc: number;
  payload: Uint8Array;
}

export const rtpHeaderBytes = 12;
/** G.711 and its events: 8,000 timestamp units a second. */
export const samplesPerMs = 8;
/** What goes on: more than 160 ms of G.711 in one packet is no telephone. */
export const rtpPayloadLimit = 1_280;

/** Null when it is no RTP packet with a payload. The payload is a view of `data`, without CSRCs, extension and padding. */
export function readRtp(data: Uint8Array): RtpPacket | null {
  if (data.length <= rtpHeaderBytes || data[0]! >> 6 !== 2) return null;
  const start = payloadStart(data);
  const end = data.length - paddingOf(data);
  if (start >= end || end - start > rtpPayloadLimit) return null;
  return {
    payloadType: data[1]! & 0x7f,
    marker: data[1]! >= 0x80,
    sequence: read16(data, 2),
    timestamp: read32(data, 4),
    ssrc: read32(data, 8),
    payload: data.subarray(start, end),
  };
}

export interface RtpHeader extends Omit<RtpPacket, "payload"> {}

/** Writes the 12 octets of a header without CSRC, extension and padding at the beginning of `target`. */
export function writeRtpHeader(target: Uint8Array, header: RtpHeader): void {
  target[0] = 0x80;
  target[1] = (header.marker ? 0x80 : 0) | header.payloadType;
  write16(target, 2, header.sequence);
  write32(target, 4, header.timestamp);
  write32(target, 8, header.ssrc);
}

/** `a - b` on a circle of 2^16, from -32768 to 32767. */
export function sequenceDistance(a: number, b: number): number {
  return ((a - b) << 16) >> 16;
}

/** `a - b` on a circle of 2^32. */
export function timestampDistance(a: number, b: number): number {
  return (a - b) | 0;
}

/** After the fixed header, the CSRC list and the extension; past the end when they are cut off. */
function payloadStart(data: Uint8Array): number {
  const afterSources = rtpHeaderBytes + 4 * (data[0]! & 0x0f);
  if ((data[0]! & 0x10) === 0) return afterSources;
  if (data.length < afterSources + 4) return data.length;
  return afterSources + 4 + 4 * read16(data, afterSources + 2);
}

/** Octets of padding; all of the packet when the count makes no sense. */
function paddingOf(data: Uint8Array): number {
  if ((data[0]! & 0x20) === 0) return 0;
  const count = data[data.length - 1]!;
  return count === 0 ? data.length : count;
}

function read16(data: Uint8Array, at: number): number {
  return (data[at]! << 8) | data[at + 1]!;
}

function read32(data: Uint8Array, at: number): number {
  return ((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0;
}

function write16(target: Uint8Array, at: number, value: number): void {
  target[at] = value >>> 8;
  target[at + 1] = value;
}

function write32(target: Uint8Array, at: number, value: number): void {
  write16(target, at, value >>> 16);
  write16(target, at + 2, value & 0xffff);
}
