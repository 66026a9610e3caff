"use client";
import { useReason } from "@/components/calls/outcome.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { CallbackRecord, CallbackState as State } from "@/lib/domain/callback.ts";

const states = {
  waiting: { tone: "mute", icon: "hourglass", text: "stateWaiting" },
  reserved: { tone: "info", icon: "groups", text: "stateReserved" },
  ringing: { tone: "info", icon: "bellRinging", text: "stateRinging" },
  talking: { tone: "ok", icon: "handset", text: "stateTalking" },
  reached: { tone: "ok", icon: "handset", text: "stateReached" },
  unreached: { tone: "warn", icon: "missed", text: "stateUnreached" },
  expired: { tone: "warn", icon: "clock", text: "stateExpired" },
  cancelled: { tone: "mute", icon: "close", text: "stateCancelled" },
  failed: { tone: "bad", icon: "error", text: "stateFailed" },
} as const satisfies Record<State | "talking", { tone: Tone; icon: IconName; text: string }>;

export function CallbackState({ state }: { state: State | "talking" }) {
  const text = useText("callbacks");
  const look = states[state];
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {text(look.text)}
    </Badge>
  );
}

/** What comes next for an open request, and how an ended one ended. */
export function CallbackProgress({ callback, now }: { callback: CallbackRecord; now: number }) {
  const lines = useProgress(callback, now);
  return (
    <>
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </>
  );
}

function useProgress({ state, nextAttemptAt, expiresAt, endedAt, endReason, memberName }: CallbackRecord, now: number): string[] {
  const text = useText("callbacks");
  const reason = useReason();
  const { date, time } = useFormat();
  const at = (when: string) => `${date(when)} ${time(when)}`;
  const by = memberName ? [text("by", { name: memberName })] : [];
  if (state === "reserved" || state === "ringing") return by;
  if (state === "waiting") {
    const later = nextAttemptAt !== null && new Date(nextAttemptAt).getTime() > now;
    return [later ? text("nextAttempt", { at: at(nextAttemptAt) }) : text("nextTurn"), text("validUntil", { at: at(expiresAt) })];
  }
  const why = reason(endReason);
  return [...(why ? [why] : []), ...(endedAt ? [text("ended", { at: at(endedAt) })] : []), ...by];
}
