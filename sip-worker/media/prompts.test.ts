import { beforeAll, expect, test } from "vitest";
import { decodeG711 } from "../../lib/audio/g711.ts";
import { findAudio } from "../../lib/audio/heard.ts";
import { amplitudeOfDb, peak, rms } from "../../lib/audio/level.ts";
import { sampleRate } from "../../lib/audio/tones.ts";
import { promptIds, promptLanguages } from "../../lib/domain/prompts.ts";
import { answerTone, defaultMusic, promptKey } from "../ports/audio-keys.ts";
import { loadSystemPrompts } from "./prompts.ts";

const loaded = new Map<string, Int16Array>();
const prompts = promptLanguages.flatMap((language) => promptIds.map((id) => promptKey(language, id)));

beforeAll(() => loadSystemPrompts({ loadAudio: (key, alaw) => loaded.set(key, decodeG711("alaw", alaw)) }));

test("every prompt of every language is there, the music, and the tone before an answer", () => {
  expect([...loaded.keys()].sort()).toEqual([...prompts, defaultMusic, answerTone].sort());
});

test("prompts have one loudness and a length that speech has", () => {
  for (const key of prompts) {
    const samples = loaded.get(key)!;
    expect(peak(samples) / amplitudeOfDb(-3), key).toBeCloseTo(1, 1);
    expect(rms(samples), key).toBeGreaterThan(1_500);
    expect(samples.length / sampleRate, key).toBeGreaterThan(0.3);
    expect(samples.length / sampleRate, key).toBeLessThan(15);
  }
});

test("sentences begin with 120 ms of silence", () => {
  for (const language of promptLanguages) {
    const samples = loaded.get(promptKey(language, "queue.entry"))!;
    expect(peak(samples.subarray(0, 0.12 * sampleRate))).toBeLessThan(20);
    expect(peak(samples.subarray(0.12 * sampleRate, 0.2 * sampleRate))).toBeGreaterThan(500);
  }
});

test("prompts can be told apart by what is heard", () => {
  const recording = loaded.get(promptKey("fi", "queue.entry"))!;
  expect(findAudio(recording, recording).correlation).toBeCloseTo(1, 5);
  for (const other of ["fi:queue.progress", "sv:queue.entry", "en:queue.entry", "fi:group.closed"]) {
    expect(findAudio(recording, loaded.get(`prompt:${other}`)!).correlation).toBeLessThan(0.3);
  }
});

test("the music lasts a minute or more and goes from its end into its beginning without a click", () => {
  const music = loaded.get(defaultMusic)!;
  expect(music.length / sampleRate).toBeGreaterThanOrEqual(60);
  const seam = Int16Array.of(...music.slice(-4), ...music.slice(0, 4));
  expect(largestStep(seam)).toBeLessThan(largestStep(music));
  expect(rms(music.subarray(-800)) / rms(music.subarray(0, 800))).toBeCloseTo(1, 0);
});

test("the music is never silent and never loud", () => {
  const music = loaded.get(defaultMusic)!;
  for (let start = 0; start + sampleRate <= music.length; start += sampleRate) {
    expect(rms(music.subarray(start, start + sampleRate))).toBeGreaterThan(800);
  }
  expect(peak(music)).toBeLessThan(amplitudeOfDb(-8));
});

function largestStep(samples: Int16Array): number {
  return samples.reduce((largest, sample, n) => (n === 0 ? 0 : Math.max(largest, Math.abs(sample - samples[n - 1]!))), 0);
}
