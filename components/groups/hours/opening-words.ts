"use client";
/** Opening hours in words: ranges, a week, a day that is not as usual, the rule that decides. */
import { useMemo } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { assertNever } from "@/lib/domain/assert-never.ts";
import type { HoursSettings, TimeRange } from "@/lib/domain/group/hours.ts";
import { type DecidingRule, type UnusualDay, weekRuns } from "@/lib/domain/opening-explained.ts";

const long = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const short = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const byHand = { open: "openByHand", closed: "closedByHand", emergency: "emergency" } as const;

export function useOpeningWords() {
  const text = useText("opening");
  const states = useText("states");
  const editor = useText("editor");
  const { clockTime, date } = useFormat();

  return useMemo(() => {
    const hours = (ranges: TimeRange[]) =>
      ranges.map(({ opens, closes }) => `${clockTime(opens)}–${clockTime(closes)}`).join(", ") || text("closedDay");
    const dayName = (weekday: number) => states(short[weekday] ?? "monday");
    /** "ma–pe 8.00–16.00", "la–su suljettu" */
    const week = (weekly: HoursSettings["weekly"]): string[] =>
      weekRuns(weekly).map(({ first, last, ranges }) => {
        const days = first === last ? dayName(first) : `${dayName(first)}–${dayName(last)}`;
        return `${days} ${hours(ranges)}`;
      });
    const dateOf = (day: string) => date(`${day}T12:00:00Z`);
    const nameOf = (day: UnusualDay) => (day.kind === "holiday" ? text(day.name) : day.name);
    const named = (day: UnusualDay) => [dateOf(day.date), nameOf(day)].filter(Boolean).join(", ");
    const hoursOn = (day: UnusualDay) => hours(day.kind === "holiday" ? [] : day.ranges);

    const rule = (deciding: DecidingRule): string => {
      switch (deciding.kind) {
        case "byHand":
          return text(byHand[deciding.state]);
        case "always":
          return text("byAlways");
        case "week":
          return text("byWeek", { day: editor(long[deciding.weekday] ?? "mon"), hours: hours(deciding.ranges) });
        case "exception":
          return text("byException", { day: named(deciding), hours: hoursOn(deciding) });
        case "holiday":
          return text("byHoliday", { day: named(deciding), hours: hoursOn(deciding) });
        default:
          return assertNever(deciding);
      }
    };
    return { week, rule, dayName, unusual: (day: UnusualDay) => `${named(day)}: ${hoursOn(day)}` };
  }, [text, states, editor, clockTime, date]);
}
