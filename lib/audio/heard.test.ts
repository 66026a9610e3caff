import { expect, test } from "vitest";
import { findAudio, loudestTone, toneAmplitude, toneTimeline } from "./heard.ts";
import { busyTone, cadencePeriod, ringingTone, sampleRate, sine } from "./tones.ts";

const joined = (...parts: Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]));
const silence = (seconds: number) => new Int16Array(seconds * sampleRate);
/** Like speech in that it repeats nowhere; another number, another sound. */
const sweep = (curve: number) => Int16Array.from({ length: sampleRate }, (_, n) => 8_000 * Math.sin(n * n * curve));

test("a tone's amplitude is found, and nothing at other frequencies", () => {
  expect(toneAmplitude(sine(440, 0.1, 5_000), 440)).toBeCloseTo(5_000, -2);
  expect(toneAmplitude(sine(440, 0.1, 5_000), 1000)).toBeLessThan(50);
  expect(toneAmplitude(new Int16Array(0), 440)).toBe(0);
  expect(loudestTone(silence(1), [440])).toBeNull();
});

test("a timeline tells which tone was heard when", () => {
  const heard = toneTimeline(joined(sine(440, 0.5), silence(0.3), sine(1000, 0.2)), [440, 1000]);
  expect(heard).toEqual([
    { frequencyHz: 440, startMs: 0, endMs: 500 },
    { frequencyHz: null, startMs: 500, endMs: 800 },
    { frequencyHz: 1000, startMs: 800, endMs: 1000 },
  ]);
});

test("a sound is found where it begins, louder or quieter, in the midst of others", () => {
  const recording = joined(
    silence(0.25),
    sine(440, 0.5),
    sweep(0.001).map((sample) => sample / 4),
    sweep(0.0017),
  );
  expect(findAudio(recording, sweep(0.001))).toEqual({ correlation: expect.closeTo(1, 3), startMs: 750 });
  expect(findAudio(recording, sweep(0.0005)).correlation).toBeLessThan(0.3);
  expect(findAudio(silence(2), sweep(0.001)).correlation).toBe(0);
  expect(findAudio(silence(0.1), sweep(0.001)).correlation).toBe(0);
});

test("the end of a sound may be cut off", () => {
  expect(findAudio(joined(silence(0.1), sweep(0.001).subarray(0, 5_000)), sweep(0.001)).correlation).toBeGreaterThan(0.9);
});

test("Finnish tones: 425 Hz, ringing one second in five, busy three tenths in six", () => {
  const ringing = cadencePeriod(ringingTone);
  expect(ringing.length).toBe(5 * sampleRate);
  expect(toneTimeline(ringing, [425])).toEqual([
    { frequencyHz: 425, startMs: 0, endMs: 1000 },
    { frequencyHz: null, startMs: 1000, endMs: 5000 },
  ]);
  expect(toneTimeline(cadencePeriod(busyTone), [425]).map((span) => span.endMs - span.startMs)).toEqual([300, 300]);
});

test("a tone begins and ends without a click", () => {
  const tone = cadencePeriod(busyTone).subarray(0, 0.3 * sampleRate);
  expect(Math.max(...tone.subarray(0, 4), ...tone.subarray(-4))).toBeLessThan(100);
});
