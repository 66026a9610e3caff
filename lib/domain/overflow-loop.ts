/** Saving a loop of overflows (A -> B -> A) is refused with the path shown (product.md, "Queue"). */
import type { Destination } from "./destination.ts";

/** A group, or a menu with what it does when nobody presses a key. */
export interface Overflowing {
  id: string;
  name: string;
  destinations: Destination[];
}

/** The names along the shortest loop that goes through `startId`, the start named at both ends, or null. */
export function findOverflowLoop(groups: Overflowing[], startId: string): string[] | null {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const start = byId.get(startId);
  const cameFrom = new Map<Overflowing, Overflowing>();
  const reached = start ? [start] : [];
  for (const group of reached) {
    for (const destination of group.destinations) {
      const target = targetOf(destination, byId);
      if (!target || cameFrom.has(target)) continue;
      cameFrom.set(target, group);
      if (target === start) return namesAlong(cameFrom, start);
      reached.push(target);
    }
  }
  return null;
}

function targetOf(destination: Destination, byId: ReadonlyMap<string, Overflowing>): Overflowing | undefined {
  if (destination.kind === "group") return byId.get(destination.groupId);
  return destination.kind === "menu" ? byId.get(destination.menuId) : undefined;
}

function namesAlong(cameFrom: ReadonlyMap<Overflowing, Overflowing>, start: Overflowing): string[] {
  const names = [start.name];
  for (let group = cameFrom.get(start); group && group !== start; group = cameFrom.get(group)) names.push(group.name);
  return [...names, start.name].reverse();
}
