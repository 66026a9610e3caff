/** What the form says about one setting: label, the line under the field, and the "?" panel. */
import type { GroupSettings } from "../domain/group/group.ts";

type KeysOf<T> = T extends unknown ? keyof T & string : never;
export type SettingKey = KeysOf<GroupSettings[keyof GroupSettings]>;

export interface SettingTexts {
  label: string;
  hint?: string;
  does: string;
  /** What 0 or empty means. */
  zero?: string;
  example?: string;
}
