/**
 * What the distribution of one organisation knows. Immutable: `decide` returns a new state and never changes an old one.
 * Time is a monotonic instant in milliseconds; it comes in with every event.
 */
import type { DeviceKind } from "../domain/group/members.ts";
import type { Presence } from "../domain/live.ts";

export type Instant = number;
export type CallId = string;
export type AgentId = string;
export type GroupId = string;

export interface MemberRule {
  agentId: AgentId;
  /** 1 (best) to 5. */
  skillLevel: number;
  ringOrder: number | null;
}

/** The settings of product.md that decide who gets which call. null = no limit. */
export interface GroupRules {
  id: GroupId;
  maxWaitMs: number | null;
  maxAttempts: number | null;
  maxWaiting: number | null;
  ringMs: number;
  ringSimultaneously: number;
  ringInOrder: boolean;
  skillBased: boolean;
  longestIdle: boolean;
  presenceAffects: boolean;
  devices: readonly DeviceKind[];
  wrapUpMs: number;
  logoutAfterMissed: number | null;
  members: ReadonlyMap<AgentId, MemberRule>;
}

/** The time after a talked call in which he is not rung. */
export interface WrapUp {
  groupId: GroupId;
  since: Instant;
  until: Instant;
}

export type AgentActivity =
  | { kind: "idle"; since: Instant }
  | { kind: "offered"; since: Instant; callId: CallId; groupId: GroupId }
  /** `ownLine`: he has a call of his own beside it, which goes on when the conversation is over. */
  | { kind: "talking"; since: Instant; callId: CallId; groupId: GroupId; ownLine: boolean }
  | ({ kind: "wrapUp" } & WrapUp)
  /** On a call of his own that the queue did not give him; a wrap-up that it fell into counts on. */
  | { kind: "ownCall"; since: Instant; wrapUp: WrapUp | null };

/** Also one that counts on behind a call of his own. */
export function runningWrapUp(activity: AgentActivity): WrapUp | null {
  if (activity.kind === "ownCall") return activity.wrapUp;
  if (activity.kind !== "wrapUp") return null;
  const { groupId, since, until } = activity;
  return { groupId, since, until };
}

export interface Agent {
  id: AgentId;
  loggedIn: ReadonlySet<GroupId>;
  paused: boolean;
  presence: Presence;
  /** Kinds of device that can be rung now. */
  reachable: ReadonlySet<DeviceKind>;
  activity: AgentActivity;
  /** Latest of: end of a call, end of wrap-up, login, end of pause. Being rung does not end it. */
  idleSince: Instant;
  /** Ring time-outs in a row, per group. */
  missed: ReadonlyMap<GroupId, number>;
}

export interface Offer {
  agentId: AgentId;
  since: Instant;
  until: Instant;
}

/**
 * Members rung together for one caller. It ends unanswered, which is one attempt, with the first ring time-out of a phone that began to ring
 * in it, or when no phone rings any more. Phones that still ring go on in the next round, whose end is not theirs (decision 6).
 */
export interface Round {
  since: Instant;
  offers: ReadonlyMap<AgentId, Offer>;
  /** At least one phone that began to ring in it could be reached. */
  reached: boolean;
  /** A supervisor takes the caller herself: that is no attempt, and no miss of hers. */
  byHand: boolean;
}

/** A place in the queue: of somebody on the line, or of somebody who is called back when it is his turn. */
export interface WaitingCall {
  id: CallId;
  kind: "live" | "callback";
  groupId: GroupId;
  /** Decides the order, over all groups: kept when the call moves to another group. */
  arrivedAt: Instant;
  /** First entry into this group's queue. */
  queuedAt: Instant;
  /** Tie-breaker of equal arrivals. */
  sequence: number;
  attempts: number;
  round: Round | null;
  /** Who missed or declined this caller, in the order in which it happened: they go last. */
  missedBy: readonly AgentId[];
  /** Members that are not rung for this caller before the instant. */
  restUntil: ReadonlyMap<AgentId, Instant>;
  /** Since when nobody could be reached at all; null while somebody can. */
  noAgentsSince: Instant | null;
  /** A callback is not attempted before; an attempt that failed returns with the same place after a pause. */
  notBefore: Instant;
}

export interface ClosedGroup {
  /** Until then those already waiting are served. */
  servedUntil: Instant;
}

export interface OrganisationState {
  groups: ReadonlyMap<GroupId, GroupRules>;
  agents: ReadonlyMap<AgentId, Agent>;
  /** Indexes of `agents`, kept by `Draft`: in a busy house few are idle or in wrap-up, and nobody looks through all to find them. */
  idle: ReadonlySet<AgentId>;
  wrappingUp: ReadonlySet<AgentId>;
  /** Waiting and ringing. */
  calls: ReadonlyMap<CallId, WaitingCall>;
  /** Groups that have closed: no new callbacks are attempted, and callers leave when their time after closing is over. */
  closed: ReadonlyMap<GroupId, ClosedGroup>;
  /** Ids of `calls` by arrival. */
  order: readonly CallId[];
  sequence: number;
  /** False: nobody is rung any more, and nobody is sent on. */
  serving: boolean;
  /** State of the random numbers: the same events and seed give the same decisions. */
  random: number;
}

export const emptyState = (seed: number): OrganisationState => ({
  groups: new Map(),
  agents: new Map(),
  idle: new Set(),
  wrappingUp: new Set(),
  calls: new Map(),
  closed: new Map(),
  order: [],
  sequence: 0,
  serving: true,
  random: seed | 0,
});

/** Callers already waiting are kept this long after the last agent went. */
export const noAgentsGraceMs = 10_000;
/** A member who declined or could not be reached is left alone this long by the same caller. */
export const restAfterRefusalMs = 5_000;
/** The same after a ring time-out: his phone has just stopped ringing. */
export const restAfterTimeoutMs = 1_000;
/** Each time that a member asks for more wrap-up. */
export const wrapUpExtensionMs = 60_000;
/** The bound of `wrapUpSeconds`. */
export const longestWrapUpMs = 3_600_000;
