/** Figures as a bench prints them. */
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";

/** `values` in any order; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const shown = (milliseconds: number) => (milliseconds < 10 ? milliseconds.toFixed(3) : milliseconds.toFixed(1));

export function printTimes(what: string, milliseconds: readonly number[]): void {
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => shown(percentile(milliseconds, share)));
  console.log(`${what.padEnd(44)} p50 ${p50} ms · p99 ${p99} ms · max ${max} ms · ${milliseconds.length} times`);
}

/** Other work on the machine stands in the figures too. */
export function printMachine(): void {
  const load = os.loadavg().map((average) => average.toFixed(1));
  console.log(`${os.cpus().length} cores · load average ${load.join(" ")} · node ${process.version}`);
}

/**
 * Prints, when called again, which part of the cores' time the host of a virtual machine has given to others since: above one per cent or so,
 * the slowest figures are theirs. Linux only (proc_stat(5), "steal").
 */
export function watchStolenTime(): () => void {
  const before = coreTimes();
  return () => {
    const after = coreTimes();
    if (!before || !after) return;
    const share = (after.stolen - before.stolen) / (after.all - before.all);
    console.log(`${(share * 100).toFixed(1)} % of the cores' time was taken by other machines`);
  };
}

function coreTimes(): { stolen: number; all: number } | null {
  if (!existsSync("/proc/stat")) return null;
  const times = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!.split(/\s+/).slice(1, 9).map(Number);
  return { stolen: times[7] ?? 0, all: times.reduce((all, each) => all + each, 0) };
}
