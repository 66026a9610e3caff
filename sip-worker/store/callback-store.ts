/** Callback requests of one organisation under this worker's lease. */
import { beginAttempt, openRequests, storeRequest } from "../../lib/db/callback-requests.ts";
import type { Lease } from "../../lib/db/leases.ts";
import type { CallbackRequest, CallbackRequestResult } from "../../lib/domain/callback.ts";
import type { CallbackStore } from "../ports/callbacks.ts";
import { crashPoint } from "../runtime/crash-point.ts";

export class LeasedCallbackStore implements CallbackStore {
  readonly #lease: Lease;

  constructor(lease: Lease) {
    this.#lease = lease;
  }

  async request(request: CallbackRequest): Promise<CallbackRequestResult> {
    crashPoint("request.beforeCommit");
    const result = await storeRequest(this.#lease, request);
    crashPoint("request.committed");
    return result;
  }

  async beginAttempt(callbackId: string, userId: string, at: Date): Promise<string | null> {
    crashPoint("attempt.beforeCommit");
    const attemptId = await beginAttempt(this.#lease, callbackId, userId, at);
    crashPoint("attempt.committed");
    return attemptId;
  }

  open(at: Date): Promise<CallbackRequest[]> {
    return openRequests(this.#lease, at);
  }
}
