/** Two people changed the same document, value by value. Nobody's work is lost: what both changed is mine, and named. */
import { same } from "../domain/group/changes.ts";

export interface MergedDraft<T> {
  merged: T;
  /** Both changed these, to different values. */
  conflicts: (keyof T & string)[];
}

export const changedKeys = <T extends object>(before: T, after: T): (keyof T & string)[] =>
  (Object.keys(after) as (keyof T & string)[]).filter((key) => !same(before[key], after[key]));

/** `base` is what both began from. */
export function mergeDraft<T extends object>(base: T, mine: T, theirs: T): MergedDraft<T> {
  const changed = new Set(changedKeys(base, mine));
  const merged = { ...mine };
  for (const key of changedKeys(base, theirs)) if (!changed.has(key)) merged[key] = theirs[key];
  return { merged, conflicts: changedKeys(base, theirs).filter((key) => changed.has(key) && !same(mine[key], theirs[key])) };
}
