import "server-only";
import * as organisations from "../db/organisations.ts";
import * as reports from "../db/reports.ts";
import type { Actor } from "../domain/actor.ts";
import type { Report } from "../domain/report/report.ts";
import { type ReportRequest, requestedDays } from "../domain/report/request.ts";

export async function requestedReport(actor: Actor, request: ReportRequest): Promise<Report> {
  const timeZone = await organisations.timeZoneOf(actor.organisationId);
  return reports.report(actor, requestedDays(request, new Date(), timeZone), request.by, request.groupId);
}
