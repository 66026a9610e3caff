/** What the parts of the user agent core work on together. */
import type { Application, Applications } from "./application.ts";
import type { ApplicationInvite } from "./application-invite.ts";
import type { CallDialog, DialogTable } from "./call-dialog.ts";
import type { CallEvents } from "./call-events.ts";
import type { Environment } from "./environment.ts";
import type { ProxiedCalls } from "./forwarding.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { HandledRequests } from "./request-handling.ts";
import type { ServerTransaction } from "./server-transaction.ts";
import type { TransactionLayer } from "./transaction-layer.ts";

export interface Core {
  readonly environment: Environment;
  readonly layer: TransactionLayer;
  readonly applications: Applications;
  readonly dialogs: DialogTable;
  readonly callEvents: CallEvents;
  /** Requests that applications are answering, by the name they know them by. */
  readonly incoming: Map<string, IncomingRequest>;
  readonly incomingByTransaction: WeakMap<ServerTransaction, IncomingRequest>;
  readonly proxied: ProxiedCalls;
  /** Null: no request handler is asked, applications are chosen by verb. */
  handled: HandledRequests | null;
  /** INVITEs of applications without a final response, by the name they know them by: what CANCEL can still reach. */
  readonly invites: Map<string, ApplicationInvite>;
}

/** The owner is still there to hear of it. */
export const isOwned = (core: Core, call: CallDialog): boolean => core.applications.has(call.application as Application);
