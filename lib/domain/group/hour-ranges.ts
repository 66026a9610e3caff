/** Ranges of one day, in minutes from midnight; one that ends before it starts goes over midnight. */
import type { TimeRange } from "./hours.ts";

export function rangesOverlap(ranges: readonly TimeRange[]): boolean {
  const ends = ranges.map(({ opens, closes }) => ({ opens, ends: closes > opens ? closes : closes + 1440 }));
  return ends.some((a, index) => ends.slice(index + 1).some((b) => a.opens < b.ends && b.opens < a.ends));
}
