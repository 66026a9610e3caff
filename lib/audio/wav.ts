/**
 * WAV files (RIFF, Microsoft 1991): uploads are read strictly and turned into the telephone's 8,000 samples a second; what cannot be
 * is refused with a reason, never thrown at. Accepted: linear PCM of 8, 16, 24 and 32 bits and G.711, any usual rate, 1 to 8 channels.
 */
import { decodeG711 } from "./g711.ts";
import { resample } from "./resample.ts";
import { sampleRate } from "./tones.ts";

export type WavRefusal =
  | "notWav"
  /** A compressed or floating-point format inside. */
  | "notPcm"
  /** A number of channels, bits or samples a second that no recording has. */
  | "unsupportedFormat"
  /** The file ends before the sound that it announces, or has none. */
  | "truncated"
  | "empty"
  /** Below {@link wavLimits}.minSeconds. */
  | "tooShort"
  /** Above {@link wavLimits}.maxSeconds. */
  | "tooLong";

export type WavResult = { ok: true; samples: Int16Array } | { ok: false; refusal: WavRefusal };

export const wavLimits = { minSeconds: 0.1, maxSeconds: 600, minRate: 4_000, maxRate: 192_000, maxChannels: 8 };

interface Format {
  coding: "pcm" | "alaw" | "ulaw";
  channels: number;
  rate: number;
  bits: number;
}

const codings = new Map<number, Format["coding"]>([
  [1, "pcm"],
  [6, "alaw"],
  [7, "ulaw"],
]);
const extensible = 0xfffe;
/** What programs that write to a pipe put where the length should be. */
const unknownLength = 0xffff_ffff;

/** 16-bit samples at 8,000 a second, channels mixed. */
export function parseWav(file: Uint8Array): WavResult {
  const chunks = findChunks(file);
  if (typeof chunks === "string") return { ok: false, refusal: chunks };
  const format = readFormat(chunks.format);
  if (typeof format === "string") return { ok: false, refusal: format };
  const refusal = refuseLength(chunks.data.length, format);
  if (refusal) return { ok: false, refusal };
  const mono = mixDown(decode(chunks.data, format), format.channels);
  return { ok: true, samples: toInt16(resample(mono, format.rate, sampleRate)) };
}

/** The octets of a WAV file that holds 8 kHz mono A-law, as our own prompts do; null for any other. */
export function alawOfWav(file: Uint8Array): Uint8Array | null {
  const chunks = findChunks(file);
  if (typeof chunks === "string") return null;
  const format = readFormat(chunks.format);
  const fits = typeof format !== "string" && format.coding === "alaw" && format.channels === 1 && format.rate === sampleRate;
  return fits ? chunks.data : null;
}

/** 16-bit linear, 8 kHz, mono. */
export function writeWav(samples: Int16Array): Uint8Array {
  const data = new Uint8Array(samples.length * 2);
  const view = new DataView(data.buffer);
  for (const [n, sample] of samples.entries()) view.setInt16(2 * n, sample, true);
  return writeFile(1, 16, data);
}

/** A-law, 8 kHz, mono: half the size. */
export function writeAlawWav(alaw: Uint8Array): Uint8Array {
  return writeFile(6, 8, alaw);
}

interface Chunks {
  format: DataView;
  data: Uint8Array;
}

function findChunks(file: Uint8Array): Chunks | WavRefusal {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || tag(view, 0) !== "RIFF" || tag(view, 8) !== "WAVE") return "notWav";
  let format: DataView | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const length = view.getUint32(at + 4, true);
    const begin = at + 8;
    if (tag(view, at) === "data") return format ? dataChunk(file, begin, length, format) : "truncated";
    if (begin + length > file.length) return "truncated";
    if (tag(view, at) === "fmt ") format = new DataView(file.buffer, file.byteOffset + begin, length);
    // Chunks begin at even places.
    at = begin + length + (length % 2);
  }
  return "truncated";
}

function dataChunk(file: Uint8Array, begin: number, length: number, format: DataView): Chunks | WavRefusal {
  if (length === unknownLength) return { format, data: file.subarray(begin) };
  return begin + length > file.length ? "truncated" : { format, data: file.subarray(begin, begin + length) };
}

function readFormat(view: DataView): Format | WavRefusal {
  if (view.byteLength < 16) return "truncated";
  const announced = view.getUint16(0, true);
  const isExtensible = announced === extensible && view.byteLength >= 26;
  const coding = codings.get(isExtensible ? view.getUint16(24, true) : announced);
  if (!coding) return "notPcm";
  const format = { coding, channels: view.getUint16(2, true), rate: view.getUint32(4, true), bits: view.getUint16(14, true) };
  return isUsable(format) ? format : "unsupportedFormat";
}

function isUsable({ coding, channels, rate, bits }: Format): boolean {
  const bitsFit = coding === "pcm" ? [8, 16, 24, 32].includes(bits) : bits === 8;
  return bitsFit && channels >= 1 && channels <= wavLimits.maxChannels && rate >= wavLimits.minRate && rate <= wavLimits.maxRate;
}

/** Before anything of that length is made. */
function refuseLength(bytes: number, { channels, rate, bits }: Format): WavRefusal | null {
  const seconds = bytes / ((bits / 8) * channels * rate);
  if (bytes === 0) return "empty";
  if (seconds < wavLimits.minSeconds) return "tooShort";
  return seconds > wavLimits.maxSeconds ? "tooLong" : null;
}

/** All channels in turn, 1 = full scale. A last sample that is cut off is left out. */
function decode(data: Uint8Array, { coding, bits }: Format): Float32Array {
  if (coding !== "pcm") return Float32Array.from(decodeG711(coding, data), (sample) => sample / 32_768);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const bytes = bits / 8;
  const samples = new Float32Array(Math.floor(data.length / bytes));
  const read = readers[bits]!;
  for (let n = 0; n < samples.length; n++) samples[n] = read(view, n * bytes);
  return samples;
}

/** 8 bits are unsigned, all others signed. */
const readers: Record<number, (view: DataView, at: number) => number> = {
  8: (view, at) => (view.getUint8(at) - 128) / 128,
  16: (view, at) => view.getInt16(at, true) / 32_768,
  24: (view, at) => (view.getUint8(at) | (view.getInt16(at + 1, true) << 8)) / 8_388_608,
  32: (view, at) => view.getInt32(at, true) / 2_147_483_648,
};

function mixDown(samples: Float32Array, channels: number): Float32Array {
  if (channels === 1) return samples;
  const mono = new Float32Array(Math.floor(samples.length / channels));
  for (let n = 0; n < mono.length; n++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[n * channels + channel]!;
    mono[n] = sum / channels;
  }
  return mono;
}

function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
}

function writeFile(format: number, bits: number, data: Uint8Array): Uint8Array {
  const file = new Uint8Array(44 + data.length + (data.length % 2));
  const view = new DataView(file.buffer);
  const bytes = bits / 8;
  writeTag(file, 0, "RIFF");
  view.setUint32(4, file.length - 8, true);
  writeTag(file, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, format, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytes, true);
  view.setUint16(32, bytes, true);
  view.setUint16(34, bits, true);
  writeTag(file, 36, "data");
  view.setUint32(40, data.length, true);
  file.set(data, 44);
  return file;
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

function writeTag(file: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) file[at + i] = text.charCodeAt(i);
}
