"use client";
/** The group's members by state, each with his own clock and what can be done. */
import { useCaller } from "@/components/calls/caller.ts";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { LiveAgent, LiveSnapshot } from "@/lib/domain/live.ts";
import { AgentActions } from "./agent-actions.tsx";
import { type AgentLook, agentLooks, lookOf } from "./agent-state.tsx";

interface Props {
  groupId: string;
  snapshot: LiveSnapshot;
  now: number;
}

export function AgentsCard({ groupId, snapshot, now }: Props) {
  const text = useText("live");
  const states = useText("states");
  const { byName } = useFormat();
  const agents = Object.values(snapshot.agents)
    .filter((agent) => agent.groups.includes(groupId))
    .sort((a, b) => byName(a.name, b.name));
  const live = snapshot.groups[groupId];
  const looks = (Object.keys(agentLooks) as AgentLook[]).filter((look) => agents.some((agent) => lookIn(agent, groupId) === look));
  return (
    <section className="card" aria-labelledby="live-agents">
      <div className="card-head">
        <h2 id="live-agents">{text("agents")}</h2>
        <span className="grow" />
        <span className="small muted">{live && text("agentsCount", { loggedIn: live.loggedIn, free: live.free })}</span>
      </div>
      {agents.length === 0 && <p className="card-body muted">{text("noAgents")}</p>}
      {looks.map((look) => {
        const these = agents.filter((agent) => lookIn(agent, groupId) === look);
        const { tone, icon } = agentLooks[look];
        return (
          <div key={look} className="agent-group">
            <h3 className="agent-state">
              <Icon name={icon} tone={tone === "mute" ? "faint" : `tone-${tone}`} />
              {states(look)}
              <span className="faint">{these.length}</span>
            </h3>
            <ul className="agent-list">
              {these.map((agent) => (
                <AgentLine key={agent.userId} agent={agent} groupId={groupId} snapshot={snapshot} now={now} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

/** Who is logged in elsewhere only is logged out of this group, unless he talks; presence and devices count as this group counts them. */
function lookIn(agent: LiveAgent, groupId: string): AgentLook {
  const look = lookOf(agent);
  if (look === "talking" || look === "ringing") return look;
  const reason = agent.noCall[groupId];
  if (reason === "loggedOut" || reason === "missed") return "loggedOut";
  if (reason === "presence") return "noCalls";
  if (reason === "noDevice") return "noDevice";
  return look === "noCalls" || look === "noDevice" ? "free" : look;
}

interface LineProps extends Props {
  agent: LiveAgent;
}

function AgentLine({ agent, groupId, snapshot, now }: LineProps) {
  const { duration } = useFormat();
  const text = useText("live");
  const words = useAgentWords()(agent, snapshot, now);
  const why = agent.noCall[groupId] === "missed" ? text("whyMissed") : words;
  return (
    <li className="agent">
      <div>
        <b>{agent.name}</b>
        {why && <span className="why">{why}</span>}
      </div>
      <span className="clock">{duration((now - Date.parse(agent.since)) / 1000)}</span>
      <span className="agent-actions">
        <AgentActions agent={agent} groupId={groupId} />
      </span>
    </li>
  );
}

/** His present call, or why he gets none. */
function useAgentWords() {
  const text = useText("live");
  const states = useText("states");
  const { duration } = useFormat();
  const callerOf = useCaller();
  return ({ status }: LiveAgent, snapshot: LiveSnapshot, now: number): string | null => {
    switch (status.kind) {
      case "ringing":
      case "talking": {
        const call = snapshot.calls[status.callId];
        const group = snapshot.groups[status.groupId]?.name ?? "";
        // Of a group that the reader does not watch only its name is told.
        return call ? text("talkingWith", { caller: callerOf(call), group }) : group;
      }
      case "wrapUp":
        return text("wrapUpEnds", { time: duration((Date.parse(status.until) - now) / 1000) });
      case "paused":
        return status.reason;
      case "presence":
        return text("whyPresence", { presence: states(status.presence) });
      case "noDevice":
        return text("whyNoDevice");
      case "ownCall":
        return text("ownCall");
      default:
        return null;
    }
  };
}
