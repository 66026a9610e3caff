import { reportRequest } from "@/lib/domain/report/request.ts";
import { csvResponse } from "@/lib/web/csv.ts";
import { seeReports } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";
import { reportLines } from "@/lib/web/report-csv.ts";
import { requestedReport } from "@/lib/web/requested-report.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: seeReports,
  query: reportRequest,
  handle: async ({ actor, query }) => {
    const text = await serverText("reports");
    const report = await requestedReport(actor, query);
    return csvResponse(`${text("fileName")}-${report.days.from}-${report.days.to}.csv`, reportLines(report, text));
  },
});
