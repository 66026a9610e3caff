"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { hasCalls } from "@/lib/domain/report/comparison.ts";
import type { ReportFigures } from "@/lib/domain/report/figures.ts";
import type { Days, PeriodName } from "@/lib/domain/report/period.ts";
import type { Report } from "@/lib/domain/report/report.ts";
import type { ReportRequest } from "@/lib/domain/report/request.ts";
import { requestQuery } from "@/lib/domain/report/request-query.ts";
import { isCharted } from "@/lib/i18n/division-words.ts";
import { OutcomeChart } from "./outcome-chart.tsx";
import { ReportTable } from "./report-table.tsx";
import { ReportTiles } from "./report-tiles.tsx";
import { ReportTools } from "./report-tools.tsx";
import { WaitChart } from "./wait-chart.tsx";

interface Props {
  report: Report;
  before: { days: Days; total: ReportFigures } | null;
  request: ReportRequest;
  /** The name of the report's days, if they have one. */
  period: PeriodName | null;
  groups: { id: string; name: string }[];
}

export function ReportPage({ report, before, request, period, groups }: Props) {
  const text = useText("reports");
  const { date } = useFormat();
  const { days, total, rows, division } = report;
  const shown = (day: string) => date(`${day}T12:00:00Z`);
  const group = groups.find(({ id }) => id === request.groupId)?.name ?? text("allGroups");
  const range = ({ from, to }: Days) => (from === to ? shown(from) : `${shown(from)} – ${shown(to)}`);
  const compared = before && hasCalls(before.total) ? before : null;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle", { group, days: range(days) })}>
        <a className="button" href={`/api/v1/reports/csv?${requestQuery(request)}`} download>
          <Icon name="download" />
          {text("csv")}
        </a>
      </PageHead>
      <ReportTools request={request} days={days} period={period} groups={groups} />
      {!hasCalls(total) ? (
        <Empty icon="reports" title={text("emptyTitle")} text={text("emptyText")} />
      ) : (
        <>
          <ReportTiles report={report} before={compared?.total ?? null} />
          {before && (
            <p className="small muted report-compared">{text(compared ? "comparedWith" : "notCompared", { days: range(before.days) })}</p>
          )}
          {isCharted(division) && rows.length > 1 && (
            <div className="charts">
              <OutcomeChart rows={rows} division={division} />
              <WaitChart rows={rows} division={division} />
            </div>
          )}
          <ReportTable report={report} />
        </>
      )}
    </main>
  );
}
