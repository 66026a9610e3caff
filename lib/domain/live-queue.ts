/**
 * Who waits in a group, in the order in which they are served. A live call tells only its own place, because when the first of five hundred is
 * served the position of every other changes, and nothing else of theirs: position and estimated wait are counted by whoever looks.
 */
import type { LiveCall, LivePlace, LiveSnapshot } from "./live.ts";

export interface QueuedCall {
  call: LiveCall;
  /** From 1; null while a callback's customer is being dialled: nobody waits for him any more. */
  position: number | null;
  /** Seconds from now until he is served; null: has no position, or not enough data. */
  estimateSeconds: number | null;
}

export function queueOf({ calls, groups }: Pick<LiveSnapshot, "calls" | "groups">, groupId: string): QueuedCall[] {
  const pace = groups[groupId]?.secondsPerPlace ?? null;
  let last = 0;
  return Object.values(calls)
    .filter((call) => call.groupId === groupId && call.status.kind !== "talking")
    .sort(byPlace)
    .map((call) => {
      const position = call.place ? ++last : null;
      return { call, position, estimateSeconds: position === null || pace === null ? null : inSteps(position * pace) };
    });
}

/** Seconds in steps of five: a figure that moved with every event would be read by nobody. */
export const inSteps = (seconds: number): number => Math.round(seconds / 5) * 5;

const beforeAll: LivePlace = { since: Number.NEGATIVE_INFINITY, sequence: 0 };

function byPlace(one: LiveCall, other: LiveCall): number {
  const [a, b] = [one.place ?? beforeAll, other.place ?? beforeAll];
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.sequence - b.sequence;
}
