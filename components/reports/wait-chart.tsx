"use client";
/** How long answered callers waited: on average, and nine of ten. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { ReportFigures } from "@/lib/domain/report/figures.ts";
import type { ReportRow } from "@/lib/domain/report/report.ts";
import { type ChartDivision, perWords } from "@/lib/i18n/division-words.ts";
import { timeTicks, xOf, yOf } from "./axis.ts";
import { ChartFrame, Legend } from "./chart-frame.tsx";
import { useShortName } from "./short-name.ts";

const mean = ({ meanWaitSeconds }: ReportFigures) => meanWaitSeconds;
const ninety = ({ wait90Seconds }: ReportFigures) => wait90Seconds;

export function WaitChart({ rows, division }: { rows: ReportRow[]; division: ChartDivision }) {
  const text = useText("reports");
  const { duration } = useFormat();
  const shortName = useShortName(division);
  const marks = timeTicks(Math.max(1, ...rows.map(({ figures }) => Math.max(mean(figures) ?? 0, ninety(figures) ?? 0))));
  const highest = marks.at(-1)!;
  const title = text("chartWaits", { division: text(perWords[division]) });
  return (
    <ChartFrame
      title={title}
      description={text("chartPlain", { name: title })}
      legend={
        <>
          <Legend look="viz-1">{text("mean")}</Legend>
          <Legend look="viz-2">{text("ninety")}</Legend>
        </>
      }
      marks={marks.map((value) => ({ value, words: duration(value) }))}
      rows={rows}
      nameOf={shortName}
    >
      <Line rows={rows} of={ninety} highest={highest} look="viz-2" dashed />
      <Line rows={rows} of={mean} highest={highest} look="viz-1" />
    </ChartFrame>
  );
}

interface LineProps {
  rows: ReportRow[];
  of: (figures: ReportFigures) => number | null;
  highest: number;
  look: string;
  dashed?: boolean;
}

/** Nobody answered in a row: the line has a gap there. */
function Line({ rows, of, highest, look, dashed }: LineProps) {
  const points = rows.map(({ figures }, index) => {
    const value = of(figures);
    return value === null ? null : { x: xOf(index, rows.length), y: yOf(value, highest) };
  });
  const path = points
    .map((point, index) => (point ? `${points[index - 1] ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : ""))
    .join("");
  return (
    <g className={`chart-line ${look}`}>
      <path d={path} strokeDasharray={dashed ? "5 4" : undefined} />
      {points.map((point) => point && <circle key={point.x} cx={point.x} cy={point.y} r={dashed ? 2.5 : 3} />)}
    </g>
  );
}
