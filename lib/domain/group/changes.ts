/** What differs between two versions of a group's settings, setting by setting; and how two people's changes come together. */
import type { GroupDocument, GroupSettings } from "./group.ts";

export type Tab = keyof GroupSettings;
type Keys<T extends Tab> = T extends Tab ? `${T}.${keyof GroupSettings[T] & string}` : never;
/** `queue.maxWaitSeconds` */
export type SettingPath = Keys<Tab>;

export const tabs = ["general", "queue", "members", "announcements", "callback", "hours"] as const satisfies Tab[];

export const settingsOf = ({ id: _id, version: _version, ...settings }: GroupDocument): GroupSettings => settings;

export const tabOf = (path: string): Tab => path.split(".")[0] as Tab;
export const keyOf = (path: SettingPath): string => path.split(".")[1] ?? "";

export function settingAt(settings: GroupSettings, path: SettingPath): unknown {
  return (settings[tabOf(path)] as Record<string, unknown>)[keyOf(path)];
}

/** A copy with one setting replaced. */
export function withSetting(settings: GroupSettings, path: SettingPath, value: unknown): GroupSettings {
  const tab = tabOf(path);
  return { ...settings, [tab]: { ...settings[tab], [keyOf(path)]: value } };
}

export function changedSettings(before: GroupSettings, after: GroupSettings): SettingPath[] {
  return tabs.flatMap((tab) =>
    Object.keys(before[tab])
      .map((key) => `${tab}.${key}` as SettingPath)
      .filter((path) => !sameSetting(path, before, after)),
  );
}

/** Lists that say nothing by their order: the database gives them back in one of its own. */
const unordered: ReadonlySet<SettingPath> = new Set(["members.members", "members.supervisors", "members.devices", "hours.exceptions"]);

function sameSetting(path: SettingPath, before: GroupSettings, after: GroupSettings): boolean {
  const [a, b] = [settingAt(before, path), settingAt(after, path)];
  return same(a, b) || (unordered.has(path) && same(sorted(a as unknown[]), sorted(b as unknown[])));
}

/** Keys of an object may stand in any order too. */
const sorted = (items: unknown[]): string[] =>
  items.map((item) => (typeof item === "string" ? item : JSON.stringify(Object.entries(item as object).sort()))).sort();

/** Deep equality of plain data; NaN equals NaN. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length || Array.isArray(a) !== Array.isArray(b)) return false;
  return keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

export interface Merge {
  /** Theirs where only they changed, mine everywhere else that I changed. */
  merged: GroupSettings;
  /** Both changed it, and to different values. */
  conflicts: SettingPath[];
  taken: SettingPath[];
}

/** Three-way: `base` is what both began from. Nobody's work is lost. */
export function mergeSettings(base: GroupSettings, mine: GroupSettings, theirs: GroupSettings): Merge {
  const myChanges = new Set(changedSettings(base, mine));
  const theirChanges = changedSettings(base, theirs);
  const conflicts = theirChanges.filter((path) => myChanges.has(path) && !sameSetting(path, mine, theirs));
  const taken = theirChanges.filter((path) => !myChanges.has(path));
  const merged = taken.reduce((settings, path) => withSetting(settings, path, settingAt(theirs, path)), mine);
  return { merged, conflicts, taken };
}
