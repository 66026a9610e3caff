/**
 * The live view of one organisation: a snapshot, then changes with sequence numbers. The SSE route and the browser apply changes
 * by the same function; a gap in the numbers means that the snapshot must be fetched again.
 *
 * Times are ISO 8601 on the worker's clock; `at` of the latest change lets a browser correct its own clock.
 */
import { assertNever } from "./assert-never.ts";
import type { DayTotals } from "./call-record.ts";
import type { AlertLimits } from "./group/alert-limits.ts";
import type { ByHand } from "./group/by-hand.ts";

export type Presence = "available" | "away" | "busy";

export type LiveAgentStatus =
  | { kind: "loggedOut" }
  | { kind: "free" }
  | { kind: "ringing"; callId: string; groupId: string }
  /** `recordId`: the call in the log; null until the two talk. */
  | { kind: "talking"; callId: string; groupId: string; recordId: string | null }
  | { kind: "wrapUp"; groupId: string; until: string; recordId: string | null }
  | { kind: "paused"; reason: string | null }
  | { kind: "noDevice" }
  | { kind: "presence"; presence: Presence }
  | { kind: "ownCall" };

/** Why a member gets no call of a group: a closed set, put in words by the portal. */
export type NoCallReason =
  | "loggedOut"
  /** Logged out by the group, after as many unanswered calls as it allows; nobody has changed it since. */
  | "missed"
  | "paused"
  | "presence"
  | "noDevice"
  | "ringing"
  | "talking"
  | "wrapUp"
  | "ownCall";

export interface LiveAgent {
  userId: string;
  name: string;
  extension: string;
  /** Groups that he is logged in to. */
  loggedInGroups: string[];
  groups: string[];
  status: LiveAgentStatus;
  /** Why he gets no call of a group of his; a group for whose callers he is free is not named. */
  noCall: Record<string, NoCallReason>;
  /** When the status began. */
  since: string;
  /** Device kinds that can be rung now. */
  reachable: string[];
}

export type LiveCallStatus =
  | { kind: "waiting" }
  | { kind: "ringing"; userIds: string[] }
  /** A member has answered for a callback, and the customer is being called. */
  | { kind: "dialling"; userId: string }
  | { kind: "talking"; userId: string };

/** Why a caller is still waiting: a closed set, put in words by the portal. */
export type WaitReason =
  | "noneLoggedIn"
  /** Members are logged in, but paused, on a red presence or without a device. */
  | "nonePresent"
  | "allBusy"
  | "earlierCallers"
  | "ringing"
  | "membersResting"
  /** A callback: its customer was not reached a moment ago. */
  | "callbackPause"
  /** A callback: its group is closed. */
  | "callbackClosed";

/** Whoever has an earlier place is served earlier (`queueOf` counts the positions). Compared by `since`, then by `sequence`; not a time. */
export interface LivePlace {
  since: number;
  sequence: number;
}

export interface LiveCall {
  callId: string;
  /** Somebody on the line, or somebody who is called back when it is his turn. */
  kind: "live" | "callback";
  groupId: string;
  /** As shown to supervisors; null = withheld. */
  callerNumber: string | null;
  callerName: string | null;
  arrivedAt: string;
  queuedAt: string;
  answeredAt: string | null;
  /** Among those waiting in the group; null: he does not wait. */
  place: LivePlace | null;
  status: LiveCallStatus;
  waitReason: WaitReason | null;
  /** A callback: what the group shows to the member. */
  metadata: string | null;
  /** A callback: how often its customer was dialled, and before when he is not dialled again (null: at any time). */
  attempts: { made: number; nextAt: string | null } | null;
}

