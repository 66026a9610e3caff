/** Rings free members for waiting callers, in the order in which the callers arrived, and lets go those whose wait is over. */
import { leave } from "./apply-event.ts";
import { inRingOrder } from "./candidates.ts";
import type { Draft } from "./draft.ts";
import { hasAgents, isFreeFor, isRestingFor, leaveReason, mayBeServed } from "./eligibility.ts";
import type { LeaveReason } from "./events.ts";
import { closeEmptyRound, startOffer } from "./rings.ts";
import type { Agent, GroupId, GroupRules, WaitingCall } from "./state.ts";
import { noAgentsGraceMs } from "./state.ts";

export function serveCallers(draft: Draft): void {
  const view = new GroupView(draft);
  for (const id of draft.state.order) {
    const call = draft.call(id);
    const group = call && draft.state.groups.get(call.groupId);
    if (call && group) serveCaller(draft, call, group, view);
  }
}

function serveCaller(draft: Draft, waiting: WaitingCall, group: GroupRules, view: GroupView): void {
  if (waiting.round?.closing) closeEmptyRound(draft, waiting.id);
  noteAgents(draft, draft.call(waiting.id)!, group, view);
  const call = draft.call(waiting.id)!;
  if (mayBeServed(draft.state, call, group, draft.now)) fillRound(draft, call, group, view);
  closeEmptyRound(draft, call.id);
  leaveIfOver(draft, draft.call(call.id)!, group);
}

/** Remembers since when there has been nobody at all. */
function noteAgents(draft: Draft, call: WaitingCall, group: GroupRules, view: GroupView): void {
  const none = !view.hasAgents(group);
  if (none && call.noAgentsSince === null) draft.putCall({ ...call, noAgentsSince: draft.now });
  if (!none && call.noAgentsSince !== null) draft.putCall({ ...call, noAgentsSince: null });
}

/** Keeps as many phones ringing as the group wants: a member who declines is replaced inside the same round. */
function fillRound(draft: Draft, call: WaitingCall, group: GroupRules, view: GroupView): void {
  if (call.round?.closing) return;
  const places = group.ringSimultaneously - (call.round?.offers.size ?? 0);
  if (places <= 0) return;
  const free = view.free(group).filter((agent) => !isRestingFor(agent, call, draft.now));
  if (free.length === 0) return;
  for (const agent of inRingOrder(free, group, call, () => draft.random()).slice(0, places)) {
    startOffer(draft, draft.call(call.id)!, group, agent.id);
  }
}

/** A ring in progress is allowed to end. */
function leaveIfOver(draft: Draft, call: WaitingCall, group: GroupRules): void {
  if (call.round) return;
  const reason = overReason(draft, call, group);
  if (reason) leave(draft, call.id, reason);
}

/** In the queue: no agents, then attempts, then longest wait; and where nobody waits, whom no free member took is not queued. */
function overReason({ state, now }: Draft, call: WaitingCall, group: GroupRules): LeaveReason | null {
  if (call.kind === "callback") return null;
  const noneFor = call.noAgentsSince === null ? 0 : now - call.noAgentsSince;
  if (noneFor >= noAgentsGraceMs) return "noAgents";
  return leaveReason(state, call, group, now) ?? (group.maxWaiting === 0 ? "full" : null);
}

/** Free members and presence per group, worked out once per decision and group. */
class GroupView {
  readonly #draft: Draft;
  readonly #free = new Map<GroupId, Agent[]>();
  readonly #present = new Map<GroupId, boolean>();

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  free(group: GroupRules): Agent[] {
    const known = this.#free.get(group.id) ?? this.#freeMembers(group);
    const still = known.filter((agent) => this.#draft.agent(agent.id)?.activity.kind === "idle");
    this.#free.set(group.id, still);
    return still;
  }

  hasAgents(group: GroupRules): boolean {
    const known = this.#present.get(group.id) ?? hasAgents(this.#draft.state, group);
    this.#present.set(group.id, known);
    return known;
  }

  #freeMembers(group: GroupRules): Agent[] {
    const free: Agent[] = [];
    for (const id of group.members.keys()) {
      const agent = this.#draft.agent(id);
      if (agent && isFreeFor(agent, group)) free.push(agent);
    }
    return free;
  }
}
