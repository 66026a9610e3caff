"use client";
/** The organisation's own statuses: any number of names on three colours. */
import { Row } from "@/components/forms/rows.tsx";
import type { DraftField } from "@/components/forms/use-draft.ts";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { PresenceMark } from "@/components/presence/presence-mark.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input, Select } from "@/components/ui/inputs.tsx";
import type { PresenceStatus } from "@/lib/domain/organisation.ts";

const most = 12;
const colours = ["available", "away", "busy"] as const;

export function PresenceNamesRow({ field }: { field: DraftField<PresenceStatus[]> }) {
  const text = useText("organisation");
  const states = useText("states");
  const statuses = field.value;
  const whole = { ...field, problems: field.problems.filter(({ path }) => path === field.id) };
  const ordinary = () => colours.map((presence) => ({ presence, name: states(presence) }));
  const add = () => field.change([...(statuses.length ? statuses : ordinary()), { presence: "available", name: "" }]);
  return (
    <Row
      field={whole}
      label={text("presenceNames")}
      explain={text("presenceExplain")}
      hint={text(statuses.length ? "presenceNamesHint" : "presenceNone")}
      describe={(value) => value.map(({ name }) => name).join(", ")}
      group
    >
      {() => (
        <div className="options">
          {statuses.map((status, index) => (
            <Status
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that a status is known by
              key={index}
              number={index + 1}
              id={`${field.id}.${index}`}
              status={status}
              problem={field.problems.find(({ path }) => path.startsWith(`${field.id}.${index}.`))}
              onChange={(next) => field.change(statuses.with(index, next))}
              onRemove={() => field.change(statuses.toSpliced(index, 1))}
            />
          ))}
          {statuses.length < most && (
            <Button small icon="plus" onClick={add}>
              {text("presenceAdd")}
            </Button>
          )}
        </div>
      )}
    </Row>
  );
}

interface StatusProps {
  number: number;
  id: string;
  status: PresenceStatus;
  problem: DraftField<unknown>["problems"][number] | undefined;
  onChange: (status: PresenceStatus) => void;
  onRemove: () => void;
}

function Status({ number, id, status, problem, onChange, onRemove }: StatusProps) {
  const text = useText("organisation");
  const errorText = useErrorText();
  const aria = { "aria-describedby": problem && `${id}-error`, "aria-invalid": problem ? true : undefined };
  return (
    <div className="w-full">
      <div className="presence-status">
        <PresenceMark presence={status.presence} />
        <Select
          className="select-auto"
          aria-label={text("presenceColour", { number })}
          value={status.presence}
          onChange={(event) => onChange({ ...status, presence: event.target.value as PresenceStatus["presence"] })}
        >
          {colours.map((presence) => (
            <option key={presence} value={presence}>
              {text(`${presence}Colour`)}
            </option>
          ))}
        </Select>
        <Input
          id={`${id}.name`}
          aria-label={text("presenceName", { number })}
          value={status.name}
          onChange={(event) => onChange({ ...status, name: event.target.value })}
          {...aria}
        />
        <IconButton icon="trash" label={text("presenceRemove", { number })} onClick={onRemove} />
      </div>
      {problem && (
        <p className="error" id={`${id}-error`}>
          <Icon name="error" />
          <span>{errorText(problem.message, { minimum: problem.minimum, maximum: problem.maximum })}</span>
        </p>
      )}
    </div>
  );
}
