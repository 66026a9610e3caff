/** Where callback requests stand. What is promised to a caller, and every dial, is there before it is told or done. */
import type { CallbackRequest, CallbackRequestResult } from "../../lib/domain/callback.ts";

export interface CallbackStore {
  /** Rejects when the database does not take it, or this worker may not write any more. */
  request(request: CallbackRequest): Promise<CallbackRequestResult>;
  /** The dial's id, counted before it happens; null when the request is not open any more. Rejects as `request` does. */
  beginAttempt(callbackId: string, userId: string, at: Date): Promise<string | null>;
}
