"use client";
/** The call that rings, goes on, or is being wrapped up; its facts and notes. */
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useNow } from "@/components/live/live-provider.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import { handledCallQuery } from "@/lib/client/desk.ts";
import type { LiveAgent, LiveCall, LiveSnapshot } from "@/lib/domain/live.ts";
import { CallbackResult } from "./callback-result.tsx";
import { NotesField } from "./notes-field.tsx";
import { WrapUpClock } from "./wrap-up-clock.tsx";

interface Props {
  me: LiveAgent | undefined;
  snapshot: LiveSnapshot | null;
}

export function CallCard({ me, snapshot }: Props) {
  const text = useText("agent");
  const status = me?.status;
  const call = status && "callId" in status ? snapshot?.calls[status.callId] : undefined;
  const recordId = status && "recordId" in status ? status.recordId : null;
  const groupName = (status && "groupId" in status && snapshot?.groups[status.groupId]?.name) || "";
  return (
    <section className="card" aria-labelledby="current-call">
      <h2 className="sr-only" id="current-call">
        {text("current")}
      </h2>
      {me && status && (status.kind === "ringing" || status.kind === "talking" || status.kind === "wrapUp") ? (
        <>
          <Stages me={me} call={call} />
          {status.kind === "wrapUp" && <WrapUpClock since={me.since} until={status.until} />}
          {call ? <LiveFacts call={call} groupName={groupName} /> : recordId && <HandledFacts key={recordId} recordId={recordId} />}
          {call?.kind === "callback" && <CallbackNote call={call} />}
          {recordId && <Notes recordId={recordId} />}
        </>
      ) : (
        <div className="card-body">
          <p className="strong">{text("noCall")}</p>
          <p className="muted">{text("noCallText")}</p>
        </div>
      )}
    </section>
  );
}

type Stage = "stageRinging" | "stageTalking" | "stageDialling" | "stageWrapUp";
const stages: { stage: Stage; icon: IconName }[] = [
  { stage: "stageRinging", icon: "bellRinging" },
  { stage: "stageTalking", icon: "handset" },
  { stage: "stageWrapUp", icon: "edit" },
];

function Stages({ me, call }: { me: LiveAgent; call: LiveCall | undefined }) {
  const text = useText("agent");
  const { duration } = useFormat();
  const now = useNow();
  const dialling = call?.status.kind === "dialling";
  const present = me.status.kind === "ringing" ? 0 : me.status.kind === "talking" ? 1 : 2;
  const since = me.status.kind === "talking" && call?.answeredAt ? call.answeredAt : me.since;
  return (
    <ol className="stages" aria-label={text("stages")}>
      {stages.map(({ stage, icon }, index) => (
        <Fragment key={stage}>
          {index > 0 && (
            <li aria-hidden="true">
              <Icon name="chevronRight" tone="separator" />
            </li>
          )}
          <li className={classes("state", index === present && "now")} aria-current={index === present ? "step" : undefined}>
            <Icon name={icon} tone={index === present ? "tone-info" : undefined} />
            {text(dialling && stage === "stageTalking" ? "stageDialling" : stage)}
            {index === present && index < 2 && <span className="tabular"> {duration((now - Date.parse(since)) / 1000)}</span>}
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

interface Facts {
  number: string | null;
  name: string | null;
  groupName: string;
  waitSeconds: number | null;
}

function LiveFacts({ call, groupName }: { call: LiveCall; groupName: string }) {
  const now = useNow();
  const waited = ((call.answeredAt ? Date.parse(call.answeredAt) : now) - Date.parse(call.queuedAt)) / 1000;
  return <FactList facts={{ number: call.callerNumber, name: call.callerName, groupName, waitSeconds: waited }} />;
}

function HandledFacts({ recordId }: { recordId: string }) {
  const { data } = useQuery(handledCallQuery(recordId));
  return data ? <FactList facts={data} /> : null;
}

/** Number and name came from outside: shown as text only. */
function FactList({ facts }: { facts: Facts }) {
  const text = useText("agent");
  const common = useText("common");
  const { duration, phoneNumber } = useFormat();
  const { number, name, groupName, waitSeconds } = facts;
  const rows: [string, ReactNode][] = [
    [text("caller"), number ? phoneNumber(number) : common("withheld")],
    ...(name && name !== number ? [[common("name"), name] as [string, ReactNode]] : []),
    [text("group"), groupName],
    [text("waited"), waitSeconds === null ? "–" : duration(waitSeconds)],
  ];
  return (
    <dl className="facts call-facts">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="break-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function CallbackNote({ call }: { call: LiveCall }) {
  const text = useText("agent");
  const { time } = useFormat();
  return (
    <div className="card-body">
      <p className="state state-wrap">
        <Icon name="callback" tone="tone-note" />
        <span className="break-anywhere">
          {text("callback", { time: time(call.arrivedAt) })} {call.metadata && text("metadata", { text: call.metadata })}
        </span>
      </p>
      {call.status.kind === "talking" && <CallbackResult callbackId={call.callId} />}
    </div>
  );
}

function Notes({ recordId }: { recordId: string }) {
  const { data } = useQuery(handledCallQuery(recordId));
  return (
    <div className="card-body">
      <NotesField key={recordId} callId={recordId} notes={data?.notes} />
    </div>
  );
}
