/** Proof of what was heard in a recording: which tone when, and where a known piece of audio begins. Used by tests only. */
import { sampleRate } from "./tones.ts";

/** Amplitude (of 32,767) of one frequency in the samples (Goertzel's algorithm). */
export function toneAmplitude(samples: Int16Array, frequencyHz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  for (const sample of samples) {
    const value = sample + coefficient * last - beforeLast;
    beforeLast = last;
    last = value;
  }
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
  return samples.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

export interface ToneSpan {
  /** Null: none of the tones asked for. */
  frequencyHz: number | null;
  startMs: number;
  endMs: number;
}

const windowMs = 100;
/** Quieter than this is no tone: -40 dB. */
const audibleAmplitude = 300;

/** The loudest of the given tones in each tenth of a second, equal neighbours joined. */
export function toneTimeline(samples: Int16Array, frequenciesHz: readonly number[]): ToneSpan[] {
  const windowSamples = (sampleRate * windowMs) / 1000;
  const spans: ToneSpan[] = [];
  for (let start = 0; start + windowSamples <= samples.length; start += windowSamples) {
    const frequencyHz = loudestTone(samples.subarray(start, start + windowSamples), frequenciesHz);
    const startMs = (start * 1000) / sampleRate;
    const last = spans.at(-1);
    if (last?.frequencyHz === frequencyHz) last.endMs = startMs + windowMs;
    else spans.push({ frequencyHz, startMs, endMs: startMs + windowMs });
  }
  return spans;
}

export function loudestTone(samples: Int16Array, frequenciesHz: readonly number[]): number | null {
  let loudest: number | null = null;
  let amplitude = audibleAmplitude;
  for (const frequencyHz of frequenciesHz) {
    const own = toneAmplitude(samples, frequencyHz);
    if (own > amplitude) [loudest, amplitude] = [frequencyHz, own];
  }
  return loudest;
}

export interface Match {
  /** Normalised cross-correlation, 1 = the same sound. Speech of other words stays below 0.1; take 0.6 as proof. */
  correlation: number;
  /** Where the reference begins in the recording. */
  startMs: number;
}

/** A recording may be shorter than the reference, but not by more than this part of it, to be a match. */
const neededPart = 0.5;

/** The best place of `reference` in `recording`. */
export function findAudio(recording: Int16Array, reference: Int16Array): Match {
  const products = crossProducts(recording, reference);
  const energy = energySums(recording);
  const referenceEnergy = energySums(reference);
  let best: Match = { correlation: 0, startMs: 0 };
  for (let start = 0; start + reference.length * neededPart <= recording.length; start++) {
    const common = Math.min(reference.length, recording.length - start);
    const own = energy[start + common]! - energy[start]!;
    const expected = referenceEnergy[common]!;
    // Near silence correlates with anything.
    if (own < expected / 1000 || own === 0) continue;
    const correlation = products[start]! / Math.sqrt(own * expected);
    if (correlation > best.correlation) best = { correlation, startMs: (start * 1000) / sampleRate };
  }
  return best;
}

/** Element n: the energy of the first n samples. */
function energySums(samples: Int16Array): Float64Array {
  const sums = new Float64Array(samples.length + 1);
  for (let n = 0; n < samples.length; n++) sums[n + 1] = sums[n]! + samples[n]! * samples[n]!;
  return sums;
}

/** Element n: the sum of `recording[n + i] * reference[i]`, by way of the frequency domain. */
function crossProducts(recording: Int16Array, reference: Int16Array): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(recording.length + reference.length + 1));
  const a = spectrum(recording, size);
  const b = spectrum(reference, size);
  for (let i = 0; i < size; i++) {
    const re = a.re[i]! * b.re[i]! + a.im[i]! * b.im[i]!;
    a.im[i] = a.im[i]! * b.re[i]! - a.re[i]! * b.im[i]!;
    a.re[i] = re;
  }
  transform(a.re, a.im, 1);
  return a.re.map((value) => value / size);
}

function spectrum(samples: Int16Array, size: number): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  re.set(samples);
  transform(re, im, -1);
  return { re, im };
}

/** Fast Fourier transform in place (Cooley and Tukey, radix 2); `sign` -1 forward, 1 back without the division. */
function transform(re: Float64Array, im: Float64Array, sign: 1 | -1): void {
  reorder(re, im);
  for (let length = 2; length <= re.length; length *= 2) butterflies(re, im, length, sign);
}

function butterflies(re: Float64Array, im: Float64Array, length: number, sign: number): void {
  const half = length / 2;
  for (let k = 0; k < half; k++) {
    const cos = Math.cos((Math.PI * k) / half);
    const sin = sign * Math.sin((Math.PI * k) / half);
    for (let low = k; low < re.length; low += length) {
      const high = low + half;
      const turnedRe = re[high]! * cos - im[high]! * sin;
      const turnedIm = re[high]! * sin + im[high]! * cos;
      re[high] = re[low]! - turnedRe;
      im[high] = im[low]! - turnedIm;
      re[low] = re[low]! + turnedRe;
      im[low] = im[low]! + turnedIm;
    }
  }
}

function reorder(re: Float64Array, im: Float64Array): void {
  for (let i = 1, j = 0; i < re.length; i++) {
    let bit = re.length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j]!, re[i]!];
    [im[i], im[j]] = [im[j]!, im[i]!];
  }
}
