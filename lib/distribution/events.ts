/** What happened (in) and what is to be done (out). Commands are data: the sessions carry them out. */

import type { RingResult } from "../domain/call.ts";
import type { DeviceKind } from "../domain/group/members.ts";
import type { Presence } from "../domain/live.ts";
import type { AgentId, CallId, GroupId, GroupRules, Instant } from "./state.ts";

export type DistributionEvent =
  /** All groups, and all users of the organisation with the devices that can be rung now. At the start who is logged in is told apart. */
  | {
      type: "configured";
      groups: ReadonlyMap<GroupId, GroupRules>;
      agents: ReadonlyMap<AgentId, readonly DeviceKind[]>;
      newMembersLogIn: boolean;
    }
  /** `arrivedAt` is earlier than now when the call comes from another group. */
  | { type: "callArrived"; callId: CallId; groupId: GroupId; arrivedAt: Instant }
  | { type: "callerLeft"; callId: CallId }
  /** The caller asked to be called back: the request takes his place. Stored durably before this event. `customerId`: he is a member himself. */
  | { type: "callbackRequested"; callId: CallId; callbackId: CallId; customerId?: AgentId }
  /** A request of earlier, after a restart. */
  | { type: "callbackRestored"; callbackId: CallId; groupId: GroupId; arrivedAt: Instant; notBefore: Instant; customerId?: AgentId }
  /** The customer was not reached: the member is free, the request returns to its place at `notBefore`, or never (null). */
  | {
      type: "callbackUnreached";
      callbackId: CallId;
      agentId: AgentId;
      groupId: GroupId;
      arrivedAt: Instant;
      notBefore: Instant | null;
      customerId?: AgentId;
    }
  /** Expired, cancelled by a supervisor, or the requester called again. */
  | { type: "callbackWithdrawn"; callbackId: CallId }
  /** A caller on the line takes up a request of his own: its place is his. */
  | { type: "placeTaken"; callId: CallId; arrivedAt: Instant }
  | { type: "groupClosed"; groupId: GroupId; servedUntil: Instant }
  | { type: "groupOpened"; groupId: GroupId }
  /** A supervisor puts the caller first of his group, or lets him go on elsewhere. */
  | { type: "callPromoted" | "callMovedAway"; callId: CallId }
  /** She takes him herself. */
  | { type: "callTaken"; callId: CallId; agentId: AgentId }
  | { type: "agentAnswered"; callId: CallId; agentId: AgentId }
  /** The phones of an offer ended without an answer. */
  | { type: "agentRefused"; callId: CallId; agentId: AgentId; result: "busy" | "declined" | "unreachable" | "failed" }
  | { type: "talkEnded"; callId: CallId; agentId: AgentId }
  | { type: "loggedIn" | "loggedOut"; agentId: AgentId; groupId: GroupId }
  | { type: "paused" | "resumed"; agentId: AgentId }
  | { type: "presenceChanged"; agentId: AgentId; presence: Presence }
  | { type: "devicesChanged"; agentId: AgentId; reachable: readonly DeviceKind[] }
  | { type: "ownCallStarted" | "ownCallEnded"; agentId: AgentId }
  | { type: "wrapUpFinished" | "wrapUpExtended"; agentId: AgentId }
  /** The worker is about to end every call: whoever becomes free by that is rung for nobody any more. */
  | { type: "serviceEnded" }
  /** A deadline may have passed: see `nextDeadline`. */
  | { type: "timePassed" };

export type LeaveReason = "noAgents" | "full" | "attempts" | "maxWait" | "groupDeleted" | "closed";

export type DistributionCommand =
  | { type: "queued"; callId: CallId; groupId: GroupId }
  | { type: "ring"; callId: CallId; agentId: AgentId; groupId: GroupId; ringMs: number }
  | { type: "stopRinging"; callId: CallId; agentId: AgentId; result: RingResult }
  | { type: "connect"; callId: CallId; agentId: AgentId }
  /** The call leaves this queue for the destination of the reason. */
  | { type: "leave"; callId: CallId; groupId: GroupId; reason: LeaveReason }
  | { type: "logOut"; agentId: AgentId; groupId: GroupId }
  | { type: "wrapUpEnded"; agentId: AgentId };
