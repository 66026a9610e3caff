/** New settings, at once: whoever becomes a member can be rung in the same decision in which another is one no longer. */
import type { Draft } from "./draft.ts";
import type { DistributionEvent } from "./events.ts";
import { leave } from "./leave.ts";
import { logIn } from "./logins.ts";
import { endOffer } from "./rings.ts";
import type { Agent, AgentId, CallId, GroupId, GroupRules, Instant } from "./state.ts";

type Groups = ReadonlyMap<GroupId, GroupRules>;
type Configured = Extract<DistributionEvent, { type: "configured" }>;

/** Callers follow the new rules at the next decision; those of a group that is gone leave it. */
export function configure(draft: Draft, { groups, agents, newMembersLogIn }: Configured): boolean {
  const before = draft.state.groups;
  draft.replace({ groups });
  replaceAgents(draft, agents, groups);
  if (newMembersLogIn) logInNewMembers(draft, before);
  for (const id of draft.state.order) {
    if (!groups.has(draft.call(id)!.groupId)) leave(draft, id, "groupDeleted");
    else for (const agentId of formerMembers(draft, id)) withdraw(draft, id, agentId);
  }
  return true;
}

function replaceAgents(draft: Draft, agents: Configured["agents"], groups: Groups): void {
  for (const id of draft.state.wrappingUp) if (!agents.has(id)) draft.command({ type: "wrapUpEnded", agentId: id });
  const kept = [...agents].map(([id, reachable]): [AgentId, Agent] => {
    const agent = draft.agent(id) ?? newAgent(id, draft.now);
    const loggedIn = new Set([...agent.loggedIn].filter((groupId) => groups.get(groupId)?.members.has(id)));
    return [id, { ...agent, loggedIn, reachable: new Set(reachable) }];
  });
  draft.replaceAgents(new Map(kept));
}

const newAgent = (id: AgentId, now: Instant): Agent => ({
  id,
  loggedIn: new Set(),
  paused: false,
  presence: "available",
  reachable: new Set(),
  activity: { kind: "idle", since: now },
  idleSince: now,
  missed: new Map(),
});

/** The database was told in the transaction that made him a member. */
function logInNewMembers(draft: Draft, before: Groups): void {
  for (const group of draft.state.groups.values()) {
    for (const agentId of group.members.keys()) {
      if (!before.get(group.id)?.members.has(agentId)) logIn(draft, agentId, group.id);
    }
  }
}

/** Who takes a caller by hand need not be a member, but must be there. */
function formerMembers({ state }: Draft, callId: CallId): AgentId[] {
  const { round, groupId } = state.calls.get(callId)!;
  const members = state.groups.get(groupId)?.members;
  return [...(round?.offers.keys() ?? [])].filter((id) => !state.agents.has(id) || !(round?.byHand || members?.has(id)));
}

function withdraw(draft: Draft, callId: CallId, agentId: AgentId): void {
  const call = draft.call(callId)!;
  if (endOffer(draft, call, agentId, "queueLeft")) draft.command({ type: "stopRinging", callId, agentId, result: "queueLeft" });
}
