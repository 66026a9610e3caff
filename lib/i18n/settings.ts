/** What the form says about one setting. */
import type { GroupSettings } from "../domain/group/group.ts";

type KeysOf<T> = T extends unknown ? keyof T & string : never;
export type SettingKey = KeysOf<GroupSettings[keyof GroupSettings]>;

export interface SettingTexts {
  label: string;
  /** The line under the field. */
  hint?: string;
}

/** The "?" panel: loaded apart from the rest. */
export interface SettingHelp {
  does: string;
  /** What 0 or empty means. */
  zero?: string;
  example?: string;
}
