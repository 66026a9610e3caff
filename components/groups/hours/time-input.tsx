"use client";
import { useState } from "react";
import { useFormat } from "@/components/language/texts.tsx";
import { minuteOf } from "@/lib/i18n/clock-input.ts";

interface Props {
  id?: string;
  /** For readers, where no label belongs to it. */
  label?: string;
  /** Minute of the day. */
  value: number;
  onChange: (minute: number) => void;
  disabled?: boolean;
}

/** Text, not the browser's time field: that one follows the browser's language, and writes AM and PM for some. */
export function TimeInput({ id, label, value, onChange, disabled }: Props) {
  const { clockTime } = useFormat();
  const shown = clockTime(value % 1440);
  const [typed, setTyped] = useState<string | null>(null);
  const broken = typed !== null && minuteOf(typed) === null;
  const change = (next: string) => {
    setTyped(next);
    const minute = minuteOf(next);
    if (minute !== null) onChange(minute);
  };
  return (
    <input
      id={id}
      className="input input-time"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={broken || undefined}
      value={typed ?? shown}
      disabled={disabled}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setTyped(null)}
    />
  );
}
