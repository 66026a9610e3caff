/** Who is logged in where, and the unanswered calls in a row that log him out. */
import type { Draft } from "./draft.ts";
import type { Agent, AgentId, GroupId } from "./state.ts";

/** False also for one who is logged in already: neither his turn nor his misses change. */
export function logIn(draft: Draft, agentId: AgentId, groupId: GroupId): boolean {
  if (!draft.state.groups.get(groupId)?.members.has(agentId) || draft.agent(agentId)?.loggedIn.has(groupId)) return false;
  return draft.changeAgent(agentId, (agent) => ({
    ...forgetMisses(agent, groupId),
    loggedIn: new Set(agent.loggedIn).add(groupId),
    idleSince: draft.now,
  }));
}

/** A ring in progress goes on: he may still answer it. */
export function logOut(draft: Draft, agentId: AgentId, groupId: GroupId): boolean {
  return draft.changeAgent(agentId, (agent) => {
    const loggedIn = new Set(agent.loggedIn);
    loggedIn.delete(groupId);
    return { ...agent, loggedIn };
  });
}

/** One more; at the group's limit he is logged out of it. Who logged out himself while he was rung has missed nothing. */
export function countMiss(draft: Draft, agentId: AgentId, groupId: GroupId): void {
  if (!draft.agent(agentId)?.loggedIn.has(groupId)) return;
  const limit = draft.state.groups.get(groupId)?.logoutAfterMissed ?? null;
  const count = (draft.agent(agentId)?.missed.get(groupId) ?? 0) + 1;
  if (limit === null || count < limit) {
    draft.changeAgent(agentId, (agent) => ({ ...agent, missed: new Map(agent.missed).set(groupId, count) }));
    return;
  }
  logOut(draft, agentId, groupId);
  draft.command({ type: "logOut", agentId, groupId });
}

/** The row is broken. */
export function forgetMisses(agent: Agent, groupId: GroupId): Agent {
  if (!agent.missed.has(groupId)) return agent;
  const missed = new Map(agent.missed);
  missed.delete(groupId);
  return { ...agent, missed };
}
