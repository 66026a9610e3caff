/** Loudness: every prompt and every upload is brought to the same peak, so that nobody has to turn the phone's volume. */
import { sampleRate } from "./tones.ts";

/** Largest magnitude, of 32,767. */
export function peak(samples: Int16Array): number {
  return samples.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0);
}

/** Root of the mean square, of 32,767; 0 for no samples. */
export function rms(samples: Int16Array): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return samples.length === 0 ? 0 : Math.sqrt(energy / samples.length);
}

/** Below full scale; 0 dB = 32,767. */
export const amplitudeOfDb = (db: number): number => 32_767 * 10 ** (db / 20);

/** The same sound with its peak at `peakDb`. What is nearly silent stays so: noise is not made loud. */
export function normalise(samples: Int16Array, peakDb = -3): Int16Array {
  const loudest = peak(samples);
  if (loudest < amplitudeOfDb(-50)) return samples.slice();
  const gain = amplitudeOfDb(peakDb) / loudest;
  return samples.map((sample) => Math.round(sample * gain));
}

/** Without the silence at both ends: quieter than `thresholdDb` below the peak, in steps of 5 ms. */
export function trim(samples: Int16Array, thresholdDb = -38): Int16Array {
  const threshold = peak(samples) * 10 ** (thresholdDb / 20);
  const step = sampleRate / 200;
  const isLoud = (start: number) => peak(samples.subarray(start, start + step)) > threshold;
  let begin = 0;
  while (begin < samples.length && !isLoud(begin)) begin += step;
  let end = samples.length;
  while (end > begin && !isLoud(Math.max(0, end - step))) end -= step;
  return samples.slice(begin, Math.max(begin, end));
}
