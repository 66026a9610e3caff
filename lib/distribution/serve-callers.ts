/** Rings free members for waiting callers, in the order in which the callers arrived, and lets go those whose wait is over. */
import { inRingOrder } from "./candidates.ts";
import type { Draft } from "./draft.ts";
import { freeMembers, hasAgents, isRestingFor, leaveReason, mayBeServed } from "./eligibility.ts";
import type { LeaveReason } from "./events.ts";
import { leave } from "./leave.ts";
import { closeEmptyRound, startOffer } from "./rings.ts";
import type { Agent, GroupId, GroupRules, WaitingCall } from "./state.ts";
import { noAgentsGraceMs } from "./state.ts";

export function serveCallers(draft: Draft): void {
  const views = new Map<GroupId, GroupView>();
  for (const id of draft.state.order) {
    const call = draft.call(id);
    const view = call && viewOf(draft, views, call.groupId);
    if (view && !waitsOn(draft, call, view)) serveCaller(draft, call, view);
  }
}

function viewOf(draft: Draft, views: Map<GroupId, GroupView>, id: GroupId): GroupView | null {
  const known = views.get(id);
  if (known) return known;
  const group = draft.state.groups.get(id);
  if (!group) return null;
  const view = new GroupView(draft, group);
  views.set(id, view);
  return view;
}

/** Most callers most of the time: nobody is free, nothing of theirs is over. */
function waitsOn(draft: Draft, call: WaitingCall, view: GroupView): boolean {
  if (call.round || call.noAgentsSince !== null || !view.hasAgents || view.free.length > 0) return false;
  return overReason(draft, call, view.group) === null;
}

function serveCaller(draft: Draft, waiting: WaitingCall, view: GroupView): void {
  noteAgents(draft, waiting, view);
  const call = draft.call(waiting.id)!;
  if (mayBeServed(draft.state, call, view.group, draft.now)) fillRound(draft, call, view);
  closeEmptyRound(draft, call.id);
  leaveIfOver(draft, draft.call(call.id)!, view.group);
}

/** Remembers since when there has been nobody at all. */
function noteAgents(draft: Draft, call: WaitingCall, view: GroupView): void {
  const none = !view.hasAgents;
  if (none && call.noAgentsSince === null) draft.putCall({ ...call, noAgentsSince: draft.now });
  if (!none && call.noAgentsSince !== null) draft.putCall({ ...call, noAgentsSince: null });
}

/** Keeps as many phones ringing as the group wants: a member who declines is replaced inside the same round, one who misses in the next. */
function fillRound(draft: Draft, call: WaitingCall, view: GroupView): void {
  const { group } = view;
  if (call.round?.byHand) return;
  const places = group.ringSimultaneously - (call.round?.offers.size ?? 0);
  if (places <= 0) return;
  const free = view.free.filter((agent) => !isRestingFor(agent, call, draft.now));
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

/** Free members and presence of one group, worked out once per decision. */
class GroupView {
  readonly group: GroupRules;
  readonly hasAgents: boolean;
  readonly #draft: Draft;
  #free: Agent[];
  #idleEnded: number;

  constructor(draft: Draft, group: GroupRules) {
    this.#draft = draft;
    this.group = group;
    this.hasAgents = hasAgents(draft.state, group);
    this.#free = freeMembers(draft.state, group);
    this.#idleEnded = draft.idleEnded;
  }

  /** Serving only makes members busy, so a list that was made before can only be too long. */
  get free(): Agent[] {
    if (this.#idleEnded === this.#draft.idleEnded) return this.#free;
    this.#idleEnded = this.#draft.idleEnded;
    this.#free = this.#free.filter(({ id }) => this.#draft.state.idle.has(id));
    return this.#free;
  }
}
