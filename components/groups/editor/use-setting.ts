"use client";
/** One setting of the form: its value, texts, error and what it was. */
import { useController } from "react-hook-form";
import { useErrorText, useSettingTexts, useText } from "@/components/language/texts.tsx";
import { describedBy } from "@/components/ui/field.tsx";
import { keyOf, type SettingPath, same, settingAt } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { units, useDescribe } from "./describe.ts";
import { brokenRule, useGroupForm } from "./form-context.tsx";

export type SettingValue<P extends SettingPath> = P extends `${infer T}.${infer K}`
  ? T extends keyof GroupSettings
    ? K extends keyof GroupSettings[T]
      ? GroupSettings[T][K]
      : never
    : never
  : never;

/** Paths whose value may be V. */
export type PathOf<V> = { [P in SettingPath]: V extends SettingValue<P> ? P : never }[SettingPath];

export function useSetting<P extends SettingPath>(path: P) {
  const { form, saved, directory, readOnly } = useGroupForm();
  const common = useText("common");
  const errorText = useErrorText();
  const describe = useDescribe(directory);
  const { field, fieldState } = useController({ control: form.control, name: path });
  const key = keyOf(path) as SettingKey;
  const texts = useSettingTexts()(key);
  const value = field.value as SettingValue<P>;
  const broken = brokenRule(fieldState.error);
  const unit = units[key];
  const error = broken ? errorText(broken.message, broken.bounds, unit && common(unit)) : undefined;
  const before = saved && settingAt(saved, path);
  const changed = saved !== null && !same(before, value);
  const words = changed ? describe(key, before) : "";
  // Six members in another order are still "6 members": then only the fact is told.
  const told = words !== "…" && words !== describe(key, value);
  const changedWords = told ? common("changedWas", { value: words }) : common("changed");
  return {
    id: path as string,
    key,
    texts,
    value,
    error,
    was: changed ? changedWords : undefined,
    change: (next: SettingValue<P>) => field.onChange(next),
    disabled: readOnly,
    blur: field.onBlur,
    aria: describedBy(path, { hint: texts.hint, error }),
  };
}
