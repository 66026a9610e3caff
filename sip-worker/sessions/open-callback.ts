/** A callback request that waits, or is being carried out. */
import { randomUUID } from "node:crypto";
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallReason } from "../../lib/domain/call.ts";
import type { CallbackEndState, CallbackRequest } from "../../lib/domain/callback.ts";
import type { CallLog } from "./call-log.ts";
import type { CallbackCall } from "./callback-call.ts";
import type { CallerSession } from "./caller-session.ts";
import type { ConfiguredGroup } from "./house.ts";

export interface OpenCallback {
  request: CallbackRequest;
  /** Monotonic: the place. */
  arrivedAt: Instant;
  expiresAt: Instant;
  /** Of the present attempt, from the first ring at a member on. */
  record: CallLog | null;
  call: CallbackCall | null;
  /** The one who asked has called again and waits himself. */
  heldBy: string | null;
  /** The one who asked called again while he was being called back. */
  again: { session: CallerSession; served: boolean } | null;
}

type Asked = Pick<CallbackRequest, "originCallId" | "number" | "arrivedAt" | "requestedAt">;

/** Valid from the moment at which it was asked for. */
export function newRequest({ id, callback }: ConfiguredGroup, asked: Asked): CallbackRequest {
  const expiresAt = new Date(asked.requestedAt.getTime() + callback.callbackValidityMinutes * 60_000);
  return { id: randomUUID(), groupId: id, ...asked, expiresAt, nextAttemptAt: null, attempts: 0 };
}

export interface CallbackEnd {
  state: CallbackEndState;
  reason: CallReason;
}

/** Null: it may be attempted. What was promised is kept where the group calls nobody back any more: once. */
export function whyOver({ request, expiresAt }: OpenCallback, group: ConfiguredGroup | undefined, now: Instant): CallbackEnd | null {
  if (!group) return { state: "cancelled", reason: "groupDeleted" };
  if (expiresAt <= now) return { state: "expired", reason: "callbackExpired" };
  if (request.attempts >= Math.max(group.callback.callbackAttempts, 1)) return { state: "unreached", reason: "attempts" };
  return null;
}
