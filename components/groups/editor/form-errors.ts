import type { FieldErrors } from "react-hook-form";
import { type SettingPath, tabs } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import { type BrokenRule, brokenRule } from "./form-context.tsx";

/** Each setting with a broken rule, in the order of the tabs. */
export function brokenSettings(errors: FieldErrors<GroupSettings>): [SettingPath, BrokenRule][] {
  return tabs.flatMap((tab) =>
    Object.entries(errors[tab] ?? {}).flatMap(([key, error]): [SettingPath, BrokenRule][] => {
      const broken = brokenRule(error);
      return broken ? [[`${tab}.${key}` as SettingPath, broken]] : [];
    }),
  );
}
