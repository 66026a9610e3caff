/** What a phone heard: recordings in WAV files, compared with tones and with known audio. */
import { readFile } from "node:fs/promises";
import { decodeG711 } from "../../lib/audio/g711.ts";
import { findAudio, type Match, type ToneSpan, toneTimeline } from "../../lib/audio/heard.ts";
import { sampleRate } from "../../lib/audio/tones.ts";
import { alawOfWav, parseWav } from "../../lib/audio/wav.ts";
import type { PromptId, PromptLanguage } from "../../lib/domain/prompts.ts";

/** Speech of other words correlates below 0.1, so that this much proves that the prompt was heard. */
export const provenCorrelation = 0.6;
/** Tones shorter than this at a border of two sounds are no tones. */
const shortestToneMs = 200;

/** Of a call that was over before anything could be heard. */
const nothingHeard: readonly string[] = ["empty", "tooShort"];

/** 8,000 samples a second; none when the call was over before a tenth of a second was heard. */
export async function readRecording(file: string): Promise<Int16Array> {
  const wav = parseWav(await readFile(file));
  if (!wav.ok && nothingHeard.includes(wav.refusal)) return new Int16Array();
  if (!wav.ok) throw new Error(`${file}: ${wav.refusal}`);
  return wav.samples;
}

/** One of our own prompts as it is played. */
export async function readPrompt(language: PromptLanguage, id: PromptId): Promise<Int16Array> {
  const alaw = alawOfWav(await readFile(new URL(`../../public/prompts/${language}/${id}.wav`, import.meta.url)));
  if (!alaw) throw new Error(`no prompt ${language} ${id}`);
  return decodeG711("alaw", alaw);
}

/** Null when the recording does not contain the reference. */
export function whenHeard(recording: Int16Array, reference: Int16Array): Match | null {
  const match = findAudio(recording, reference);
  return match.correlation >= provenCorrelation ? match : null;
}

/** The samples at which the reference begins, each time that the whole of it was heard, in their order. */
export function everyTimeHeard(recording: Int16Array, reference: Int16Array): number[] {
  const match = recording.length < reference.length ? null : whenHeard(recording, reference);
  if (!match) return [];
  const begin = Math.round((match.startMs * sampleRate) / 1000);
  const end = begin + reference.length;
  const later = everyTimeHeard(recording.subarray(end), reference).map((at) => end + at);
  return [...everyTimeHeard(recording.subarray(0, begin), reference), begin, ...later];
}

/** The given tones in the order in which they were heard, without what lies between them. */
export function tonesHeard(recording: Int16Array, frequenciesHz: readonly number[]): ToneSpan[] {
  return toneTimeline(recording, frequenciesHz).filter((span) => span.frequencyHz !== null && span.endMs - span.startMs >= shortestToneMs);
}
