"use client";
import Link from "next/link";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { CallWithEvents } from "@/lib/client/calls.ts";
import { CallTimeline } from "./call-timeline.tsx";
import { useParties } from "./caller.ts";
import { useEndReason } from "./explanation.ts";
import { Outcome } from "./outcome.tsx";

export function CallDetails({ call }: { call: CallWithEvents }) {
  const text = useText("calls");
  const editor = useText("editor");
  const { weekdayAndDate, time } = useFormat();
  const parties = useParties()(call);
  return (
    <main id="main" className="page" tabIndex={-1}>
      <nav className="crumb" aria-label={editor("path")}>
        <Link href="/calls">{text("back")}</Link>
        <Icon name="chevronRight" size="xs" />
        <span className="break-anywhere">{parties}</span>
      </nav>
      <div className="editor-head">
        <div className="grow">
          <h1 className="break-anywhere">{parties}</h1>
          <div className="editor-meta">
            <Outcome outcome={call.outcome} />
            <span>{`${weekdayAndDate(call.arrivedAt)} ${time(call.arrivedAt, true)}`}</span>
          </div>
        </div>
      </div>
      <div className="columns-editor">
        <Card id="timeline" title={text("timeline")}>
          <CallTimeline call={call} />
        </Card>
        <aside className="stack" aria-label={text("details")}>
          <Facts call={call} />
          {call.notes && (
            <Card id="notes" title={text("notes")}>
              <p className="card-body notes-text break-anywhere">{call.notes}</p>
            </Card>
          )}
        </aside>
      </div>
    </main>
  );
}

function Facts({ call }: { call: CallWithEvents }) {
  const text = useText("calls");
  const { duration, phoneNumber } = useFormat();
  const reason = useEndReason(call)(call.outcomeReason);
  const facts: [string, string | null][] = [
    [text("group"), call.groupName],
    [text("dialled"), phoneNumber(call.dialledNumber)],
    [text("direction"), text(call.direction)],
    [text("waited"), call.waitSeconds === null ? null : duration(call.waitSeconds)],
    [text("talked"), call.talkSeconds === null ? null : duration(call.talkSeconds)],
    [text("wrapUp"), call.wrapUpSeconds === null ? null : duration(call.wrapUpSeconds)],
    [text("answeredBy"), call.answeredBy?.name ?? null],
    [text("reason"), reason],
  ];
  return (
    <Card id="details" title={text("details")}>
      <dl className="facts-right card-body">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt className="muted">{name}</dt>
                <dd className="strong tabular">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}
