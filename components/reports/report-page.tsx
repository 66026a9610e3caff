"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import type { PeriodName } from "@/lib/domain/report/period.ts";
import type { Report } from "@/lib/domain/report/report.ts";
import { type ReportRequest, requestQuery } from "@/lib/domain/report/request.ts";
import { isCharted } from "@/lib/i18n/division-words.ts";
import { OutcomeChart } from "./outcome-chart.tsx";
import { ReportTable } from "./report-table.tsx";
import { ReportTiles } from "./report-tiles.tsx";
import { ReportTools } from "./report-tools.tsx";
import { WaitChart } from "./wait-chart.tsx";

interface Props {
  report: Report;
  request: ReportRequest;
  /** The name of the report's days, if they have one. */
  period: PeriodName | null;
  groups: { id: string; name: string }[];
}

export function ReportPage({ report, request, period, groups }: Props) {
  const text = useText("reports");
  const { date } = useFormat();
  const { days, total, rows, division } = report;
  const shown = (day: string) => date(`${day}T12:00:00Z`);
  const group = groups.find(({ id }) => id === request.groupId)?.name ?? text("allGroups");
  const range = days.from === days.to ? shown(days.from) : `${shown(days.from)} – ${shown(days.to)}`;
  const empty = total.offered + total.handled + total.callbackAttempts === 0;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle", { group, days: range })}>
        <a className="button" href={`/api/v1/reports/csv?${requestQuery(request)}`} download>
          <Icon name="download" />
          {text("csv")}
        </a>
      </PageHead>
      <ReportTools request={request} days={days} period={period} groups={groups} />
      {empty ? (
        <Empty icon="reports" title={text("emptyTitle")} text={text("emptyText")} />
      ) : (
        <>
          <ReportTiles report={report} />
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
