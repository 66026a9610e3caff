/** Saving a loop of overflows (A -> B -> A) is refused with the path shown (product.md, "Queue"). */
import type { Destination } from "./destination.ts";

export interface Overflowing {
  id: string;
  name: string;
  destinations: Destination[];
}

/** The names along the first loop that goes through `startId`, the start named at both ends, or null. */
export function findOverflowLoop(groups: Overflowing[], startId: string): string[] | null {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const seen = new Set<string>();
  const follow = (group: Overflowing, path: string[]): string[] | null => {
    for (const next of group.destinations) {
      if (next.kind !== "group") continue;
      const target = byId.get(next.groupId);
      if (!target) continue;
      if (target.id === startId) return [...path, target.name];
      if (seen.has(target.id)) continue;
      seen.add(target.id);
      const found = follow(target, [...path, target.name]);
      if (found) return found;
    }
    return null;
  };
  const start = byId.get(startId);
  return start ? follow(start, [start.name]) : null;
}
