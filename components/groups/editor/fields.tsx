"use client";
/** Fields of a group's form by kind of value. A tab is a list of these. */
import type { ReactNode } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Input, NumberInput, type Option, Segmented, Select, Switch } from "@/components/ui/inputs.tsx";
import { keyOf, type SettingPath } from "@/lib/domain/group/changes.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { units } from "./describe.ts";
import { type PathOf, type SettingValue, useSetting } from "./use-setting.ts";

type Row = Pick<ReturnType<typeof useSetting<SettingPath>>, "id" | "key" | "texts" | "error" | "was">;

/** The row around a control. */
export function SettingField({ setting, hint, group, children }: { setting: Row; hint?: ReactNode; group?: boolean; children: ReactNode }) {
  return (
    <Field
      id={setting.id}
      label={setting.texts.label}
      help={setting.key}
      hint={hint ?? setting.texts.hint}
      error={setting.error}
      was={setting.was}
      group={group}
    >
      {children}
    </Field>
  );
}

function useUnit(path: SettingPath) {
  const text = useText("common");
  const unit = units[keyOf(path) as SettingKey];
  return { unit: unit && text(unit), seconds: unit === "seconds", minutes: unit === "minutes" };
}

/** Long seconds and minutes are said in larger units too. */
function useLongTime(path: SettingPath, value: number | null, hint: string | undefined) {
  const { durationInWords } = useFormat();
  const { seconds, minutes } = useUnit(path);
  if (value === null || !Number.isFinite(value)) return hint;
  const long = seconds && value >= 60 ? durationInWords(value) : minutes && value > 60 ? durationInWords(value * 60) : "";
  return [long && `${long}.`, hint].filter(Boolean).join(" ") || undefined;
}

export function NumberField({ path, aside }: { path: PathOf<number>; aside?: ReactNode }) {
  const setting = useSetting(path);
  const { unit } = useUnit(path);
  const value = setting.value as number;
  const hint = useLongTime(path, value, setting.texts.hint);
  return (
    <SettingField setting={setting} hint={hint}>
      <NumberInput
        id={setting.id}
        value={value}
        onChange={(next) => setting.change(next as SettingValue<typeof path>)}
        onBlur={setting.blur}
        unit={unit}
        wide={(unit?.length ?? 0) > 6}
        disabled={setting.disabled}
        {...setting.aria}
      />
      {aside}
    </SettingField>
  );
}

type OptionalPath = Extract<PathOf<null>, PathOf<number>>;

/** "No limit | At most" and a number. No limit is never shown as 0. */
export function OptionalNumberField({ path, first }: { path: OptionalPath; first: number }) {
  const setting = useSetting(path);
  const common = useText("common");
  const { unit } = useUnit(path);
  const value = setting.value as number | null;
  const hint = useLongTime(path, value, setting.texts.hint);
  const choose = (choice: "none" | "most") => setting.change((choice === "none" ? null : first) as SettingValue<typeof path>);
  return (
    <SettingField setting={setting} hint={hint} group={value === null}>
      <Segmented
        label={setting.texts.label}
        value={value === null ? "none" : "most"}
        onChange={choose}
        options={[
          { value: "none", label: common("noLimit") },
          { value: "most", label: common("atMost") },
        ]}
        disabled={setting.disabled}
      />
      {value !== null && (
        <NumberInput
          id={setting.id}
          value={value}
          onChange={(next) => setting.change(next as SettingValue<typeof path>)}
          onBlur={setting.blur}
          unit={unit}
          wide={(unit?.length ?? 0) > 6}
          disabled={setting.disabled}
          {...setting.aria}
        />
      )}
    </SettingField>
  );
}

export function SwitchField({ path }: { path: PathOf<boolean> }) {
  const setting = useSetting(path);
  const common = useText("common");
  const value = setting.value as boolean;
  return (
    <SettingField setting={setting}>
      <Switch
        id={setting.id}
        checked={value}
        onChange={(event) => setting.change(event.target.checked as SettingValue<typeof path>)}
        disabled={setting.disabled}
        {...setting.aria}
      />
      <span className="muted" aria-hidden="true">
        {common(value ? "on" : "off")}
      </span>
    </SettingField>
  );
}

type TextPath = "general.name" | "callback.callbackMetadata";

export function TextField({ path, most, count }: { path: TextPath; most: number; count?: boolean }) {
  const setting = useSetting(path);
  const text = useText("editor");
  const used = [...setting.value].length;
  const hint = [setting.texts.hint, count && text("characters", { used, most })].filter(Boolean).join(" ");
  return (
    <SettingField setting={setting} hint={hint}>
      <Input
        id={setting.id}
        value={setting.value}
        onChange={(event) => setting.change(event.target.value)}
        onBlur={setting.blur}
        disabled={setting.disabled}
        autoComplete="off"
        {...setting.aria}
      />
    </SettingField>
  );
}

/** One of a list of references or words. `none` = the words for null. */
export function SelectField({
  path,
  options,
  none,
}: {
  path: "general.billingAccountId" | "general.language" | "general.numberId";
  options: Option<string>[];
  none?: string;
}) {
  const setting = useSetting(path);
  return (
    <SettingField setting={setting}>
      <Select
        id={setting.id}
        className="select-fit"
        value={setting.value ?? ""}
        onChange={(event) => setting.change((event.target.value || null) as SettingValue<typeof path>)}
        onBlur={setting.blur}
        disabled={setting.disabled}
        {...setting.aria}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </SettingField>
  );
}

export function ChoiceField<P extends "general.presentedNumber" | "hours.manual">({
  path,
  options,
}: {
  path: P;
  options: Option<SettingValue<P> & string>[];
}) {
  const setting = useSetting(path);
  return (
    <SettingField setting={setting} group>
      <Segmented
        labelledBy={`${setting.id}-label`}
        value={setting.value as SettingValue<P> & string}
        onChange={(next) => setting.change(next)}
        options={options}
        disabled={setting.disabled}
      />
    </SettingField>
  );
}
