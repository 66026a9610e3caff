/** The part of the live view that an actor may see: a supervisor's own groups. Sequence numbers stay, so that gaps are still seen. */
import type { LiveChange, LiveChangePart, LiveSnapshot } from "./live.ts";

/** `groups` null = everything. */
export function visibleSnapshot(snapshot: LiveSnapshot, groups: ReadonlySet<string> | null): LiveSnapshot {
  if (!groups) return snapshot;
  const kept = <T>(record: Record<string, T>, keep: (value: T) => boolean) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)));
  return {
    ...snapshot,
    groups: kept(snapshot.groups, (group) => groups.has(group.groupId)),
    agents: kept(snapshot.agents, (agent) => agent.groups.some((id) => groups.has(id))),
    calls: kept(snapshot.calls, (call) => groups.has(call.groupId)),
  };
}

export function visibleChange(change: LiveChange, groups: ReadonlySet<string> | null): LiveChange {
  return groups ? { ...change, parts: change.parts.map((part) => visiblePart(part, groups)).filter((part) => part !== null) } : change;
}

function visiblePart(part: LiveChangePart, groups: ReadonlySet<string>): LiveChangePart | null {
  switch (part.kind) {
    case "group":
      return groups.has(part.group.groupId) ? part : null;
    case "agent":
      return part.agent.groups.some((id) => groups.has(id)) ? part : { kind: "agentRemoved", userId: part.agent.userId };
    case "call":
      // A call that moved to a group out of sight is gone for this reader.
      return groups.has(part.call.groupId) ? part : { kind: "callRemoved", callId: part.call.callId };
    default:
      return part;
  }
}
