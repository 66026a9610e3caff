"use client";
/** Why a step of a call happened, in words. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { CallWithEvents } from "@/lib/client/calls.ts";
import type { CallEventRecord, CallOutcome, RingResult } from "@/lib/domain/call.ts";
import type { Destination } from "@/lib/domain/destination.ts";
import { isCallback } from "./caller.ts";
import { outcomes, useReason } from "./outcome.tsx";

const destinations = {
  group: "toGroup",
  user: "toUser",
  menu: "toMenu",
  outsideNumber: "toOutsideNumber",
  announcement: "toAnnouncement",
  messageBox: "toMessageBox",
  busy: "toBusy",
  hangUp: "toHangUp",
} as const satisfies Record<Destination["kind"], string>;

/** Why the ring of a member led on; what its result says already is not said twice. */
const ringReasons: Partial<Record<RingResult, "whyRingTimeout" | "whyRingBusy" | "whyRingUnreachable">> = {
  timeout: "whyRingTimeout",
  busy: "whyRingBusy",
  unreachable: "whyRingUnreachable",
};

const enders = { caller: "endedByCaller", member: "endedByMember", service: "endedByService" } as const;

/** As {@link useReason}; whom the service has called back is its customer, not its caller. */
export function useEndReason(call: CallWithEvents) {
  const text = useText("calls");
  const reason = useReason();
  return (code: unknown) => (code === "callerHungUp" && isCallback(call) ? text("reasonCustomerHungUp") : reason(code));
}

export function useExplanation(call: CallWithEvents) {
  const text = useText("calls");
  const states = useText("states");
  const editor = useText("editor");
  const reason = useReason();
  const endReason = useEndReason(call);
  const answer = useAnswerWords();
  const words = ({ kind, detail }: CallEventRecord): (string | null | undefined)[] => {
    switch (kind) {
      case "queued":
        return [text("whyQueued")];
      case "ringEnded": {
        const why = ringReasons[detail.result as RingResult];
        return [why && text(why)];
      }
      case "answered":
        return answer(detail);
      case "ended": {
        const outcome = outcomes[detail.outcome as CallOutcome];
        const ender = enders[detail.endedBy as keyof typeof enders];
        return [endReason(detail.reason) ?? (ender && text(ender)), outcome && text("outcomeIs", { outcome: states(outcome.text) })];
      }
      default: {
        const where = destinations[detail.destination as Destination["kind"]];
        return [reason(detail.reason), where && editor(where)];
      }
    }
  };
  return (event: CallEventRecord): string => words(event).filter(Boolean).join(". ");
}

function useAnswerWords() {
  const text = useText("calls");
  const { duration } = useFormat();
  return ({ waitSeconds, forecastErrorSeconds }: CallEventRecord["detail"]): string[] => [
    ...(typeof waitSeconds === "number" ? [text("detailAnswered", { waited: duration(waitSeconds) })] : []),
    ...(typeof forecastErrorSeconds === "number" ? [told(Math.round(forecastErrorSeconds))] : []),
  ];
  function told(error: number): string {
    if (error === 0) return text("detailToldRight");
    return text(error > 0 ? "detailToldTooShort" : "detailToldTooLong", { error: duration(Math.abs(error)) });
  }
}
