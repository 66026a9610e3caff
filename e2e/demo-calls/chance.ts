/** How people differ: when they call, how long they talk, what they do. */

/** Between two events that do not know of each other (Poisson arrivals). */
export const exponential = (mean: number): number => -Math.log(1 - Math.random()) * mean;

/** Mostly shorter than the mean, now and then far longer, as talks are. */
export function logNormal(mean: number, spread = 0.6): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return Math.exp(Math.log(mean) - spread ** 2 / 2 + spread * normal);
}

export const happens = (probability: number): boolean => Math.random() < probability;

export const between = (from: number, to: number): number => from + Math.random() * (to - from);
