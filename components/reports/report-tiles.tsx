"use client";
import type { ReactNode } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useLanguage, useText } from "@/components/language/texts.tsx";
import { Explain } from "@/components/ui/help.tsx";
import { type Change, changeOf, changeOfShare } from "@/lib/domain/report/comparison.ts";
import { type CountedFigure, meanHandleSeconds, type ReportFigures, serviceLevel, share } from "@/lib/domain/report/figures.ts";
import type { Report } from "@/lib/domain/report/report.ts";
import { changeArrow, changeWords } from "@/lib/i18n/change-words.ts";
import { FigureLink } from "./figure-link.tsx";

interface Props {
  report: Report;
  /** What the figures are compared with. */
  before: ReportFigures | null;
}

export function ReportTiles({ report: { total, filter }, before }: Props) {
  const text = useText("reports");
  const { percent, duration } = useFormat();
  const target = useSignedIn().serviceLevelTargetPercent;
  const link = (figure: CountedFigure) => <FigureLink figure={figure} count={total[figure]} filter={filter} />;
  const time = (seconds: number | null) => (seconds === null ? "–" : duration(seconds));
  const rate = (value: number | null) => (value === null ? "–" : percent(value));
  const change = (of: (figures: ReportFigures) => number | null, compare: typeof changeOf = changeOf) => {
    const [now, was] = [of(total), before ? of(before) : null];
    return now === null || was === null ? null : compare(now, was);
  };
  const counted = (figure: CountedFigure) => change((figures) => figures[figure]);
  const small = (...parts: [CountedFigure, string][]) => (
    <small>
      {parts.map(([figure, words], index) => (
        <span key={figure}>
          {index > 0 && " · "}
          {words} {link(figure)}
        </span>
      ))}
    </small>
  );
  return (
    <section className="card" aria-label={text("summary")}>
      <dl className="kpis kpis-2 kpis-report">
        <Tile name={text("offered")} what={text("whatOffered")} value={link("offered")} change={counted("offered")}>
          {small(["closed", text("closed")], ["failed", text("failed")])}
        </Tile>
        <Tile name={text("answered")} what={text("whatAnswered")} value={link("answered")} change={counted("answered")}>
          <small>{`${text("answerRate")} ${rate(share(total.answered, total.offered))}`}</small>
        </Tile>
        <Tile name={text("abandoned")} what={text("whatAbandoned")} value={link("abandoned")} change={counted("abandoned")}>
          {small(["abandonedShort", text("abandonedShort")], ["abandonedLate", text("abandonedLate")])}
        </Tile>
        <Tile name={text("overflowed")} what={text("whatOverflowed")} value={link("overflowed")} change={counted("overflowed")} />
        <Tile name={text("callbacksAsked")} what={text("whatCallbacks")} value={link("callbacksAsked")} change={counted("callbacksAsked")}>
          {small(
            ["callbacksReached", text("callbacksReached")],
            ["callbacksUnreached", text("callbacksUnreached")],
            ["callbacksCancelled", text("callbacksCancelled")],
            ["callbacksOpen", text("callbacksOpen")],
            ["callbackAttempts", text("callbackAttempts")],
          )}
        </Tile>
        <Tile
          name={text("serviceLevel")}
          what={text("whatServiceLevel")}
          value={rate(serviceLevel(total))}
          change={change(serviceLevel, changeOfShare)}
          points
        >
          <small>
            {text("target", { percent: percent(target) })} · {text("answeredInTarget")} {link("answeredInTarget")}
          </small>
        </Tile>
        <Tile
          name={text("meanWait")}
          what={text("whatMeanWait")}
          value={time(total.meanWaitSeconds)}
          change={change(({ meanWaitSeconds }) => meanWaitSeconds)}
        >
          <small>{`${text("longestWait")} ${time(total.longestWaitSeconds)}`}</small>
        </Tile>
        <Tile
          name={text("wait90")}
          what={text("whatWait90")}
          value={time(total.wait90Seconds)}
          change={change(({ wait90Seconds }) => wait90Seconds)}
        />
        <Tile
          name={text("handleTime")}
          what={text("whatHandleTime")}
          value={time(meanHandleSeconds(total))}
          change={change(meanHandleSeconds)}
        >
          {small(["handled", text("handled")])}
        </Tile>
        <Tile name={text("estimateError")} what={text("whatEstimateError")} value={time(total.meanEstimateErrorSeconds)}>
          {small(["estimated", text("estimated")])}
        </Tile>
      </dl>
    </section>
  );
}

interface TileProps {
  name: string;
  what: string;
  value: ReactNode;
  change?: Change | null;
  /** The change is in percentage points. */
  points?: boolean;
  children?: ReactNode;
}

function Tile({ name, what, value, change, points, children }: TileProps) {
  const text = useText("reports");
  const language = useLanguage();
  return (
    <div className="kpi">
      <dt>
        {name} <Explain label={name}>{what}</Explain>
      </dt>
      <dd>
        {value}
        {change && (
          <small className="kpi-change">
            <span aria-hidden="true">{changeArrow[change.way]}</span> {changeWords(change, text, language, points)}
          </small>
        )}
        {children}
      </dd>
    </div>
  );
}
