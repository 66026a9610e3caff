/** A callback request that waits, or is being carried out. */
import { randomUUID } from "node:crypto";
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallbackRequest } from "../../lib/domain/callback.ts";
import type { CallLog } from "./call-log.ts";
import type { CallbackCall } from "./callback-call.ts";
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
}

type Asked = Pick<CallbackRequest, "originCallId" | "number" | "arrivedAt" | "requestedAt">;

/** Valid from the moment at which it was asked for. */
export function newRequest({ id, callback }: ConfiguredGroup, asked: Asked): CallbackRequest {
  const expiresAt = new Date(asked.requestedAt.getTime() + callback.callbackValidityMinutes * 60_000);
  return { id: randomUUID(), groupId: id, ...asked, expiresAt, nextAttemptAt: null, attempts: 0 };
}
