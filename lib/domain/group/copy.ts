/** A copy of a group: every setting, but what can be only one group's, or only of this moment. */
import type { GroupDocument, GroupSettings } from "./group.ts";

/** Without a number: that is chosen. Closed or opened by hand is a matter of the group that it was done to. */
export function copyOfGroup({ id: _id, version: _version, ...settings }: GroupDocument, name: string): GroupSettings {
  return {
    ...settings,
    general: { ...settings.general, name, numberId: "" },
    hours: { ...settings.hours, manual: "automatic" },
  };
}

const mostCharacters = 80;

/** The first name that no group has: `words(1)` is added to the original's, which gives way when both are too long. */
export function copyName(original: string, taken: readonly string[], words: (n: number) => string): string {
  for (let n = 1; ; n++) {
    const suffix = ` ${words(n)}`;
    const name = [...original].slice(0, mostCharacters - [...suffix].length).join("") + suffix;
    if (!taken.includes(name)) return name;
  }
}
