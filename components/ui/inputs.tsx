"use client";
/** The controls, all native: they bring keyboard, readers and phones along. */
import { type ComponentProps, type ReactNode, useEffect, useId, useState } from "react";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";

export const Input = ({ className, ...rest }: ComponentProps<"input">) => <input className={classes("input", className)} {...rest} />;

export const Select = ({ className, small, ...rest }: ComponentProps<"select"> & { small?: boolean }) => (
  <select className={classes("select", small && "select-s", className)} {...rest} />
);

/** A whole number with its unit inside the right end. What can't be read as one becomes NaN, which no rule accepts. */
export function NumberInput({
  value,
  onChange,
  unit,
  wide,
  id,
  ...rest
}: Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: number;
  onChange: (value: number) => void;
  unit?: string;
  wide?: boolean;
}) {
  const [typed, setTyped] = useState(() => written(value));
  useEffect(() => {
    setTyped((now) => (Object.is(read(now), value) ? now : written(value)));
  }, [value]);
  const change = (next: string) => {
    setTyped(next);
    onChange(read(next));
  };
  const described = [rest["aria-describedby"], unit && `${id}-unit`].filter(Boolean).join(" ");
  return (
    <span className={classes("unit", wide && "wide")}>
      <input
        inputMode="numeric"
        autoComplete="off"
        {...rest}
        id={id}
        value={typed}
        onChange={(event) => change(event.target.value)}
        aria-describedby={described || undefined}
      />
      {unit && <span id={`${id}-unit`}>{unit}</span>}
    </span>
  );
}

const written = (value: number) => (Number.isNaN(value) ? "" : String(value));
const read = (typed: string) =>
  /^\s*-?\d+([.,]\d+)?\s*$/.test(typed.replaceAll(" ", "")) ? Number(typed.replaceAll(" ", "").replace(",", ".")) : Number.NaN;

export function Switch({ label, ...rest }: { label?: ReactNode } & ComponentProps<"input">) {
  return (
    <label className="switch">
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state itself */}
      <input type="checkbox" role="switch" {...rest} />
      <i />
      {label && <span>{label}</span>}
    </label>
  );
}

export function Checkbox({ label, ...rest }: { label: ReactNode } & ComponentProps<"input">) {
  return (
    <label className="checkbox">
      <input type="checkbox" {...rest} />
      {label}
    </label>
  );
}

export interface Option<V extends string> {
  value: V;
  label: string;
  count?: number;
}

/** Two to four short options. */
export function Segmented<V extends string>({
  label,
  labelledBy,
  options,
  value,
  onChange,
  disabled,
}: {
  label?: string;
  labelledBy?: string;
  options: Option<V>[];
  value: V;
  onChange: (value: V) => void;
  disabled?: boolean;
}) {
  const name = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={label} aria-labelledby={labelledBy}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} disabled={disabled} />
          <span>
            {option.label}
            {option.count !== undefined && <em className="segmented-count">{option.count}</em>}
          </span>
        </label>
      ))}
    </div>
  );
}

export function SearchInput({ label, className, children, ...rest }: { label: string; children?: ReactNode } & ComponentProps<"input">) {
  return (
    <div className={classes("search", className)}>
      <Icon name="search" />
      <input className="input" type="search" aria-label={label} autoComplete="off" {...rest} />
      {children}
    </div>
  );
}
