"use client";
/** A connection's state and why it is so, in words. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { State, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { TrunkWithState } from "@/lib/client/trunks.ts";
import type { TrunkReason } from "@/lib/domain/trunk.ts";

const reasons = {
  answers: "reasonAnswers",
  notMonitored: "reasonNotMonitored",
  registered: "reasonRegistered",
  notTriedYet: "reasonNotTriedYet",
  noAnswer: "reasonNoAnswer",
  refused: "reasonRefused",
  foreignRealm: "reasonForeignRealm",
  challengeNotUnderstood: "reasonChallenge",
  wrongPassword: "reasonWrongPassword",
  passwordUnreadable: "reasonPasswordUnreadable",
} as const satisfies Record<TrunkReason, string>;

function lookOf({ enabled, state }: TrunkWithState): { tone: Tone; icon: IconName } {
  if (!enabled) return { tone: "mute", icon: "blocked" };
  if (!state || state.reason === "notTriedYet") return { tone: "mute", icon: "clock" };
  if (!state.up) return { tone: "bad", icon: "error" };
  return state.reason === "notMonitored" ? { tone: "mute", icon: "okRing" } : { tone: "ok", icon: "okRing" };
}

export function TrunkStateCell({ trunk }: { trunk: TrunkWithState }) {
  const text = useText("trunks");
  const { date, time } = useFormat();
  const { enabled, state } = trunk;
  const down = enabled && state !== null && !state.up && state.reason !== "notTriedYet";
  const status = state?.status ? ` (${state.status})` : "";
  const words = !enabled ? text("notEnabled") : state ? `${text(reasons[state.reason])}${status}` : text("unknown");
  return (
    <div>
      <State {...lookOf(trunk)} loud={down}>
        {words}
      </State>
      {enabled && state && state.reason !== "notTriedYet" && (
        <p className="small muted">{text("since", { at: `${date(state.since)} ${time(state.since)}` })}</p>
      )}
      {down && <p className="small">{text(remedyOf(state.reason))}</p>}
    </div>
  );
}

/** What to do about it. */
function remedyOf(reason: TrunkReason) {
  switch (reason) {
    case "wrongPassword":
    case "passwordUnreadable":
      return "remedyPassword";
    case "foreignRealm":
      return "remedyRealm";
    case "refused":
    case "challengeNotUnderstood":
      return "remedyOperator";
    default:
      return "remedyAddress";
  }
}
