/** What somebody asks of the reports: which days, of which group, divided by what. */
import * as z from "zod";
import { isLocalDate } from "./local-date.ts";
import { countDays, type Days, daysOf, longestDays, type PeriodName, periodNames } from "./period.ts";
import { divisions } from "./report.ts";

const date = z.string("errors.date").refine(isLocalDate, "errors.date").meta({ description: "YYYY-MM-DD, the organisation's day" });

const shape = {
  period: z.enum(periodNames, "errors.choice").optional().meta({ description: "In place of from and to" }),
  from: date.optional(),
  to: date.optional().meta({ description: "The last day of the report" }),
  by: z.enum(divisions, "errors.choice").default("hour"),
  groupId: z.union([z.uuid("errors.reference"), z.literal("deleted")]).optional(),
};

export const reportRequest = z
  .object(shape)
  .refine(({ from, to }) => !from || !to || from <= to, { error: "errors.periodOrder", path: ["to"] })
  .refine(({ from, to }) => !from || !to || countDays({ from, to }) <= longestDays, {
    error: "errors.periodTooLong",
    path: ["to"],
    params: { maximum: longestDays },
  });
export type ReportRequest = z.output<typeof reportRequest>;

/** A page's address, which may have been written by hand: what cannot be understood is as if it were not there. */
export function readReportRequest(values: Record<string, unknown>): ReportRequest {
  const understood = Object.entries(shape).flatMap(([name, rule]) => {
    const read = rule.safeParse(values[name] === "" ? undefined : values[name]);
    return read.success ? [[name, read.data] as const] : [];
  });
  const whole = reportRequest.safeParse(Object.fromEntries(understood));
  return whole.success ? whole.data : { by: "hour" };
}

/** Days of one's own go before a period by name; a single one is that day. Nothing asked: today. */
export function requestedDays({ period, from, to }: ReportRequest, now: Date, timeZone: string): Days {
  const first = from ?? to;
  if (first) return { from: first, to: to ?? first };
  return daysOf(period ?? "today", now, timeZone);
}

/** The name that the days have, if any. */
export const nameOfDays = (days: Days, now: Date, timeZone: string): PeriodName | null =>
  periodNames.find((name) => {
    const named = daysOf(name, now, timeZone);
    return named.from === days.from && named.to === days.to;
  }) ?? null;
