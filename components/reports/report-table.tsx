"use client";
/** The figures behind the charts, row by row. */
import type { ReactNode } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { MissedResult } from "@/lib/domain/desk.ts";
import { type CountedFigure, meanHandleSeconds, type ReportFigures, serviceLevel } from "@/lib/domain/report/figures.ts";
import { busiestAndQuietest, countMisses, type Division, type Report, type ReportRow, withheldCaller } from "@/lib/domain/report/report.ts";
import { occupancy } from "@/lib/domain/report/worked-time.ts";
import { divisionWords } from "@/lib/i18n/division-words.ts";
import { missWords } from "@/lib/i18n/miss-words.ts";
import { CallsLink, FigureLink } from "./figure-link.tsx";
import { useRowName } from "./row-name.ts";

type Row = Omit<ReportRow, "key" | "name">;
interface Column {
  name: string;
  cell: (row: Row) => ReactNode;
}

export function ReportTable({ report }: { report: Report }) {
  const text = useText("reports");
  const columns = useColumns(report.division);
  const rowName = useRowName(report.division);
  const total = { figures: report.total, filter: report.filter };
  return (
    <>
      <section className="card card-after" aria-labelledby="report-table">
        <div className="table-wrap">
          <table className="data-table table-dense">
            <caption className="sr-only" id="report-table">
              {text("figuresBy", { division: text(divisionWords[report.division]) })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{text(divisionWords[report.division])}</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col" className="align-right">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.rows.map((row) => (
                <Line key={row.key} head={rowName(row)} row={row} columns={columns} longHead={report.division === "caller"} />
              ))}
            </tbody>
            <tfoot>
              <Line head={text("total")} row={total} columns={columns} />
            </tfoot>
          </table>
        </div>
      </section>
      <div className="table-foot">
        <Extremes report={report} />
        <Foot report={report} />
      </div>
    </>
  );
}

/** What is to be known of the table beside its figures. */
function Foot({ report: { division, rows, numbers = 0 } }: { report: Report }) {
  const text = useText("reports");
  const { number } = useFormat();
  const shown = rows.filter(({ key }) => key !== withheldCaller).length;
  switch (division) {
    case "agent":
      return <span>{text("whatMissed")}</span>;
    case "caller":
      return <span>{text(shown < numbers ? "footSomeCallers" : "footCallers", { shown: number(shown), numbers: number(numbers) })}</span>;
    case "reason":
      return null;
    default:
      return <span>{text("footServiceLevel")}</span>;
  }
}

function Line({ head, row, columns, longHead }: { head: string; row: Row; columns: Column[]; longHead?: boolean }) {
  return (
    <tr>
      <th scope="row" className={longHead ? "cell-caller" : "cell-figure"}>
        {head}
      </th>
      {columns.map(({ name, cell }) => (
        <td key={name} className="align-right">
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

function Extremes({ report }: { report: Report }) {
  const text = useText("reports");
  const rowName = useRowName(report.division);
  const extremes = ["hour", "day", "week"].includes(report.division) ? busiestAndQuietest(report.rows) : null;
  if (!extremes) return null;
  const { busiest, quietest } = extremes;
  const words = { when: rowName(busiest), count: busiest.figures.offered, quiet: rowName(quietest), fewest: quietest.figures.offered };
  return <span>{text("busiest", words)}</span>;
}

function useColumns(division: Division): Column[] {
  const text = useText("reports");
  const { duration, percent, date, time: clock } = useFormat();
  const counted = (figure: CountedFigure): Column => ({
    name: text(figure),
    cell: ({ figures, filter }) => <FigureLink figure={figure} count={figures[figure]} filter={filter} />,
  });
  const time = (name: string, of: (figures: ReportFigures) => number | null): Column => ({
    name,
    cell: ({ figures }) => length(of(figures)),
  });
  const length = (seconds: number | null | undefined) =>
    typeof seconds === "number" ? duration(seconds) : <span className="faint">–</span>;
  const handle = time(text("handleTime"), meanHandleSeconds);
  const waits = [time(text("mean"), ({ meanWaitSeconds }) => meanWaitSeconds), time(text("ninety"), ({ wait90Seconds }) => wait90Seconds)];
  if (division === "reason") return [counted("overflowed")];
  if (division === "caller") {
    return [
      ...(["offered", "answered", "abandoned", "overflowed", "callbacksAsked", "callbacksReached"] as const).map(counted),
      { name: text("longestWait"), cell: ({ caller }) => length(caller?.longestWaitSeconds) },
      {
        name: text("lastCall"),
        cell: ({ caller }) => (caller ? `${date(caller.lastCallAt)} ${clock(caller.lastCallAt)}` : <span className="faint">–</span>),
      },
    ];
  }
  if (division === "agent") {
    return [
      ...(["answered", "handled"] as const).map(counted),
      { name: text("missed"), cell: (row) => <Missed row={row} /> },
      handle,
      ...waits,
      { name: text("loggedIn"), cell: ({ workedSeconds }) => length(workedSeconds) },
      {
        name: text("occupancy"),
        cell: ({ figures, workedSeconds = null }) => {
          const busy = occupancy(figures.talkSeconds + figures.wrapUpSeconds, workedSeconds);
          return busy === null ? <span className="faint">–</span> : percent(busy);
        },
      },
    ];
  }
  const level: Column = { name: text("serviceLevel"), cell: ({ figures }) => <Level value={serviceLevel(figures)} /> };
  const outcomes = ["offered", "answered", "abandoned", "overflowed", "callbackRequested", "closed", "failed"] as const;
  return [...outcomes.map(counted), level, ...waits, handle];
}

function Missed({ row: { misses, filter } }: { row: Row }) {
  const text = useText("reports");
  const { number } = useFormat();
  const { userId, ...rest } = filter;
  if (!misses || !userId) return <span className="faint">–</span>;
  const reasons = Object.entries(misses).toSorted(([, a], [, b]) => b - a) as [MissedResult, number][];
  return (
    <>
      <CallsLink count={countMisses(misses)} filter={{ ...rest, missedBy: userId }} />
      {reasons.length > 0 && (
        <small className="cell-reasons">{reasons.map(([result, calls]) => `${text(missWords[result])} ${number(calls)}`).join(", ")}</small>
      )}
    </>
  );
}

function Level({ value }: { value: number | null }) {
  const text = useText("reports");
  const { percent } = useFormat();
  const target = useSignedIn().serviceLevelTargetPercent;
  if (value === null) return <span className="faint">–</span>;
  if (Math.round(value) >= target) return percent(value);
  return (
    <span className="level-low tone-warn">
      <Icon name="arrowDown" size="xs" />
      <span className="sr-only">{text("belowTarget")} </span>
      {percent(value)}
    </span>
  );
}
