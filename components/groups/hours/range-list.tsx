"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { IconButton } from "@/components/ui/button.tsx";
import type { TimeRange } from "@/lib/domain/group/hours.ts";
import { TimeInput } from "./time-input.tsx";

const mostRanges = 8;
const newRange: TimeRange = { opens: 8 * 60, closes: 16 * 60 };

interface Props {
  /** Whose hours: for readers. */
  day: string;
  ranges: TimeRange[];
  onChange: (ranges: TimeRange[]) => void;
  disabled?: boolean;
}

export function RangeList({ day, ranges, onChange, disabled }: Props) {
  const text = useText("editor");
  const { clockTime } = useFormat();
  const change = (at: number, range: TimeRange) => onChange(ranges.map((old, index) => (index === at ? range : old)));
  const add = () => {
    const last = ranges.at(-1);
    const opens = last ? Math.min(last.closes + 60, 22 * 60) : newRange.opens;
    onChange([...ranges, last ? { opens, closes: Math.min(opens + 120, 1440) } : newRange]);
  };
  return (
    <div className="ranges">
      {ranges.length === 0 && <span className="muted">{text("closedDay")}</span>}
      {ranges.map((range, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a range has nothing else to be known by
        <span key={index} className="range">
          <TimeInput
            label={text("opens", { day })}
            value={range.opens}
            onChange={(opens) => change(index, { ...range, opens })}
            disabled={disabled}
          />
          <span aria-hidden="true">–</span>
          <TimeInput
            label={text("closes", { day })}
            value={range.closes}
            onChange={(closes) => change(index, { ...range, closes: closes === 0 ? 1440 : closes })}
            disabled={disabled}
          />
          {range.closes <= range.opens && <span className="small muted">{text("overMidnight")}</span>}
          {!disabled && (
            <IconButton
              small
              icon="close"
              label={text("removeRange", { day, range: `${clockTime(range.opens)}–${clockTime(range.closes)}` })}
              onClick={() => onChange(ranges.filter((_, other) => other !== index))}
            />
          )}
        </span>
      ))}
      {!disabled && ranges.length < mostRanges && <IconButton small icon="plus" label={text("addRange", { day })} onClick={add} />}
    </div>
  );
}