export interface LiveGroup {
  groupId: string;
  name: string;
  number: string;
  open: boolean;
  /** ISO time of the next opening or closing, or null. */
  changesAt: string | null;
  closedReason: string | null;
  /** Null: the timetable counts. */
  byHand: ByHand | null;
  /** On the line; callbacks are counted apart. */
  waiting: number;
  callbacks: number;
  /** When the longest waiting caller was queued. */
  longestSince: string | null;
  /** The wait of one who would be queued now; null: not enough data. */
  estimateSeconds: number | null;
  /** What each place in its queue takes, in seconds; null: not enough data, or nobody serves it. */
  secondsPerPlace: number | null;
  /** When the first of its open callback requests expires. */
  callbackExpiresAt: string | null;
  loggedIn: number;
  free: number;
  /** Members whom the group has logged out after unanswered calls, and who are still out. */
  loggedOutByMisses: number;
  alertLimits: AlertLimits;
  today: Omit<DayTotals, "groupId">;
}

export interface LiveSnapshot {
  organisationId: string;
  sequence: number;
  at: string;
  groups: Record<string, LiveGroup>;
  agents: Record<string, LiveAgent>;
  calls: Record<string, LiveCall>;
}

export type LiveChange = { sequence: number; at: string; parts: LiveChangePart[] };
export type LiveChangePart =
  | { kind: "group"; group: LiveGroup }
  | { kind: "groupRemoved"; groupId: string }
  | { kind: "agent"; agent: LiveAgent }
  | { kind: "agentRemoved"; userId: string }
  | { kind: "call"; call: LiveCall }
  | { kind: "callRemoved"; callId: string };

/** The snapshot after the change, or null when a change is missing before it. A change that is already in is ignored. */
export function applyChange(snapshot: LiveSnapshot, change: LiveChange): LiveSnapshot | null {
  if (change.sequence <= snapshot.sequence) return snapshot;
  if (change.sequence !== snapshot.sequence + 1) return null;
  const next: LiveSnapshot = { ...snapshot, sequence: change.sequence, at: change.at };
  // Once each, however many parts there are: when the first of five hundred callers is served, all the others move up.
  for (const place of new Set(change.parts.map(placeOf))) Object.assign(next, { [place]: { ...snapshot[place] } });
  for (const part of change.parts) applyPart(next, part);
  return next;
}

function placeOf({ kind }: LiveChangePart): "groups" | "agents" | "calls" {
  if (kind === "group" || kind === "groupRemoved") return "groups";
  return kind === "agent" || kind === "agentRemoved" ? "agents" : "calls";
}

/** `next` has records of its own in the places that the change touches. */
function applyPart(next: LiveSnapshot, part: LiveChangePart): void {
  switch (part.kind) {
    case "group":
      next.groups[part.group.groupId] = part.group;
      return;
    case "groupRemoved":
      delete next.groups[part.groupId];
      return;
    case "agent":
      next.agents[part.agent.userId] = part.agent;
      return;
    case "agentRemoved":
      delete next.agents[part.userId];
      return;
    case "call":
      next.calls[part.call.callId] = part.call;
      return;
    case "callRemoved":
      delete next.calls[part.callId];
      return;
    default:
      assertNever(part);
  }
}

/** Commands of the portal to the worker (`POST /commands`), and what a member or supervisor may do to a member's state. */
export type MemberAction =
  | { action: "logIn" | "logOut"; groupId?: string }
  | { action: "pause"; reason?: string }
  | { action: "resume" | "finishWrapUp" | "extendWrapUp" }
  | { action: "setPresence"; presence: Presence; name?: string };

export type CallbackAction = "cancel" | "reached" | "notReached";

/** What a supervisor does to a caller who waits: first of his group, to her own phone, to another group. */
export type WaitingCallAction = { action: "front" | "take" } | { action: "group"; groupId: string };

export type WorkerCommand =
  /** `reached` and `notReached` are the member's word on whom he met. */
  | { kind: "callback"; organisationId: string; callbackId: string; by: string; action: CallbackAction }
  | { kind: "memberState"; organisationId: string; userId: string; by: string; change: MemberAction }
  /** `groups`: those that the actor watches; null = all. */
  | { kind: "waitingCall"; organisationId: string; callId: string; by: string; groups: string[] | null; change: WaitingCallAction }
  /** Answered when the newest configuration is in force. */
  | { kind: "follow"; organisationId: string };
export type CommandResult =
  | { ok: true }
  | { ok: false; reason: "unknownMember" | "unknownCallback" | "unknownCall" | "notMember" | "notNow" };
