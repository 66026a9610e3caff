/** What the core needs when a request handler decides about new requests: somebody to ask, and a way to applications that it names. */
import type { ApplicationTarget, Verdict } from "../control/verdict.ts";
import type { Application } from "./application.ts";
import type { ServerTransaction } from "./server-transaction.ts";

export type Asked = Verdict | { readonly type: "timeout" } | { readonly type: "failed"; readonly problem: string };

/** Neither throws; both end early when `signal` says that nobody waits any more. */
export interface RequestHandler {
  handles(method: string): boolean;
  ask(method: string, question: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Asked>;
  /** The application after it has authenticated, or why there is none. */
  connect(target: ApplicationTarget, signal: AbortSignal): Promise<Application | ConnectFailure>;
}

export type ConnectFailure = "tooMany" | "timeout" | "unreachable" | "refused" | "cancelled";

/** New requests that wait for the request handler. */
export interface HandledRequests {
  /** False: the request is none of the handler's. */
  take(transaction: ServerTransaction): boolean;
  /** False: the INVITE does not wait here. */
  cancel(cancel: ServerTransaction, invite: ServerTransaction): boolean;
  endAll(): void;
}
