import { reportRequest } from "@/lib/domain/report/request.ts";
import { seeReports } from "@/lib/web/permissions.ts";
import { requestedReport } from "@/lib/web/requested-report.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeReports, query: reportRequest, handle: ({ actor, query }) => requestedReport(actor, query) });
