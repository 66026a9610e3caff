import type { Division } from "../domain/report/report.ts";

/** What a report is divided by: keys of the section "reports". */
export const divisionWords = {
  hour: "byHour",
  day: "byDay",
  week: "byWeek",
  group: "byGroup",
  agent: "byAgent",
  caller: "byCaller",
  origin: "byOrigin",
  reason: "byReason",
} as const satisfies Record<Division, string>;

/** Those that a chart is drawn of. */
export const perWords = { hour: "perHour", day: "perDay", week: "perWeek" } as const satisfies Partial<Record<Division, string>>;
export type ChartDivision = keyof typeof perWords;
export const isCharted = (division: Division): division is ChartDivision => division in perWords;
