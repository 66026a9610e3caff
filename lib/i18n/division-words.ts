import type { Division } from "../domain/report/report.ts";

/** What a report is divided by: keys of the section "reports". */
export const divisionWords = {
  hour: "byHour",
  day: "byDay",
  week: "byWeek",
  group: "byGroup",
  agent: "byAgent",
  origin: "byOrigin",
  reason: "byReason",
} as const satisfies Record<Division, string>;
