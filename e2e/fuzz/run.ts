/**
 * `npm run fuzz -- NAME --seconds N --seed S`: mutants of known inputs through one parser. An exception, or more than 50 ms for one input
 * of at most 64 KB, is a finding: it is kept in `e2e/.work` and the exit code is 1.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chance, mutant } from "./mutate.ts";
import { type Target, targets } from "./targets.ts";

const slowMs = 50;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
});
const names = positionals.length ? positionals : Object.keys(targets);
const unknown = names.find((name) => !(name in targets));
const seconds = Number(values.seconds);
const seed = Number(values.seed);
if (unknown !== undefined || !(seconds > 0) || !Number.isInteger(seed)) {
  console.error(`Usage: npm run fuzz -- [${Object.keys(targets).join("|")}] --seconds N --seed S`);
  process.exit(2);
}
const findings = names.reduce((sum, name) => sum + fuzz(name, targets[name]!), 0);
process.exit(findings > 0 ? 1 : 0);

function fuzz(name: string, target: Target): number {
  const random = chance(seed);
  const end = performance.now() + seconds * 1000;
  let runs = 0;
  let longestMs = 0;
  while (performance.now() < end) {
    const data = mutant(target.seeds, random);
    const begin = performance.now();
    const fault = tryOnce(target, data);
    const took = performance.now() - begin;
    runs++;
    longestMs = Math.max(longestMs, took);
    // The best of five tells a slow input from a machine that was busy.
    const slow = took > slowMs && Math.min(...[1, 2, 3, 4, 5].map(() => timed(target, data))) > slowMs;
    if (fault || slow) return report(name, runs, data, fault ?? `${took.toFixed(0)} ms for ${data.length} bytes`);
  }
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${name}: ${runs} inputs in ${seconds} s, longest ${longestMs.toFixed(1)} ms, no findings (seed ${seed}, load ${load})`);
  return 0;
}

function tryOnce(target: Target, data: Uint8Array): string | null {
  try {
    target.run(data);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function timed(target: Target, data: Uint8Array): number {
  const begin = performance.now();
  tryOnce(target, data);
  return performance.now() - begin;
}

function report(name: string, runs: number, data: Uint8Array, fault: string): number {
  mkdirSync("e2e/.work", { recursive: true });
  const file = `e2e/.work/fuzz-${name}.bin`;
  writeFileSync(file, data);
  console.error(`${name}: input ${runs} of seed ${seed} (kept as ${file}): ${fault}`);
  return 1;
}
