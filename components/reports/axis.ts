/** Where things stand in a chart of 560 x 248. */
export const chart = { width: 560, height: 248, left: 40, right: 556, top: 22, bottom: 224 } as const;

/** Round steps that reach the largest value, at most six of them. */
export function ticks(largest: number, steps: readonly number[] = [1, 2, 5]): number[] {
  if (largest <= 0) return [0, 1];
  for (let power = 1; ; power *= 10) {
    for (const step of steps) {
      if (largest <= step * power * 5) {
        const count = Math.ceil(largest / (step * power));
        return Array.from({ length: count + 1 }, (_, index) => index * step * power);
      }
    }
  }
}

/** Seconds: steps of clocks. */
export function timeTicks(largest: number): number[] {
  const step = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].find((one) => largest <= one * 5) ?? 3600 * Math.ceil(largest / 18_000);
  const count = Math.max(1, Math.ceil(largest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

export const heightOf = (value: number, highest: number): number => (value / highest) * (chart.bottom - chart.top);
export const yOf = (value: number, highest: number): number => chart.bottom - heightOf(value, highest);
export const slotOf = (count: number): number => (chart.right - chart.left) / count;
export const xOf = (index: number, count: number): number => chart.left + slotOf(count) * (index + 0.5);

/** Which columns have their name below: as many as there is room for. */
export const isNamed = (index: number, count: number): boolean => index % Math.ceil(count / 12) === 0;
