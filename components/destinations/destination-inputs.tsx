"use client";
/** Where a call goes: the kind, then its target. */
import { NewAnnouncement } from "@/components/announcements/new-announcement.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Input, Select } from "@/components/ui/inputs.tsx";
import type { Destination } from "@/lib/domain/destination.ts";

type Kind = Destination["kind"];

/** What can be chosen. A menu or message box is offered when there is one. */
export interface DestinationChoices {
  groups: { id: string; name: string; number: string }[];
  users: { id: string; name: string; extension: string }[];
  announcements: { id: string; name: string }[];
  menus: { id: string; name: string }[];
  messageBoxes: { id: string; name: string }[];
}

const kinds = [
  ["group", "toGroup"],
  ["user", "toUser"],
  ["menu", "toMenu"],
  ["outsideNumber", "toOutsideNumber"],
  ["announcement", "toAnnouncement"],
  ["messageBox", "toMessageBox"],
  ["busy", "toBusy"],
  ["hangUp", "toHangUp"],
] as const;

export function emptyDestination(kind: Kind): Destination {
  switch (kind) {
    case "group":
      return { kind, groupId: "" };
    case "user":
      return { kind, userId: "" };
    case "menu":
      return { kind, menuId: "" };
    case "messageBox":
      return { kind, messageBoxId: "" };
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

export interface DestinationInputsProps {
  id: string;
  label: string;
  value: Destination;
  onChange: (value: Destination) => void;
  choices: DestinationChoices;
  disabled?: boolean;
  /** No label of a row belongs to it. */
  unlabelled?: boolean;
  aria: { "aria-describedby"?: string; "aria-invalid"?: boolean };
}

export function DestinationInputs({ id, label, value, onChange, choices, aria, disabled, unlabelled }: DestinationInputsProps) {
  const text = useText("editor");
  const offered = (kind: Kind) =>
    kind === value.kind || ((kind !== "menu" || choices.menus.length > 0) && (kind !== "messageBox" || choices.messageBoxes.length > 0));
  return (
    <div className="destination">
      <Select
        id={id}
        aria-label={unlabelled ? label : undefined}
        value={value.kind}
        onChange={(event) => onChange(emptyDestination(event.target.value as Kind))}
        disabled={disabled}
        {...aria}
      >
        {kinds
          .filter(([kind]) => offered(kind))
          .map(([kind, key]) => (
            <option key={kind} value={kind}>
              {text(key)}
            </option>
          ))}
      </Select>
      <Target label={label} value={value} onChange={onChange} choices={choices} disabled={disabled} aria={aria} />
    </div>
  );
}

function Target({ label, value, onChange, choices, disabled, aria }: Omit<DestinationInputsProps, "id" | "unlabelled">) {
  const text = useText("editor");
  const { phoneNumber } = useFormat();
  const choice = (
    key: "toGroup" | "toUser" | "toMenu" | "toAnnouncement" | "toMessageBox",
    chosen: string,
    items: { id: string; name: string }[],
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
      {items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
  switch (value.kind) {
    case "group": {
      const items = choices.groups.map(({ id, name, number }) => ({ id, name: `${name}, ${phoneNumber(number)}` }));
      return choice("toGroup", value.groupId, items, (groupId) => onChange({ kind: "group", groupId }));
    }
    case "user": {
      const items = choices.users.map(({ id, name, extension }) => ({ id, name: `${name}, ${extension}` }));
      return choice("toUser", value.userId, items, (userId) => onChange({ kind: "user", userId }));
    }
    case "menu":
      return choice("toMenu", value.menuId, choices.menus, (menuId) => onChange({ kind: "menu", menuId }));
    case "messageBox":
      return choice("toMessageBox", value.messageBoxId, choices.messageBoxes, (messageBoxId) =>
        onChange({ kind: "messageBox", messageBoxId }),
      );
    case "announcement":
      return (
        <>
          {choice("toAnnouncement", value.announcementId, choices.announcements, (announcementId) =>
            onChange({ kind: "announcement", announcementId }),
          )}
          {!disabled && <NewAnnouncement label={label} onMade={(announcementId) => onChange({ kind: "announcement", announcementId })} />}
        </>
      );
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
