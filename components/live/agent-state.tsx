"use client";
/** A member's state: colour, shape and word, the same everywhere. */
import { useText } from "@/components/language/texts.tsx";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { LiveAgent, LiveAgentStatus } from "@/lib/domain/live.ts";

export type AgentLook = "free" | "ringing" | "talking" | "wrapUp" | "paused" | "noCalls" | "noDevice" | "loggedOut";

export const agentLooks: Record<AgentLook, { tone: Tone; icon: IconName }> = {
  ringing: { tone: "info", icon: "bellRinging" },
  talking: { tone: "info", icon: "handset" },
  free: { tone: "ok", icon: "discTick" },
  wrapUp: { tone: "warn", icon: "edit" },
  paused: { tone: "warn", icon: "pause" },
  noCalls: { tone: "bad", icon: "discBar" },
  noDevice: { tone: "bad", icon: "blocked" },
  loggedOut: { tone: "mute", icon: "emptyRing" },
};

const byStatus: Record<LiveAgentStatus["kind"], AgentLook> = {
  free: "free",
  ringing: "ringing",
  talking: "talking",
  ownCall: "talking",
  wrapUp: "wrapUp",
  paused: "paused",
  presence: "noCalls",
  noDevice: "noDevice",
  loggedOut: "loggedOut",
};

export const lookOf = (agent: LiveAgent): AgentLook => byStatus[agent.status.kind];

export function AgentBadge({ agent, loggedIn }: { agent: LiveAgent | undefined; loggedIn: boolean }) {
  const text = useText("states");
  if (!agent) {
    return loggedIn ? (
      <Badge tone="ok" icon="discTick">
        {text("loggedIn")}
      </Badge>
    ) : (
      <Badge icon="emptyRing">{text("loggedOut")}</Badge>
    );
  }
  const look = lookOf(agent);
  return (
    <Badge tone={agentLooks[look].tone} icon={agentLooks[look].icon}>
      {text(look)}
    </Badge>
  );
}
