import { serviceLevelPercent } from "@/components/live/figures.ts";
import type { GroupSummary } from "@/lib/client/groups.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";

export type GroupWithLive = GroupSummary & { live: LiveGroup | undefined };
export type Column = "name" | "number" | "state" | "waiting" | "longest" | "agents" | "level";

/** Name contains the words, or the number contains the digits. */
export function matchingGroups(groups: GroupWithLive[], wanted: string): GroupWithLive[] {
  const word = wanted.trim().toLocaleLowerCase("fi");
  if (!word) return groups;
  const digits = word.replace(/\D/g, "");
  return groups.filter((group) => group.name.toLocaleLowerCase("fi").includes(word) || (digits !== "" && group.number.includes(digits)));
}

/** What is not known goes last in both directions. */
const values: Record<Exclude<Column, "name">, (group: GroupWithLive) => number | string | null> = {
  number: (group) => group.number,
  state: (group) => (group.live ? Number(group.live.open) : null),
  waiting: (group) => group.live?.waiting ?? null,
  longest: (group) => (group.live?.longestSince ? -Date.parse(group.live.longestSince) : null),
  agents: (group) => group.live?.free ?? null,
  level: (group) => (group.live ? serviceLevelPercent(group.live) : null),
};

export function sortedGroups(
  groups: GroupWithLive[],
  column: Column,
  descending: boolean,
  byName: (a: string, b: string) => number,
): GroupWithLive[] {
  const direction = descending ? -1 : 1;
  return groups.toSorted((a, b) => {
    if (column === "name") return direction * byName(a.name, b.name);
    const [x, y] = [values[column](a), values[column](b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a.name, b.name);
    const order = typeof x === "string" ? byName(x, String(y)) : x - Number(y);
    return direction * order || byName(a.name, b.name);
  });
}
