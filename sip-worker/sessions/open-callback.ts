/** A callback request that waits, or is being carried out. */
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallbackRequest } from "../../lib/domain/callback.ts";
import type { CallLog } from "./call-log.ts";
import type { CallbackCall } from "./callback-call.ts";

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
