"use client";
/** Where a call goes: the kind, then its target. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Input, Select } from "@/components/ui/inputs.tsx";
import type { Destination } from "@/lib/domain/destination.ts";
import { SettingField } from "./fields.tsx";
import { useGroupForm } from "./form-context.tsx";
import { useSetting } from "./use-setting.ts";

type Kind = Destination["kind"];

/** Menus and message boxes are offered when there are any. */
const kinds = [
  ["group", "toGroup"],
  ["user", "toUser"],
  ["outsideNumber", "toOutsideNumber"],
  ["announcement", "toAnnouncement"],
  ["busy", "toBusy"],
  ["hangUp", "toHangUp"],
] as const;

export function emptyDestination(kind: Kind): Destination {
  switch (kind) {
    case "group":
      return { kind, groupId: "" };
    case "user":
      return { kind, userId: "" };
    case "outsideNumber":
      return { kind, number: "" };
    case "announcement":
      return { kind, announcementId: "" };
    case "hangUp":
      return { kind };
    default:
      return { kind: "busy" };
  }
}

export function DestinationField({ path }: { path: "queue.noAgentsDestination" | "queue.overflowDestination" }) {
  const setting = useSetting(path);
  return (
    <SettingField setting={setting}>
      <DestinationInputs
        id={setting.id}
        label={setting.texts.label}
        value={setting.value}
        onChange={setting.change}
        aria={setting.aria}
        disabled={setting.disabled}
      />
    </SettingField>
  );
}

/** One of several destinations in a setting: a row of its own. */
export function DestinationRow(props: Omit<InputsProps, "aria"> & { error?: string; was?: string }) {
  const { id, label, error, was } = props;
  return (
    <Field id={id} label={label} error={error} was={was}>
      <DestinationInputs {...props} aria={{ "aria-describedby": error && `${id}-error`, "aria-invalid": error ? true : undefined }} />
    </Field>
  );
}

interface InputsProps {
  id: string;
  label: string;
  value: Destination;
  onChange: (value: Destination) => void;
  disabled?: boolean;
  aria: { "aria-describedby"?: string; "aria-invalid"?: boolean };
}

function DestinationInputs({ id, label, value, onChange, aria, disabled }: InputsProps) {
  const text = useText("editor");
  return (
    <div className="destination">
      <Select
        id={id}
        value={value.kind}
        onChange={(event) => onChange(emptyDestination(event.target.value as Kind))}
        disabled={disabled}
        {...aria}
      >
        {kinds.map(([kind, key]) => (
          <option key={kind} value={kind}>
            {text(key)}
          </option>
        ))}
      </Select>
      <Target label={label} value={value} onChange={onChange} disabled={disabled} aria={aria} />
    </div>
  );
}

type TargetProps = Omit<InputsProps, "id">;

function Target({ label, value, onChange, disabled, aria }: TargetProps) {
  const text = useText("editor");
  const { phoneNumber } = useFormat();
  const { directory, groupId } = useGroupForm();
  const choice = (
    key: "toGroup" | "toUser" | "toAnnouncement",
    chosen: string,
    items: [string, string][],
    change: (id: string) => void,
  ) => (
    <Select
      aria-label={`${label}: ${text(key)}`}
      value={chosen}
      onChange={(event) => change(event.target.value)}
      disabled={disabled}
      {...aria}
    >
      <option value="">{text("chooseTarget")}</option>
      {items.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
  switch (value.kind) {
    case "group": {
      const others = directory.groups.filter((group) => group.id !== groupId);
      const items = others.map((group): [string, string] => [group.id, `${group.name}, ${phoneNumber(group.number)}`]);
      return choice("toGroup", value.groupId, items, (id) => onChange({ kind: "group", groupId: id }));
    }
    case "user": {
      const items = directory.users.map((user): [string, string] => [user.id, `${user.name}, ${user.extension}`]);
      return choice("toUser", value.userId, items, (id) => onChange({ kind: "user", userId: id }));
    }
    case "announcement": {
      const items = directory.announcements.map((item): [string, string] => [item.id, item.name]);
      return choice("toAnnouncement", value.announcementId, items, (id) => onChange({ kind: "announcement", announcementId: id }));
    }
    case "outsideNumber":
      return (
        <Input
          type="tel"
          aria-label={`${label}: ${text("toOutsideNumber")}`}
          placeholder="045 123 4567"
          value={value.number}
          onChange={(event) => onChange({ kind: "outsideNumber", number: event.target.value })}
          disabled={disabled}
          {...aria}
        />
      );
    default:
      return null;
  }
}
