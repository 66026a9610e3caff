/**
 * Change of sample rate by a windowed sinc: what lies above half the lower rate is taken out instead of being folded back into the
 * speech. The filter's phases repeat (44.1 kHz to 8 kHz has 80), so that they are computed once.
 */

/** Zero crossings of the sinc on each side: the stop band is 60 dB down. */
const zeroCrossings = 16;
/** Of half the lower rate: the rest is the filter's slope. */
const passband = 0.94;

/** `samples` at `from` Hz as samples at `to` Hz; both whole numbers. Values are not clipped. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const divisor = greatestCommonDivisor(from, to);
  const step = from / divisor;
  const phases = to / divisor;
  const filter = filterBank(phases, Math.max(1, from / to));
  const result = new Float32Array(Math.round((samples.length * to) / from));
  for (let n = 0; n < result.length; n++) {
    const position = n * step;
    const phase = position % phases;
    result[n] = convolve(samples, (position - phase) / phases, filter[phase]!);
  }
  return result;
}

/** The taps of one phase lie evenly around the sample at `centre`. */
function convolve(samples: Float32Array, centre: number, taps: Float32Array): number {
  const first = centre - taps.length / 2 + 1;
  const begin = Math.max(0, -first);
  const end = Math.min(taps.length, samples.length - first);
  let sum = 0;
  for (let i = begin; i < end; i++) sum += taps[i]! * samples[first + i]!;
  return sum;
}

/** One row of taps for each fraction of a sample; `stretch` is how much lower the target rate is. */
function filterBank(phases: number, stretch: number): Float32Array[] {
  const half = Math.ceil(zeroCrossings * stretch);
  return Array.from({ length: phases }, (_, phase) => {
    const taps = Float32Array.from({ length: 2 * half }, (_, i) => windowedSinc(i - half + 1 - phase / phases, half, stretch));
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return taps.map((tap) => tap / sum);
  });
}

/** `distance` in samples of the source. Blackman window. */
function windowedSinc(distance: number, half: number, stretch: number): number {
  const x = (Math.PI * distance * passband) / stretch;
  const angle = (Math.PI * distance) / half;
  const window = Math.abs(distance) > half ? 0 : 0.42 + 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
  return window * (Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
