/** Call progress tones of the Finnish network: 425 Hz with a cadence in seconds. All sound here has 8,000 samples a second. */
export const sampleRate = 8000;

export interface Cadence {
  frequencyHz: number;
  onSeconds: number;
  offSeconds: number;
}

export const ringingTone: Cadence = { frequencyHz: 425, onSeconds: 1, offSeconds: 4 };
export const busyTone: Cadence = { frequencyHz: 425, onSeconds: 0.3, offSeconds: 0.3 };

/** About -14 dB below full scale: as loud as speech. */
const toneAmplitude = 6_500;
/** A soft edge: without it every tone begins with a click. */
const edgeSeconds = 0.005;

/** A sine of `amplitude` (of 32,767), its phase at 0 in the beginning. */
export function sine(frequencyHz: number, seconds: number, amplitude = toneAmplitude): Int16Array {
  const step = (2 * Math.PI * frequencyHz) / sampleRate;
  return Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, n) => Math.round(amplitude * Math.sin(step * n)));
}

/** One period of the cadence: the tone with soft edges, then silence. Repeat it for as long as needed. */
export function cadencePeriod(cadence: Cadence): Int16Array {
  const tone = sine(cadence.frequencyHz, cadence.onSeconds);
  softenEdges(tone);
  const period = new Int16Array(tone.length + Math.round(cadence.offSeconds * sampleRate));
  period.set(tone);
  return period;
}

function softenEdges(samples: Int16Array): void {
  const edge = Math.min(Math.round(edgeSeconds * sampleRate), samples.length >> 1);
  for (let n = 0; n < edge; n++) {
    const gain = (1 - Math.cos((Math.PI * n) / edge)) / 2;
    samples[n] = Math.round(samples[n]! * gain);
    samples[samples.length - 1 - n] = Math.round(samples[samples.length - 1 - n]! * gain);
  }
}
