/**
 * G.711 (ITU-T 11/1988): 8,000 samples a second, 8 bits each. Encoding is by table (one entry per 16-bit sample), so that a frame
 * costs 160 look-ups; the tables are built once from the definition.
 */

export type G711Law = "alaw" | "ulaw";

/** The octet of (almost) nothing: +8 in A-law, 0 in mu-law. */
export const silenceOctet: Record<G711Law, number> = { alaw: 0xd5, ulaw: 0xff };

/** Even bits of an A-law octet are inverted on the wire (G.711 table 1a, note 2). */
const alawInversion = 0x55;
const ulawBias = 0x84;
const ulawClip = 32635;

const alawSamples = Int16Array.from({ length: 256 }, (_, octet) => alawSample(octet));
const ulawSamples = Int16Array.from({ length: 256 }, (_, octet) => ulawSample(octet));
const alawOctets = Uint8Array.from({ length: 65536 }, (_, index) => alawOctet(signed(index)));
const ulawOctets = Uint8Array.from({ length: 65536 }, (_, index) => ulawOctet(signed(index)));
const alawToUlaw = Uint8Array.from(alawSamples, (sample) => ulawOctets[sample & 0xffff]!);
const ulawToAlaw = Uint8Array.from(ulawSamples, (sample) => alawOctets[sample & 0xffff]!);

/** 16-bit linear samples of G.711 octets. */
export function decodeG711(law: G711Law, octets: Uint8Array): Int16Array {
  const samples = law === "alaw" ? alawSamples : ulawSamples;
  return Int16Array.from(octets, (octet) => samples[octet]!);
}

/** G.711 octets of 16-bit linear samples. */
export function encodeG711(law: G711Law, samples: Int16Array): Uint8Array {
  const octets = law === "alaw" ? alawOctets : ulawOctets;
  return Uint8Array.from(samples, (sample) => octets[sample & 0xffff]!);
}

/** Writes `octets` into `target` at `offset`, changed from one law to the other where they differ. No allocation. */
export function copyG711(from: G711Law, octets: Uint8Array, to: G711Law, target: Uint8Array, offset: number): void {
  if (from === to) {
    target.set(octets, offset);
    return;
  }
  const table = to === "ulaw" ? alawToUlaw : ulawToAlaw;
  for (let i = 0; i < octets.length; i++) target[offset + i] = table[octets[i]!]!;
}

function signed(index: number): number {
  return index < 32768 ? index : index - 65536;
}

function alawSample(octet: number): number {
  const code = octet ^ alawInversion;
  const segment = (code >> 4) & 7;
  const step = (code & 15) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return code & 0x80 ? magnitude : -magnitude;
}

function alawOctet(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = (sample >= 0 ? sample : ~sample) >> 4;
  let shift = 0;
  while (magnitude >> shift >= 32) shift++;
  const code = magnitude < 16 ? magnitude : ((shift + 1) << 4) | ((magnitude >> shift) & 15);
  return (sign | code) ^ alawInversion;
}

function ulawSample(octet: number): number {
  const code = ~octet & 0xff;
  const magnitude = ((((code & 15) << 3) + ulawBias) << ((code >> 4) & 7)) - ulawBias;
  return code & 0x80 ? -magnitude : magnitude;
}

function ulawOctet(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), ulawClip) + ulawBias;
  const segment = 24 - Math.clz32(magnitude);
  return ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 15)) & 0xff;
}
