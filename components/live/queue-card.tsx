"use client";
/** Who waits, since when, and why still. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import type { LiveCall, LiveGroup, LiveSnapshot, WaitReason } from "@/lib/domain/live.ts";
import { type QueuedCall, queueOf } from "@/lib/domain/live-queue.ts";
import { isLate } from "./alert-words.ts";
import { CallActions } from "./call-actions.tsx";

interface Props {
  groupId: string;
  snapshot: LiveSnapshot;
  now: number;
}

export function QueueCard({ groupId, snapshot, now }: Props) {
  const text = useText("live");
  const queue = queueOf(snapshot, groupId);
  return (
    <section className="card" aria-labelledby="live-queue">
      <div className="card-head">
        <h2 id="live-queue">{text("queue")}</h2>
        <span className="count">{queue.length}</span>
        <span className="grow" />
        <span className="small muted">{text("onLine", { count: queue.filter(({ call }) => call.kind === "live").length })}</span>
      </div>
      {queue.length === 0 ? (
        <p className="card-body muted">{text("queueEmpty")}</p>
      ) : (
        <QueueTable queue={queue} snapshot={snapshot} now={now} />
      )}
    </section>
  );
}

function QueueTable({ queue, snapshot, now }: { queue: QueuedCall[]; snapshot: LiveSnapshot; now: number }) {
  const text = useText("live");
  const common = useText("common");
  return (
    <div className="table-wrap">
      <table className="data-table queue table-queue">
        <caption className="sr-only">{text("queueTable")}</caption>
        <thead>
          <tr>
            <th scope="col" className="align-right">
              <span aria-hidden="true">#</span>
              <span className="sr-only">{text("position")}</span>
            </th>
            <th scope="col">{text("caller")}</th>
            <th scope="col">{text("waited")}</th>
            <th scope="col" className="align-right">
              {text("estimateShort")}
            </th>
            <th scope="col">{text("why")}</th>
            <th scope="col">
              <span className="sr-only">{common("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {queue.map((queued) => (
            <QueueRow key={queued.call.callId} queued={queued} snapshot={snapshot} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QueueRow({ queued, snapshot, now }: { queued: QueuedCall; snapshot: LiveSnapshot; now: number }) {
  const { call, position, estimateSeconds } = queued;
  const common = useText("common");
  const live = useText("live");
  const { phoneNumber, duration } = useFormat();
  return (
    <tr>
      <td className="align-right muted">{position}</td>
      <th scope="row" className="cell-caller">
        <span className="state state-wrap">
          {call.kind === "callback" && (
            <>
              <Icon name="callback" size="s" tone="tone-note" />
              <span className="sr-only">{live("callback")} </span>
            </>
          )}
          {call.callerNumber ? phoneNumber(call.callerNumber) : common("withheld")}
        </span>
        {call.callerName && call.callerName !== call.callerNumber && <span className="small muted"> {call.callerName}</span>}
      </th>
      <td>
        <WaitClock since={call.queuedAt} group={snapshot.groups[call.groupId]} now={now} />
      </td>
      <td className="align-right muted tabular estimate" data-l={live("estimateShort")}>
        {estimateSeconds === null ? "–" : duration(estimateSeconds)}
      </td>
      <td className="why">
        <Why call={call} snapshot={snapshot} now={now} />
      </td>
      <td className="cell-actions">
        <CallActions call={call} snapshot={snapshot} />
      </td>
    </tr>
  );
}

const barWidth = 56;
/** The whole length of the bar. */
const longestBarSeconds = 600;

function WaitClock({ since, group, now }: { since: string; group: LiveGroup | undefined; now: number }) {
  const { duration } = useFormat();
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000);
  return (
    <span className={classes("wait-clock", isLate(group, seconds) && "late")}>
      <span className="clock">{duration(seconds)}</span>
      <svg className="wait-bar" viewBox={`0 0 ${barWidth} 3`} aria-hidden="true">
        <rect className="wait-bar-ground" width={barWidth} height="3" rx="1.5" />
        <rect className="wait-bar-value" width={Math.min(1, seconds / longestBarSeconds) * barWidth} height="3" rx="1.5" />
      </svg>
    </span>
  );
}

const reasons = {
  noneLoggedIn: "whyNoneLoggedIn",
  nonePresent: "whyNonePresent",
  allBusy: "whyAllBusy",
  earlierCallers: "whyEarlierCallers",
  ringing: "whyOther",
  membersResting: "whyMembersResting",
  callbackClosed: "whyCallbackClosed",
} as const satisfies Record<Exclude<WaitReason, "callbackPause">, string>;

function Why({ call, snapshot, now }: { call: LiveCall; snapshot: LiveSnapshot; now: number }) {
  const text = useText("live");
  const { duration, time } = useFormat();
  const whyWaiting = () => {
    if (call.waitReason !== "callbackPause") return text(call.waitReason ? reasons[call.waitReason] : "whyOther");
    if (!call.attempts?.nextAt) return text("whyOther");
    const { made, nextAt } = call.attempts;
    return made === 0 ? text("whyCallbackNotDialled", { time: time(nextAt) }) : text("whyCallbackPause", { made, time: time(nextAt) });
  };
  if (call.status.kind === "ringing") {
    const agents = call.status.userIds.flatMap((id) => snapshot.agents[id] ?? []);
    const [first] = agents;
    const clock = first?.status.kind === "ringing" ? `, ${duration((now - Date.parse(first.since)) / 1000)}` : "";
    return (
      <span className="state state-wrap">
        <Icon name="bellRinging" tone="tone-info" />
        <span>
          <b>{text("whyRinging")}</b> {agents.map((agent) => agent.name).join(", ")}
          {clock}
        </span>
      </span>
    );
  }
  if (call.status.kind === "dialling") {
    return (
      <span className="state state-wrap">
        <Icon name="callback" tone="tone-info" />
        <span>
          <b>{text("whyDialling")}</b> {snapshot.agents[call.status.userId]?.name}
        </span>
      </span>
    );
  }
  return (
    <span className="state state-wrap">
      <Icon name="hourglass" tone="faint" />
      <span>{whyWaiting()}</span>
    </span>
  );
}
