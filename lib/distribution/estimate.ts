/**
 * Estimated wait (product.md, "Behaviour" 5): for place k it is k x H / n, where H is the group's mean handle time, in which recent
 * calls weigh more, and n the members who can serve it, one who is shared by m busy groups counting 1/m.
 */
import { freeMembers, isPresentIn, presenceAllows } from "./eligibility.ts";
import { waitingPosition } from "./explain.ts";
import type { Agent, CallId, GroupId, GroupRules, Instant, OrganisationState } from "./state.ts";

/** Below this many handled calls there is not enough data. */
export const leastHandledCalls = 5;
/** Share of the newest call in the mean. */
const newestShare = 0.1;

export interface HandleTimes {
  handled: number;
  /** Talk and wrap-up. */
  meanSeconds: number;
}

export const noHandleTimes: HandleTimes = { handled: 0, meanSeconds: 0 };

/** The first calls are averaged evenly, later ones pull the mean by a fixed share. */
export function noteHandled({ handled, meanSeconds }: HandleTimes, seconds: number): HandleTimes {
  const share = Math.max(1 / (handled + 1), newestShare);
  return { handled: handled + 1, meanSeconds: meanSeconds + share * (seconds - meanSeconds) };
}

/** How many could serve the group at all: what falls when somebody leaves, and not when another group becomes busy. */
export const staffOf = (state: OrganisationState, group: GroupRules): number => staff(state, group).length;

function staff({ agents }: OrganisationState, group: GroupRules): Agent[] {
  return [...group.members.keys()].flatMap((id) => {
    const agent = agents.get(id);
    return agent && isPresentIn(agent, group) && presenceAllows(agent, group) ? [agent] : [];
  });
}

/** Members present in the group, each divided among the busy groups that he serves. */
export function servingMembers(state: OrganisationState, group: GroupRules): number {
  const busy = new Set<GroupId>([group.id]);
  for (const call of state.calls.values()) busy.add(call.groupId);
  let serving = 0;
  for (const agent of staff(state, group)) {
    let shared = 0;
    for (const groupId of agent.loggedIn) if (busy.has(groupId)) shared++;
    serving += 1 / Math.max(shared, 1);
  }
  return serving;
}

/** Seconds until the caller is served, or null: not enough data, nobody to serve him, or not waiting. */
export function estimatedWaitSeconds(state: OrganisationState, callId: CallId, times: HandleTimes): number | null {
  const position = waitingPosition(state, callId);
  const call = state.calls.get(callId);
  return position === null || !call ? null : waitAt(state, call.groupId, position, times);
}

/** The same for one who would be queued now: nothing when somebody is free for him. */
export function estimatedWaitOfNext(state: OrganisationState, groupId: GroupId, times: HandleTimes): number | null {
  const group = state.groups.get(groupId);
  if (!group || times.handled < leastHandledCalls) return null;
  let waiting = 0;
  for (const call of state.calls.values()) if (call.groupId === groupId) waiting++;
  if (waiting === 0 && freeMembers(state, group).length > 0) return 0;
  return waitAt(state, groupId, waiting + 1, times);
}

/** H / n of the group, the same for all who wait in it, or null: not enough data, or nobody to serve them. */
export function secondsPerPlace(state: OrganisationState, groupId: GroupId, times: HandleTimes): number | null {
  const group = state.groups.get(groupId);
  if (!group || times.handled < leastHandledCalls) return null;
  const serving = servingMembers(state, group);
  return serving > 0 ? times.meanSeconds / serving : null;
}

function waitAt(state: OrganisationState, groupId: GroupId, position: number, times: HandleTimes): number | null {
  const seconds = secondsPerPlace(state, groupId, times);
  return seconds === null ? null : position * seconds;
}

export interface SpokenWait {
  /** What was spoken last, and when. */
  seconds: number;
  at: Instant;
  staff: number;
}

/** Never longer than what was spoken last minus the time since, unless staffing fell. */
export function spokenWait(estimate: number, present: number, last: SpokenWait | null, now: Instant): number {
  if (!last || present < last.staff) return estimate;
  return Math.min(estimate, Math.max(0, last.seconds - (now - last.at) / 1000));
}
