import "server-only";
import * as organisations from "../db/organisations.ts";
import * as reports from "../db/reports.ts";
import type { Actor } from "../domain/actor.ts";
import { daysBefore } from "../domain/report/comparison.ts";
import type { ReportFigures } from "../domain/report/figures.ts";
import { localDate } from "../domain/report/local-date.ts";
import type { Days } from "../domain/report/period.ts";
import type { Report } from "../domain/report/report.ts";
import { type ReportRequest, requestedDays } from "../domain/report/request.ts";

export interface Comparison {
  days: Days;
  total: ReportFigures;
}

/** What the report's days are compared with; null: they are not over. */
export async function comparison(actor: Actor, { days, timeZone, filter }: Report): Promise<Comparison | null> {
  const before = daysBefore(days, localDate(new Date(), timeZone));
  return before && { days: before, total: (await reports.report(actor, before, "group", filter.groupId)).total };
}

export async function requestedReport(actor: Actor, request: ReportRequest): Promise<Report> {
  const timeZone = await organisations.timeZoneOf(actor.organisationId);
  return reports.report(actor, requestedDays(request, new Date(), timeZone), request.by, request.groupId);
}
