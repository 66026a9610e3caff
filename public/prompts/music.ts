/**
 * The hold music: 64 s of quiet chords and single notes, composed and synthesised here, so that it belongs to the project. The piece is
 * made on a circle: every note and echo that runs over the end goes on at the beginning, therefore it loops without a seam. The same
 * seed gives the same samples.
 */
import { normalise } from "../../lib/audio/level.ts";
import { sampleRate } from "../../lib/audio/tones.ts";

const barSeconds = 4;
const beatSeconds = 0.5;
const seed = 1917;

/** Notes are MIDI numbers (69 = 440 Hz). F major, played twice with other single notes. */
const chords = [
  { bass: 41, notes: [60, 64, 65, 69] },
  { bass: 45, notes: [60, 64, 67, 69] },
  { bass: 38, notes: [60, 62, 65, 69] },
  { bass: 46, notes: [58, 62, 65, 69] },
  { bass: 43, notes: [58, 62, 65, 67] },
  { bass: 36, notes: [58, 60, 65, 67] },
  { bass: 41, notes: [57, 60, 64, 65] },
  { bass: 40, notes: [55, 60, 62, 67] },
];
const rounds = 2;

interface Voice {
  /** Strength of each overtone, the fundamental first. */
  overtones: number[];
  attackSeconds: number;
  /** Time in which a note fades to a third; infinite for held notes. */
  decaySeconds: number;
  releaseSeconds: number;
}

const pad: Voice = { overtones: [1, 0.35, 0.12, 0.05], attackSeconds: 1.2, decaySeconds: Number.POSITIVE_INFINITY, releaseSeconds: 1.8 };
const bell: Voice = { overtones: [1, 0.2, 0, 0.08], attackSeconds: 0.012, decaySeconds: 0.7, releaseSeconds: 0.6 };
const bass: Voice = { overtones: [0.7, 0.5, 0.3, 0.15], attackSeconds: 0.08, decaySeconds: 2.5, releaseSeconds: 0.8 };

/** 8,000 samples a second. */
export function composeMusic(): Int16Array {
  const circle = new Float64Array(chords.length * rounds * barSeconds * sampleRate);
  const random = randomNumbers(seed);
  for (let bar = 0; bar < chords.length * rounds; bar++) playBar(circle, bar, random);
  return normalise(toSamples(withEcho(circle)), -9);
}

function playBar(circle: Float64Array, bar: number, random: () => number): void {
  const chord = chords[bar % chords.length]!;
  const start = bar * barSeconds;
  for (const note of chord.notes) {
    // Two voices slightly apart move against each other.
    playNote(circle, pad, frequencyOf(note) * 0.9988, start, barSeconds, 0.11);
    playNote(circle, pad, frequencyOf(note) * 1.0012, start, barSeconds, 0.11);
  }
  playNote(circle, bass, frequencyOf(chord.bass), start, barSeconds - 0.5, 0.3);
  for (let beat = 0; beat < barSeconds / beatSeconds; beat++) {
    const isHeard = random() < (beat % 2 === 0 ? 0.75 : 0.4);
    const note = chord.notes[Math.floor(random() * chord.notes.length)]! + (random() < 0.6 ? 12 : 0);
    const strength = 0.12 + 0.1 * random();
    if (isHeard) playNote(circle, bell, frequencyOf(note), start + beat * beatSeconds, 1.5, strength);
  }
}

function playNote(circle: Float64Array, voice: Voice, frequencyHz: number, start: number, seconds: number, strength: number): void {
  const from = Math.round(start * sampleRate);
  const length = Math.round((seconds + voice.releaseSeconds) * sampleRate);
  for (let n = 0; n < length; n++) {
    const time = n / sampleRate;
    const value = strength * envelope(voice, time, seconds) * waveform(voice, frequencyHz, time);
    circle[(from + n) % circle.length]! += value;
  }
}

function envelope({ attackSeconds, decaySeconds, releaseSeconds }: Voice, time: number, seconds: number): number {
  const attack = time < attackSeconds ? soft(time / attackSeconds) : 1;
  const release = time > seconds ? soft(1 - (time - seconds) / releaseSeconds) : 1;
  return attack * release * Math.exp(-time / decaySeconds);
}

/** From 0 to 1 without corners. */
const soft = (part: number): number => (1 - Math.cos(Math.PI * part)) / 2;

function waveform({ overtones }: Voice, frequencyHz: number, time: number): number {
  let value = 0;
  for (const [index, strength] of overtones.entries()) value += strength * Math.sin(2 * Math.PI * frequencyHz * (index + 1) * time);
  return value;
}

/** A room: echoes of echoes around the circle, until a further round changes nothing that can be heard. */
function withEcho(dry: Float64Array): Float64Array {
  const echoes = [
    { delay: Math.round(0.149 * sampleRate), gain: 0.32 },
    { delay: Math.round(0.211 * sampleRate), gain: 0.26 },
    { delay: Math.round(0.377 * sampleRate), gain: 0.2 },
  ];
  const wet = dry.slice();
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < wet.length; n++) {
      wet[n] = dry[n]! + echoes.reduce((sum, { delay, gain }) => sum + gain * wet[(n - delay + wet.length) % wet.length]!, 0);
    }
  }
  return wet;
}

function toSamples(signal: Float64Array): Int16Array {
  const loudest = signal.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return Int16Array.from(signal, (value) => Math.round((value / loudest) * 32_000));
}

const frequencyOf = (note: number): number => 440 * 2 ** ((note - 69) / 12);

/** 0 to 1; a linear congruential generator is random enough for a melody. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
