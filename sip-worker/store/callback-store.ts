/** Callback requests of one organisation under this worker's lease. */
import { beginAttempt, openRequests, storeRequest } from "../../lib/db/callback-requests.ts";
import type { Lease } from "../../lib/db/leases.ts";
import type { CallbackRequest, CallbackRequestResult } from "../../lib/domain/callback.ts";
import type { CallbackStore } from "../ports/callbacks.ts";

export class LeasedCallbackStore implements CallbackStore {
  readonly #lease: Lease;

  constructor(lease: Lease) {
    this.#lease = lease;
  }

  request(request: CallbackRequest): Promise<CallbackRequestResult> {
    return storeRequest(this.#lease, request);
  }

  beginAttempt(callbackId: string, userId: string, at: Date): Promise<string | null> {
    return beginAttempt(this.#lease, callbackId, userId, at);
  }

  open(at: Date): Promise<CallbackRequest[]> {
    return openRequests(this.#lease, at);
  }
}
