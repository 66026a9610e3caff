"use client";
/** What happened to a call, step by step, with the reason of each step in words. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import type { CallWithEvents } from "@/lib/client/calls.ts";
import type { CallEventKind, CallEventRecord, RingResult } from "@/lib/domain/call.ts";
import { isCallback } from "./caller.ts";
import { useExplanation } from "./explanation.ts";

const looks: Record<CallEventKind, { icon: IconName; look?: string }> = {
  arrived: { icon: "arrive" },
  answeredByService: { icon: "check" },
  queued: { icon: "hourglass" },
  putFirst: { icon: "hourglass", look: "acc" },
  announcementStarted: { icon: "speak", look: "acc" },
  ringing: { icon: "bellRinging", look: "acc" },
  ringEnded: { icon: "missed" },
  answered: { icon: "handset", look: "ok" },
  overflowed: { icon: "branch", look: "warn" },
  transferred: { icon: "branch", look: "acc" },
  recordingStarted: { icon: "speak", look: "acc" },
  messageLeft: { icon: "speak", look: "ok" },
  ended: { icon: "square" },
  wrapUpEnded: { icon: "edit" },
};

const results = {
  answered: "ringAnswered",
  timeout: "ringTimeout",
  busy: "ringBusy",
  declined: "ringDeclined",
  unreachable: "ringUnreachable",
  failed: "ringFailed",
  callerLeft: "ringCallerLeft",
  answeredElsewhere: "ringAnsweredElsewhere",
  queueLeft: "ringQueueLeft",
} as const satisfies Record<RingResult, string>;

export function CallTimeline({ call }: { call: CallWithEvents }) {
  const text = useText("calls");
  if (call.events.length === 0) return <p className="card-body muted">{text("noEvents")}</p>;
  const began = Date.parse(call.arrivedAt);
  return (
    <ol className="journey">
      {call.events.map((event, index) => (
        <Step key={event.sequence} event={event} began={began} call={call} last={index === call.events.length - 1} />
      ))}
    </ol>
  );
}

interface StepProps {
  event: CallEventRecord;
  began: number;
  call: CallWithEvents;
  last: boolean;
}

function Step({ event, began, call, last }: StepProps) {
  const { duration, time } = useFormat();
  const title = useTitle(call)(event);
  const detail = useExplanation(call)(event);
  const { icon, look } = looks[event.kind] ?? { icon: "info" as const };
  return (
    <li className={classes("journey-step", last && "end")}>
      <span className="journey-time" title={time(event.at, true)}>
        {duration((Date.parse(event.at) - began) / 1000)}
      </span>
      <span className={classes("journey-node", look)}>
        <Icon name={icon} />
      </span>
      <div className="journey-text">
        <h3>{title}</h3>
        {detail && <p className="journey-detail">{detail}</p>}
      </div>
    </li>
  );
}

function useTitle(call: CallWithEvents) {
  const text = useText("calls");
  const { phoneNumber } = useFormat();
  const dialled = { number: phoneNumber(call.dialledNumber) };
  return ({ kind, userName, detail }: CallEventRecord): string => {
    const name = userName ?? text("unknownPerson");
    const announcement = detail.name ?? detail.announcement;
    switch (kind) {
      case "arrived":
        if (isCallback(call)) return text("callbackTo", dialled);
        return text(call.direction === "incoming" ? "eventArrived" : "eventDialled", dialled);
      case "answeredByService":
        return text("eventAnsweredByService");
      case "queued":
        return text("eventQueued");
      case "putFirst":
        return text("eventPutFirst", { name });
      case "announcementStarted":
        return typeof announcement === "string" ? text("eventAnnouncement", { name: announcement }) : text("eventAnnouncementUnnamed");
      case "ringing":
        return userName ? text("eventRinging", { name }) : text("eventRingingNumber", { number: phoneNumber(String(detail.number ?? "")) });
      case "ringEnded":
        return text("eventRingEnded", { name, result: text(results[detail.result as RingResult] ?? "ringFailed") });
      case "answered":
        return text(isCallback(call) ? "eventCustomerAnswered" : "eventAnswered", { name });
      case "overflowed":
        return text("eventOverflowed");
      case "transferred":
        return text("eventTransferred", { number: phoneNumber(String(detail.number ?? "")) });
      case "recordingStarted":
        return text("eventRecordingStarted");
      case "messageLeft":
        return text("eventMessageLeft", { seconds: String(detail.seconds ?? "") });
      case "wrapUpEnded":
        return text("eventWrapUpEnded", { name });
      default:
        return text("eventEnded");
    }
  };
}
