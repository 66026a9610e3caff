"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { Division, ReportRow } from "@/lib/domain/report/report.ts";
import { weekOf } from "./row-name.ts";

/** As short as it can be said below a column: 9, 22.11., 47. */
export function useShortName(division: Division) {
  const text = useText("reports");
  const { time, date } = useFormat();
  return ({ key }: ReportRow): string => {
    if (division === "week") return text("week", { week: weekOf(key) });
    if (division === "day") return date(`${key}T12:00:00Z`).replace(/[./]?\d{4}$/, "");
    return key.includes("T") ? time(key).replace(/[.:]00$/, "") : key;
  };
}
