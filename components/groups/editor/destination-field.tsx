"use client";
/** A destination among a group's settings. */
import { useMemo } from "react";
import { type DestinationChoices, DestinationInputs, type DestinationInputsProps } from "@/components/destinations/destination-inputs.tsx";
import { Field } from "@/components/ui/field.tsx";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { SettingField } from "./fields.tsx";
import { useGroupForm } from "./form-context.tsx";
import { useSetting } from "./use-setting.ts";

/** Everything but the group itself. */
function useChoices(): DestinationChoices {
  const { directory, groupId } = useGroupForm();
  return useMemo(() => ({ ...directory, groups: directory.groups.filter((group) => group.id !== groupId) }), [directory, groupId]);
}

export function DestinationField({ path }: { path: "queue.noAgentsDestination" | "queue.overflowDestination" }) {
  const setting = useSetting(path);
  const choices = useChoices();
  return (
    <SettingField setting={setting}>
      <DestinationInputs
        id={setting.id}
        label={setting.texts.label}
        value={setting.value}
        onChange={setting.change}
        choices={choices}
        aria={setting.aria}
        disabled={setting.disabled}
      />
    </SettingField>
  );
}

/** One of several destinations in a setting: a row of its own. */
export function DestinationRow({
  help,
  ...props
}: Omit<DestinationInputsProps, "aria" | "choices"> & { help: SettingKey; error?: string; was?: string }) {
  const { id, label, error, was } = props;
  const choices = useChoices();
  const aria = { "aria-describedby": error && `${id}-error`, "aria-invalid": error ? true : undefined };
  return (
    <Field id={id} label={label} help={help} error={error} was={was}>
      <DestinationInputs {...props} choices={choices} aria={aria} />
    </Field>
  );
}
