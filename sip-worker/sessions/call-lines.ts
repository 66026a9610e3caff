/**
 * A call in the worker's log: when it arrived, was answered and ended, and on level debug each step between, all with its `callId`. The line
 * of its arrival has the Call-ID of its INVITE too, by which the lines of the SIP layers find it. Nobody's name, no whole number.
 */
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { CallArrival, CallWrite } from "../../lib/domain/call-record.ts";
import { type Log, type LogFields, maskNumber } from "../runtime/log.ts";

export function logCall(log: Log, write: CallWrite): void {
  const line = lineOf(write);
  if (line) log[line.level](line.message, line.fields);
}

interface Line {
  level: "info" | "debug";
  message: string;
  fields: LogFields & { callId: string };
}

function lineOf(write: CallWrite): Line | null {
  switch (write.kind) {
    case "arrival":
      return { level: "info", message: "call arrived", fields: arrivalFields(write.arrival) };
    case "progress": {
      const { callId, progress } = write;
      return progress.answeredAt ? { level: "info", message: "call answered", fields: { callId, userId: progress.answeredById } } : null;
    }
    case "event": {
      const { callId, kind: step, userId } = write.event;
      return { level: "debug", message: "call step", fields: { callId, step, userId } };
    }
    case "leg": {
      const { callId, kind, number } = write.leg;
      return { level: "debug", message: "charged leg", fields: { callId, kind, number: maskNumber(number) } };
    }
    case "end": {
      const { outcome, outcomeReason: reason, endedBy, waitSeconds, talkSeconds } = write.end;
      return { level: "info", message: "call ended", fields: { callId: write.callId, outcome, reason, endedBy, waitSeconds, talkSeconds } };
    }
    case "wrapUp":
      return { level: "debug", message: "wrap-up ended", fields: { callId: write.callId, seconds: write.wrapUpSeconds } };
    default:
      return assertNever(write);
  }
}

const arrivalFields = ({ id, sipCallId, organisationId, groupId, direction, callerNumber, dialledNumber }: CallArrival) => ({
  ...{ callId: id, sipCallId, organisationId, groupId, direction },
  ...{ caller: callerNumber && maskNumber(callerNumber), dialled: maskNumber(dialledNumber) },
});
