"use client";
import { useText } from "@/components/language/texts.tsx";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { CallOutcome, CallReason } from "@/lib/domain/call.ts";

export const outcomes = {
  answered: { tone: "ok", icon: "handset", text: "answered" },
  abandoned: { tone: "bad", icon: "missed", text: "abandoned" },
  overflowed: { tone: "warn", icon: "branch", text: "overflowed" },
  closed: { tone: "mute", icon: "square", text: "closedCall" },
  callbackRequested: { tone: "note", icon: "callback", text: "callback" },
  failed: { tone: "bad", icon: "error", text: "failed" },
} as const satisfies Record<CallOutcome, { tone: Tone; icon: IconName; text: string }>;

export function Outcome({ outcome }: { outcome: CallOutcome | null }) {
  const text = useText("states");
  if (!outcome) {
    return (
      <Badge tone="info" icon="hourglass">
        {text("ongoing")}
      </Badge>
    );
  }
  const { tone, icon, text: words } = outcomes[outcome];
  return (
    <Badge tone={tone} icon={icon}>
      {text(words)}
    </Badge>
  );
}

const reasons = {
  callerHungUp: "reasonCallerHungUp",
  memberHungUp: "reasonMemberHungUp",
  noAgents: "reasonNoAgents",
  full: "reasonFull",
  attempts: "reasonAttempts",
  maxWait: "reasonMaxWait",
  movedByHand: "reasonMovedByHand",
  outsideHours: "reasonOutsideHours",
  exception: "reasonException",
  holiday: "reasonHoliday",
  manual: "reasonManual",
  emergency: "reasonEmergency",
  groupDeleted: "reasonGroupDeleted",
  callbackRequested: "reasonCallbackRequested",
  callbackExpired: "reasonCallbackExpired",
  callbackCancelled: "reasonCallbackCancelled",
  calledAgain: "reasonCalledAgain",
  voicemail: "reasonVoicemail",
  busy: "reasonBusy",
  declined: "reasonDeclined",
  noAnswer: "reasonNoAnswer",
  unreachable: "reasonUnreachable",
  numberBarred: "reasonNumberBarred",
  noTrunk: "reasonNoTrunk",
  noCommonCodec: "reasonNoCommonCodec",
  mediaTimeout: "reasonMediaTimeout",
  noPorts: "reasonNoPorts",
  workerStopped: "reasonWorkerStopped",
  internalError: "reasonInternalError",
} as const satisfies Record<CallReason, string>;

/** A reason of the worker in words; null for one that this version does not know. */
export function useReason() {
  const text = useText("calls");
  return (reason: unknown): string | null =>
    typeof reason === "string" && reason in reasons ? text(reasons[reason as keyof typeof reasons]) : null;
}
