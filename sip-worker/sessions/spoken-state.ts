/** What a member is told of himself, in one sentence: the first that keeps calls away, or that he is free. */
import { runningWrapUp } from "../../lib/distribution/state.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import type { House } from "./house.ts";

export function spokenState({ state }: House, userId: string): PromptId {
  const agent = state.agents.get(userId);
  const groups = [...state.groups.values()].filter(({ members }) => members.has(userId));
  if (!agent || groups.length === 0) return "agent.notMember";
  if (agent.loggedIn.size === 0) return "agent.loggedOut";
  if (agent.paused) return "agent.paused";
  if (runningWrapUp(agent.activity)) return "agent.wrapUp";
  return agent.presence === "available" || !groups.some(({ presenceAffects }) => presenceAffects) ? "agent.free" : "agent.presence";
}
