"use client";
/** Rows of a document's form by kind of value. */
import { type ReactNode, useState } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { describedBy, Field } from "@/components/ui/field.tsx";
import { Input, NumberInput, type Option, Segmented, Select, Switch } from "@/components/ui/inputs.tsx";
import type { DraftField } from "./use-draft.ts";

export interface RowProps<V> {
  field: DraftField<V>;
  label: string;
  hint?: ReactNode;
  /** Behind the "?": what it does, what 0 or empty means, an example. */
  explain?: string;
  disabled?: boolean;
}

type Aria = ReturnType<typeof describedBy>;

interface Whole<V> extends RowProps<V> {
  /** The value in words, for "changed, was …". */
  describe?: (value: V) => string;
  unit?: string;
  /** The control is a group of controls. */
  group?: boolean;
  children: (aria: Aria) => ReactNode;
}

export function Row<V>({ field, label, hint, explain, describe, unit, group, children }: Whole<V>) {
  const errorText = useErrorText();
  const [first] = field.problems;
  const error = first && errorText(first.message, { minimum: first.minimum, maximum: first.maximum }, unit);
  return (
    <Field
      id={field.id}
      label={label}
      explain={explain}
      hint={hint}
      error={error}
      was={field.changed && <Was field={field} describe={describe} />}
      group={group}
    >
      {children(describedBy(field.id, { hint, error }))}
    </Field>
  );
}

/** What is saved, when it differs; another's value can be taken with one click. */
function Was<V>({ field, describe }: { field: DraftField<V>; describe?: (value: V) => string }) {
  const common = useText("common");
  const saved = field.saved as V;
  const words = describe?.(saved) || (describe ? common("empty") : "");
  if (!field.theirs) return <>{words ? common("changedWas", { value: words }) : common("changed")}</>;
  return (
    <>
      {words ? common("othersValue", { value: words }) : common("othersChange")}{" "}
      <button type="button" className="link" onClick={() => field.change(saved)}>
        {common("takeOthers")}
      </button>
    </>
  );
}

export function TextRow({
  most,
  ...row
}: RowProps<string> & {
  most?: number;
  type?: "text" | "email" | "tel" | "password";
  autoComplete?: string;
  placeholder?: string;
  wide?: boolean;
}) {
  const { field, disabled, type = "text", autoComplete = "off", placeholder } = row;
  return (
    <Row {...row} describe={type === "password" ? undefined : (value) => value}>
      {(aria) => (
        <Input
          id={field.id}
          type={type}
          value={field.value}
          onChange={(event) => field.change(event.target.value)}
          disabled={disabled}
          autoComplete={autoComplete}
          placeholder={placeholder}
          maxLength={most}
          {...aria}
        />
      )}
    </Row>
  );
}

export function NumberRow({ unit, wide, ...row }: RowProps<number> & { unit?: string; wide?: boolean }) {
  const { field, disabled } = row;
  return (
    <Row {...row} unit={unit} describe={(value) => [value, unit].filter((part) => part !== undefined).join(" ")}>
      {(aria) => (
        <NumberInput
          id={field.id}
          value={field.value}
          onChange={field.change}
          unit={unit}
          wide={wide ?? (unit?.length ?? 0) > 6}
          disabled={disabled}
          {...aria}
        />
      )}
    </Row>
  );
}

export function SwitchRow(row: RowProps<boolean>) {
  const { field, disabled } = row;
  const common = useText("common");
  const words = (value: boolean) => common(value ? "on" : "off");
  return (
    <Row {...row} describe={words}>
      {(aria) => (
        <>
          <Switch
            id={field.id}
            checked={field.value}
            onChange={(event) => field.change(event.target.checked)}
            disabled={disabled}
            {...aria}
          />
          <span className="muted" aria-hidden="true">
            {words(field.value)}
          </span>
        </>
      )}
    </Row>
  );
}

/** Two to four short options. */
export function ChoiceRow<V extends string>({ options, ...row }: RowProps<V> & { options: Option<V>[] }) {
  const { field, disabled } = row;
  return (
    <Row {...row} group describe={(value) => options.find((option) => option.value === value)?.label ?? ""}>
      {() => (
        <Segmented labelledBy={`${field.id}-label`} value={field.value} onChange={field.change} options={options} disabled={disabled} />
      )}
    </Row>
  );
}

/** `beside`: what makes a new choice. */
export function SelectRow<V extends string>({ options, beside, ...row }: RowProps<V> & { options: Option<V>[]; beside?: ReactNode }) {
  const { field, disabled } = row;
  return (
    <Row {...row} describe={(value) => options.find((option) => option.value === value)?.label ?? ""}>
      {(aria) => (
        <>
          <Select
            id={field.id}
            className="select-fit"
            value={field.value}
            onChange={(event) => field.change(event.target.value as V)}
            disabled={disabled}
            {...aria}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
          {!disabled && beside}
        </>
      )}
    </Row>
  );
}

const wordsOf = (typed: string) => typed.split(/[\s,;]+/).filter(Boolean);

/** Several short values, each on a line of its own. */
export function LinesRow({ rows = 3, placeholder, ...row }: RowProps<string[]> & { rows?: number; placeholder?: string }) {
  const { field, disabled } = row;
  const [typed, setTyped] = useState(field.value.join("\n"));
  const kept = wordsOf(typed).join() === field.value.join() ? typed : field.value.join("\n");
  return (
    <Row {...row} describe={(value) => value.join(", ")}>
      {(aria) => (
        <textarea
          id={field.id}
          className="textarea"
          rows={rows}
          value={kept}
          placeholder={placeholder}
          onChange={(event) => {
            setTyped(event.target.value);
            field.change(wordsOf(event.target.value));
          }}
          disabled={disabled}
          spellCheck={false}
          {...aria}
        />
      )}
    </Row>
  );
}
