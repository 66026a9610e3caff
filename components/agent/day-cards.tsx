"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { MissedCall, MissedResult, OwnDay } from "@/lib/domain/desk.ts";

export function FiguresCard({ figures }: { figures: OwnDay }) {
  const text = useText("agent");
  const { duration } = useFormat();
  const rows: [string, string | number][] = [
    [text("answered"), figures.answered],
    [text("missed"), figures.missed],
    [text("talk"), duration(figures.talkSeconds)],
    [text("wrapUp"), duration(figures.wrapUpSeconds)],
  ];
  return (
    <Card id="own-today" title={text("today")}>
      <dl className="kpis">
        {rows.map(([label, value]) => (
          <div key={label} className="kpi">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const reasons = {
  timeout: "missedTimeout",
  busy: "missedBusy",
  declined: "missedDeclined",
  unreachable: "missedUnreachable",
  failed: "missedFailed",
  callerLeft: "missedCallerLeft",
  queueLeft: "missedQueueLeft",
} as const satisfies Record<MissedResult, string>;

export function MissedCard({ missed }: { missed: MissedCall[] }) {
  const text = useText("agent");
  const common = useText("common");
  const { phoneNumber, time } = useFormat();
  return (
    <Card id="missed" title={text("missedCalls")} aside={<span className="count">{missed.length}</span>}>
      {missed.length === 0 && <p className="card-body muted">{text("noneMissed")}</p>}
      <ul>
        {missed.map((call) => (
          <li key={call.callId} className="list-row">
            <Icon name="missed" tone="tone-bad" />
            <div className="grow">
              <b className="strong tabular">{call.callerNumber ? phoneNumber(call.callerNumber) : common("withheld")}</b>
              <p className="small muted">
                {text(reasons[call.result])}
                {call.times > 1 && `, ${text("times", { count: call.times })}`}. {call.groupName}
              </p>
            </div>
            <span className="small muted tabular">{time(call.at)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
