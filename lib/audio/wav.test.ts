import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeG711 } from "./g711.ts";
import { findAudio, toneAmplitude } from "./heard.ts";
import { amplitudeOfDb, normalise, peak, rms, trim } from "./level.ts";
import { resample } from "./resample.ts";
import { sine } from "./tones.ts";
import { alawOfWav, parseWav, type WavRefusal, wavLimits, writeAlawWav, writeWav } from "./wav.ts";

interface Recording {
  format?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  seconds?: number;
  frequencyHz?: number;
}

/** A WAV of a tone at half scale, written by rules of its own so that reader and writer do not share a mistake. */
function recording({ format = 1, channels = 1, rate = 8000, bits = 16, seconds = 0.5, frequencyHz = 440 }: Recording): Buffer {
  const bytes = bits / 8;
  const frames = Math.round(seconds * rate);
  const data = Buffer.alloc(frames * channels * bytes);
  for (let n = 0; n < frames * channels; n++) {
    const value = 0.5 * Math.sin((2 * Math.PI * frequencyHz * Math.floor(n / channels)) / rate);
    if (bits === 8) data.writeUInt8(Math.round(128 + value * 127), n);
    else data.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), n * bytes, bytes);
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(format, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * bytes, 28);
  head.writeUInt16LE(channels * bytes, 32);
  head.writeUInt16LE(bits, 34);
  head.write("data", 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function samplesOf(file: Uint8Array): Int16Array {
  const result = parseWav(file);
  if (!result.ok) throw new Error(result.refusal);
  return result.samples;
}

const refusalOf = (file: Uint8Array): WavRefusal | null => {
  const result = parseWav(file);
  return result.ok ? null : result.refusal;
};

test("what is written is read back, sample for sample", () => {
  const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 800, maxLength: 1_000 });
  fc.assert(
    fc.property(samples, (values) => {
      expect(samplesOf(writeWav(Int16Array.from(values)))).toEqual(Int16Array.from(values));
    }),
  );
});

test("A-law files keep their octets", () => {
  const alaw = encodeG711("alaw", sine(440, 0.3)).subarray(0, 2_399);
  expect(alawOfWav(writeAlawWav(alaw))).toEqual(alaw);
  expect(alawOfWav(writeWav(sine(440, 1)))).toBeNull();
  expect(findAudio(samplesOf(writeAlawWav(alaw)), sine(440, 0.29)).correlation).toBeGreaterThan(0.99);
});

test.each<Recording>([
  { rate: 8000 },
  { rate: 11_025 },
  { rate: 16_000, channels: 2 },
  { rate: 22_050 },
  { rate: 44_100, channels: 2, bits: 24 },
  { rate: 48_000, bits: 32 },
  { rate: 6_000 },
  { rate: 12_345, bits: 8 },
])("a recording of $rate Hz, $bits bits, $channels channels has the same tone and length at 8 kHz", (parts) => {
  const samples = samplesOf(recording(parts));
  expect(Math.abs(samples.length - 4000)).toBeLessThanOrEqual(1);
  expect(toneAmplitude(samples.subarray(400, 3600), 440)).toBeCloseTo(16_384, -3);
});

test("tones above 4 kHz disappear instead of becoming others", () => {
  const samples = samplesOf(recording({ rate: 48_000, frequencyHz: 6_000 }));
  expect(rms(samples.subarray(200, 3800))).toBeLessThan(20);
});

test("speech keeps its level and 3 kHz still passes", () => {
  expect(toneAmplitude(samplesOf(recording({ rate: 22_050, frequencyHz: 3_000 })).subarray(400, 3600), 3_000)).toBeGreaterThan(14_000);
});

test("resampling to the same rate changes nothing", () => {
  const samples = Float32Array.of(0.1, 0.2);
  expect(resample(samples, 8000, 8000)).toBe(samples);
});

test.each<[string, Buffer, WavRefusal]>([
  ["an empty file", Buffer.alloc(0), "notWav"],
  ["an MP3", Buffer.from("ID3 and more that is longer than a header"), "notWav"],
  ["only a header", recording({}).subarray(0, 12), "truncated"],
  ["half a file", recording({}).subarray(0, 1_000), "truncated"],
  ["no sound", recording({ seconds: 0 }), "empty"],
  ["a click", recording({ seconds: 0.05 }), "tooShort"],
  ["a lecture", recording({ seconds: wavLimits.maxSeconds + 1 }), "tooLong"],
  ["floating point", recording({ format: 3, bits: 32 }), "notPcm"],
  ["MPEG in a WAV", recording({ format: 0x55 }), "notPcm"],
  ["no channel", recording({}).fill(0, 22, 24), "unsupportedFormat"],
  ["no rate", recording({}).fill(0, 24, 28), "unsupportedFormat"],
  ["12 bits", recording({}).fill(12, 34, 35), "unsupportedFormat"],
  ["a chunk that reaches past the end", recording({}).fill(0xff, 16, 18), "truncated"],
])("%s is refused", (_what, file, refusal) => {
  expect(refusalOf(file)).toBe(refusal);
});

test("a length that is not known means until the end", () => {
  const file = recording({});
  expect(samplesOf(file.fill(0xff, 40, 44)).length).toBe(4000);
});

test("no bytes make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(60), (noise, at) => {
      parseWav(noise);
      const file = recording({ seconds: 0.2 });
      file.set(noise.subarray(0, file.length - at), at);
      parseWav(file);
    }),
  );
});

test("levels: the peak is where it was asked for, near silence is left alone", () => {
  const quiet = sine(440, 0.2, 900);
  expect(peak(normalise(quiet))).toBeCloseTo(amplitudeOfDb(-3), -1);
  expect(peak(normalise(sine(440, 0.2, 20)))).toBe(20);
  expect(rms(sine(400, 1, 10_000))).toBeCloseTo(7_071, -1);
  expect(rms(new Int16Array(0))).toBe(0);
});

test("silence is cut from both ends only", () => {
  const sound = new Int16Array(8000);
  sound.set(sine(440, 0.1), 2000);
  sound.set(sine(440, 0.1), 5000);
  const cut = trim(sound);
  expect(cut.length).toBeGreaterThan(3_760);
  expect(cut.length).toBeLessThan(3_900);
  expect(trim(new Int16Array(100)).length).toBe(0);
});
