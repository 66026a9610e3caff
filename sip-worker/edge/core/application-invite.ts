/** A request that an application sent, while its final response is awaited. */
import type { Application } from "./application.ts";
import type { CallDialog } from "./call-dialog.ts";
import type { OutgoingRequest } from "./outgoing-request.ts";
import type { ServerTransaction } from "./server-transaction.ts";

export interface ApplicationInvite {
  readonly id: string;
  readonly application: Application;
  readonly outgoing: OutgoingRequest;
  /** The dialog its responses began, or the one it is sent in. */
  call: CallDialog | null;
  /** NOTIFYs that overtook the 2xx to their SUBSCRIBE (RFC 6665 4.4.1): the application cannot place them yet. */
  readonly early: ServerTransaction[];
}
