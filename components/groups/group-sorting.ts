import { serviceLevelPercent } from "@/components/live/figures.ts";
import type { GroupSummary } from "@/lib/client/groups.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";

/** Side by side: each stays the same object while nothing of it changes. */
export interface GroupWithLive {
  group: GroupSummary;
  live: LiveGroup | undefined;
}
export type Column = "name" | "number" | "state" | "waiting" | "longest" | "agents" | "level";

/** Name contains the words, or the number contains the digits. */
export function matchingGroups(groups: GroupWithLive[], wanted: string): GroupWithLive[] {
  const word = wanted.trim().toLocaleLowerCase("fi");
  if (!word) return groups;
  const digits = word.replace(/\D/g, "");
  return groups.filter(
    ({ group: { name, number } }) => name.toLocaleLowerCase("fi").includes(word) || (digits !== "" && number.includes(digits)),
  );
}

/** What is not known goes last in both directions. */
const values: Record<Exclude<Column, "name">, (group: GroupWithLive) => number | string | null> = {
  number: ({ group }) => group.number,
  state: ({ live }) => (live ? Number(live.open) : null),
  waiting: ({ live }) => live?.waiting ?? null,
  longest: ({ live }) => (live?.longestSince ? -Date.parse(live.longestSince) : null),
  agents: ({ live }) => live?.free ?? null,
  level: ({ live }) => (live ? serviceLevelPercent(live) : null),
};

export function sortedGroups(
  groups: GroupWithLive[],
  column: Column,
  descending: boolean,
  byName: (a: string, b: string) => number,
): GroupWithLive[] {
  const direction = descending ? -1 : 1;
  return groups.toSorted((a, b) => {
    if (column === "name") return direction * byName(a.group.name, b.group.name);
    const [x, y] = [values[column](a), values[column](b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a.group.name, b.group.name);
    const order = typeof x === "string" ? byName(x, String(y)) : x - Number(y);
    return direction * order || byName(a.group.name, b.group.name);
  });
}
