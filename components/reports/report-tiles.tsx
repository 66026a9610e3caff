"use client";
import type { ReactNode } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Explain } from "@/components/ui/help.tsx";
import { type CountedFigure, meanHandleSeconds, serviceLevel, share } from "@/lib/domain/report/figures.ts";
import type { Report } from "@/lib/domain/report/report.ts";
import { FigureLink } from "./figure-link.tsx";

export function ReportTiles({ report: { total, filter } }: { report: Report }) {
  const text = useText("reports");
  const { percent, duration } = useFormat();
  const target = useSignedIn().serviceLevelTargetPercent;
  const link = (figure: CountedFigure) => <FigureLink figure={figure} count={total[figure]} filter={filter} />;
  const time = (seconds: number | null) => (seconds === null ? "–" : duration(seconds));
  const rate = (value: number | null) => (value === null ? "–" : percent(value));
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
        <Tile name={text("offered")} what={text("whatOffered")} value={link("offered")}>
          {small(["closed", text("closed")], ["failed", text("failed")])}
        </Tile>
        <Tile name={text("answered")} what={text("whatAnswered")} value={link("answered")}>
          <small>{`${text("answerRate")} ${rate(share(total.answered, total.offered))}`}</small>
        </Tile>
        <Tile name={text("abandoned")} what={text("whatAbandoned")} value={link("abandoned")}>
          {small(["abandonedShort", text("abandonedShort")], ["abandonedLate", text("abandonedLate")])}
        </Tile>
        <Tile name={text("overflowed")} what={text("whatOverflowed")} value={link("overflowed")} />
        <Tile name={text("callbacksAsked")} what={text("whatCallbacks")} value={link("callbacksAsked")}>
          {small(
            ["callbacksReached", text("callbacksReached")],
            ["callbacksUnreached", text("callbacksUnreached")],
            ["callbacksCancelled", text("callbacksCancelled")],
            ["callbacksOpen", text("callbacksOpen")],
            ["callbackAttempts", text("callbackAttempts")],
          )}
        </Tile>
        <Tile name={text("serviceLevel")} what={text("whatServiceLevel")} value={rate(serviceLevel(total))}>
          <small>
            {text("target", { percent: percent(target) })} · {text("answeredInTarget")} {link("answeredInTarget")}
          </small>
        </Tile>
        <Tile name={text("meanWait")} what={text("whatMeanWait")} value={time(total.meanWaitSeconds)}>
          <small>{`${text("longestWait")} ${time(total.longestWaitSeconds)}`}</small>
        </Tile>
        <Tile name={text("wait90")} what={text("whatWait90")} value={time(total.wait90Seconds)} />
        <Tile name={text("handleTime")} what={text("whatHandleTime")} value={time(meanHandleSeconds(total))}>
          {small(["handled", text("handled")])}
        </Tile>
        <Tile name={text("estimateError")} what={text("whatEstimateError")} value={time(total.meanEstimateErrorSeconds)}>
          {small(["estimated", text("estimated")])}
        </Tile>
      </dl>
    </section>
  );
}

function Tile({ name, what, value, children }: { name: string; what: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="kpi">
      <dt>
        {name} <Explain label={name}>{what}</Explain>
      </dt>
      <dd>
        {value}
        {children}
      </dd>
    </div>
  );
}
