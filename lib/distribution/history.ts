/**
 * What the distribution of one organisation was told and what it decided, as lines of JSON: the format and the seed, then a line an event. Replaying
 * them must give the same decisions, so "why did this call go there" is answered afterwards by stepping through the file.
 */
import { decide } from "./decide.ts";
import type { DistributionCommand, DistributionEvent } from "./events.ts";
import { emptyState, type Instant } from "./state.ts";
import { TraceHash } from "./trace-hash.ts";

interface HistoryStep {
  now: Instant;
  event: DistributionEvent;
  commands: DistributionCommand[];
}

export type Replayed =
  | { ok: true; steps: number; hash: string }
  /** The first line (from 1) that decides otherwise than it was recorded. */
  | { ok: false; line: number; recorded: string; decided: string };

/** Raised when an event has other fields than before: what older code recorded cannot be decided again. */
const format = 2;

export const historyBegin = (seed: number): string => JSON.stringify({ format, seed });

export const historyLine = (now: Instant, event: DistributionEvent, commands: readonly DistributionCommand[]): string =>
  JSON.stringify({ now, event, commands }, mapsAsPairs);

/** @throws SyntaxError when the history is of another format, or a line is not what `historyBegin` and `historyLine` write. */
export function replay(lines: readonly string[]): Replayed {
  const [begin = "", ...steps] = lines;
  const hash = new TraceHash();
  let state = emptyState(seedOf(begin));
  for (const [index, text] of steps.entries()) {
    const step = JSON.parse(text, pairsAsMaps) as HistoryStep;
    const decision = decide(state, step.event, step.now);
    state = decision.state;
    const [recorded, decided] = [JSON.stringify(step.commands), JSON.stringify(decision.commands)];
    if (recorded !== decided) return { ok: false, line: index + 2, recorded, decided };
    hash.add(decided);
  }
  return { ok: true, steps: steps.length, hash: hash.value };
}

function seedOf(begin: string): number {
  const first = JSON.parse(begin) as { format?: number; seed: number };
  if (first.format !== format) throw new SyntaxError(`a history of format ${first.format ?? 1}; this code replays format ${format}`);
  return first.seed;
}

const mapKey = "$map";
const mapsAsPairs = (_key: string, value: unknown) => (value instanceof Map ? { [mapKey]: [...value] } : value);
const pairsAsMaps = (_key: string, value: unknown) => (isPairs(value) ? new Map(value[mapKey]) : value);
const isPairs = (value: unknown): value is { [mapKey]: [unknown, unknown][] } =>
  typeof value === "object" && value !== null && mapKey in value;
