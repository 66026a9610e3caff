import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { ReportPage } from "@/components/reports/report-page.tsx";
import * as groups from "@/lib/db/groups.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { nameOfDays, readReportRequest } from "@/lib/domain/report/request.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeGroups, seeReports } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";
import { comparison, requestedReport } from "@/lib/web/requested-report.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("reports");
  return { title: text("title") };
}

const groupsOf = async (actor: Actor) => (seeGroups(actor) ? (await groups.list(actor)).map(({ id, name }) => ({ id, name })) : []);

export default async function Page({ searchParams }: PageProps<"/reports">) {
  const actor = allowed(await signedInActor(), seeReports);
  const request = readReportRequest(await searchParams);
  const report = await requestedReport(actor, request);
  const before = await comparison(actor, report);
  const period = nameOfDays(report.days, new Date(), report.timeZone);
  return (
    <PageTexts sections={await pageTexts("reports", "calls")}>
      <ReportPage report={report} before={before} request={request} period={period} groups={await groupsOf(actor)} />
    </PageTexts>
  );
}
