"use client";
/** What a row is of, in words. */
import { useReason } from "@/components/calls/outcome.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { type Division, type ReportRow, withheldCaller } from "@/lib/domain/report/report.ts";
import { asDialled } from "@/lib/i18n/format.ts";
import { useOriginName } from "./words.ts";

export function useRowName(division: Division) {
  const text = useText("reports");
  const { clockTime, time, date, weekdayAndDate, phoneNumber } = useFormat();
  const origin = useOriginName();
  const reason = useReason();
  /** Noon of Greenwich is that day wherever people live. */
  const noon = (key: string) => `${key}T12:00:00Z`;
  return ({ key, name }: Pick<ReportRow, "key" | "name">): string => {
    switch (division) {
      case "hour":
        return key.includes("T") ? time(key) : clockTime(Number(key) * 60);
      case "day":
        return weekdayAndDate(noon(key));
      case "week":
        return `${text("week", { week: weekOf(key) })}, ${date(noon(key))}`;
      case "caller":
        return key === withheldCaller ? text("originWithheld") : phoneNumber(asDialled(key));
      case "origin":
        return origin(key);
      case "reason":
        return reason(key) ?? key;
      default:
        return name ?? text("noGroup");
    }
  };
}

/** ISO 8601: the week that has the year's first Thursday is the first. */
export function weekOf(monday: string): number {
  const thursday = new Date(`${monday}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
}
