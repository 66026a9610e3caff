"use client";
/** Offered calls by what became of them, one column a row of the table below. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { ReportFigures } from "@/lib/domain/report/figures.ts";
import { busiestAndQuietest, type ReportRow } from "@/lib/domain/report/report.ts";
import { type ChartDivision, perWords } from "@/lib/i18n/division-words.ts";
import { chart, heightOf, slotOf, ticks, xOf, yOf } from "./axis.ts";
import { ChartFrame, Legend } from "./chart-frame.tsx";
import { useRowName } from "./row-name.ts";
import { useShortName } from "./short-name.ts";

const layers = [
  { look: "viz-1", text: "answered", of: ({ answered }: ReportFigures) => answered },
  { look: "viz-2", text: "abandoned", of: ({ abandoned }: ReportFigures) => abandoned },
  { look: "viz-3", text: "overflowed", of: ({ overflowed }: ReportFigures) => overflowed },
  { look: "viz-4", text: "otherOutcomes", of: (all: ReportFigures) => all.callbackRequested + all.closed + all.failed },
] as const;

export function OutcomeChart({ rows, division }: { rows: ReportRow[]; division: ChartDivision }) {
  const text = useText("reports");
  const { number } = useFormat();
  const rowName = useRowName(division);
  const shortName = useShortName(division);
  const marks = ticks(Math.max(...rows.map(({ figures }) => figures.offered)));
  const highest = marks.at(-1)!;
  const title = text("chartOutcomes", { division: text(perWords[division]) });
  const extremes = busiestAndQuietest(rows);
  const description = extremes
    ? text("chartMost", {
        name: title,
        outcomes: layers.map((layer) => text(layer.text)).join(", "),
        most: rowName(extremes.busiest),
        count: extremes.busiest.figures.offered,
        least: rowName(extremes.quietest),
        fewest: extremes.quietest.figures.offered,
      })
    : text("chartPlain", { name: title });
  const width = Math.min(36, slotOf(rows.length) * 0.66);
  return (
    <ChartFrame
      title={title}
      description={description}
      legend={layers.map(({ look, text: words }) => (
        <Legend key={look} look={look}>
          {text(words)}
        </Legend>
      ))}
      marks={marks.map((value) => ({ value, words: number(value) }))}
      rows={rows}
      nameOf={shortName}
    >
      {rows.map(({ key, figures }, index) => (
        <g key={key}>
          {stacked(figures).map(({ look, below, value }) => (
            <rect
              key={look}
              className={look}
              x={xOf(index, rows.length) - width / 2}
              y={chart.bottom - heightOf(below + value, highest)}
              width={width}
              height={Math.max(0, heightOf(value, highest) - 0.8)}
            />
          ))}
          {rows.length <= 24 && figures.offered > 0 && (
            <text className="chart-value" x={xOf(index, rows.length)} y={yOf(figures.offered, highest) - 5} textAnchor="middle">
              {number(figures.offered)}
            </text>
          )}
        </g>
      ))}
    </ChartFrame>
  );
}

function stacked(figures: ReportFigures) {
  let below = 0;
  return layers.map(({ look, of }) => {
    const value = of(figures);
    below += value;
    return { look, value, below: below - value };
  });
}
