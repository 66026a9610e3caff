/**
 * A cell: the calls of one group that share a row of the report, added up as far as that can be done without knowing the group's target and
 * limit. Of any number of cells, whether made just now or kept from before (docs/decisions/0019), the figures are reckoned here.
 */
import { type CountedFigure, countedFigures, type ReportFigures } from "./figures.ts";

/** These follow from the waits, the group's target and its limit. */
const byThreshold = ["answeredInTarget", "abandonedShort", "abandonedLate"] as const satisfies CountedFigure[];
export type AddedFigure = Exclude<CountedFigure, (typeof byThreshold)[number]>;
export const addedFigures = countedFigures.filter((figure): figure is AddedFigure => !byThreshold.some((other) => other === figure));

export const addedSeconds = ["talkSeconds", "wrapUpSeconds", "estimateErrorSeconds"] as const;

export interface Cell extends Record<AddedFigure | (typeof addedSeconds)[number], number> {
  /** Null: no agent answered, the calls did not overflow. */
  key: string | null;
  /** Null: the group was deleted. */
  groupId: string | null;
  /** Packed: how long each call waited. */
  answeredWaits: Uint8Array;
  abandonedWaits: Uint8Array;
}

/** Of a group, seconds. */
export interface Thresholds {
  serviceLevelTargetSeconds: number;
  shortAbandonSeconds: number;
}

export const octetsPerWait = 3;
export const longestWaitKept = 2 ** (8 * octetsPerWait) - 1;

export function figuresOf(cells: readonly Cell[], thresholdsOf: (groupId: string | null) => Thresholds): ReportFigures {
  const sum = (of: (cell: Cell) => number) => cells.reduce((all, cell) => all + of(cell), 0);
  const added = Object.fromEntries(addedFigures.map((figure) => [figure, sum((cell) => cell[figure])])) as Record<AddedFigure, number>;
  const abandonedShort = sum((cell) => countWaits(cell.abandonedWaits, (wait) => wait < thresholdsOf(cell.groupId).shortAbandonSeconds));
  return {
    ...added,
    answeredInTarget: sum((cell) => countWaits(cell.answeredWaits, (wait) => wait <= thresholdsOf(cell.groupId).serviceLevelTargetSeconds)),
    abandonedShort,
    abandonedLate: added.abandoned - abandonedShort,
    ...waitFigures(cells.map((cell) => cell.answeredWaits)),
    talkSeconds: sum((cell) => cell.talkSeconds),
    wrapUpSeconds: sum((cell) => cell.wrapUpSeconds),
    meanEstimateErrorSeconds: added.estimated === 0 ? null : sum((cell) => cell.estimateErrorSeconds) / added.estimated,
  };
}

type WaitFigures = Pick<ReportFigures, "meanWaitSeconds" | "wait90Seconds" | "longestWaitSeconds">;

function waitFigures(packed: readonly Uint8Array[]): WaitFigures {
  let calls = 0;
  let seconds = 0;
  let longest = 0;
  const each = (use: (wait: number) => void) => {
    for (const waits of packed) eachWait(waits, use);
  };
  each((wait) => {
    calls++;
    seconds += wait;
    if (wait > longest) longest = wait;
  });
  if (calls === 0) return { meanWaitSeconds: null, wait90Seconds: null, longestWaitSeconds: null };
  const callsOfWait = new Uint32Array(longest + 1);
  each((wait) => callsOfWait[wait]!++);
  return { meanWaitSeconds: seconds / calls, wait90Seconds: reachedBy(0.9 * calls, callsOfWait), longestWaitSeconds: longest };
}

/** The first wait that so many calls waited at most. */
function reachedBy(calls: number, callsOfWait: Uint32Array): number {
  let upTo = 0;
  return callsOfWait.findIndex((ofWait) => {
    upTo += ofWait;
    return upTo >= calls;
  });
}

function countWaits(packed: Uint8Array, counts: (wait: number) => boolean): number {
  let count = 0;
  eachWait(packed, (wait) => {
    if (counts(wait)) count++;
  });
  return count;
}

function eachWait(packed: Uint8Array, use: (wait: number) => void): void {
  for (let at = 0; at < packed.length; at += octetsPerWait) use((packed[at]! << 16) | (packed[at + 1]! << 8) | packed[at + 2]!);
}
