/**
 * New requests about which the request handler is asked. The transaction is there from the start, so retransmissions are absorbed, and
 * CANCEL finds the INVITE; a request that is no longer waiting when the answer comes has been answered, and the answer changes nothing.
 */
import type { Verdict } from "../control/verdict.ts";
import { callIdOf, type Header, header, headerValue } from "../message/message.ts";
import { uriOf } from "../message/name-addr.ts";
import { respond } from "../message/respond.ts";
import { parseSipUri } from "../message/uri.ts";
import { assertNever } from "../transaction/assert-never.ts";
import type { Application } from "./application.ts";
import { isInitialInvite } from "./call-events.ts";
import type { Core } from "./core.ts";
import { deliver } from "./incoming-requests.ts";
import { startProxy } from "./proxying.ts";
import type { Asked, HandledRequests, RequestHandler } from "./request-handling.ts";
import type { ServerTransaction } from "./server-transaction.ts";

interface Pending {
  readonly transaction: ServerTransaction;
  /** All responses to the request have the same. */
  readonly localTag: string;
  readonly given: AbortController;
}

/** Who stands behind a request that the edge itself hands on: nobody hears of it. */
const nobody: Application = { routes: new Set(), tags: [], send: () => {} };

export class PendingRequests implements HandledRequests {
  readonly #core: Core;
  readonly #handler: RequestHandler;
  /** Above this the handler is too slow for what comes in. */
  readonly #pendingAtMost: number;
  readonly #pending = new Map<ServerTransaction, Pending>();

  constructor(core: Core, handler: RequestHandler, pendingAtMost: number) {
    this.#core = core;
    this.#handler = handler;
    this.#pendingAtMost = pendingAtMost;
  }

  take(transaction: ServerTransaction): boolean {
    if (!this.#handler.handles(transaction.request.method)) return false;
    const pending = { transaction, localTag: this.#core.environment.identifiers.tag(), given: new AbortController() };
    this.#pending.set(transaction, pending);
    transaction.events = { ended: () => this.#forget(pending) };
    if (this.#pending.size > this.#pendingAtMost) this.#answer(pending, 503, "tooMany");
    else this.#decide(pending).catch((error: Error) => this.#onBug(pending, error));
    return true;
  }

  cancel(cancel: ServerTransaction, invite: ServerTransaction): boolean {
    const pending = this.#pending.get(invite);
    if (!pending) return false;
    cancel.respond(respond(cancel.request, 200, pending.localTag));
    this.#answer(pending, 487, "cancelled");
    return true;
  }

  endAll(): void {
    for (const pending of this.#pending.values()) this.#answer(pending, 503, "stopped");
  }

  async #decide(pending: Pending): Promise<void> {
    const { transaction, given } = pending;
    const asked = await this.#handler.ask(transaction.request.method, questionOf(transaction), given.signal);
    if (!this.#isWaiting(pending)) return;
    this.#core.environment.counters.add(`requestHandler.${asked.type}`);
    await this.#follow(pending, asked);
  }

  async #follow(pending: Pending, asked: Asked): Promise<void> {
    switch (asked.type) {
      case "timeout":
        return this.#complain(pending, 503, "no answer in time");
      case "failed":
        return this.#complain(pending, 503, asked.problem);
      case "invalid":
        return this.#complain(pending, 500, asked.problem);
      case "connect":
        return this.#connect(pending, asked);
      case "tag":
        return this.#handTo(pending, this.#core.applications.choose(pending.transaction.request.method.toLowerCase(), asked.tag));
      case "reject":
        return this.#answer(pending, asked.status, null, [], asked.reason);
      case "redirect":
        return this.#answer(
          pending,
          302,
          null,
          asked.contacts.map((contact) => header("Contact", contact)),
        );
      case "proxy":
        this.#pending.delete(pending.transaction);
        startProxy(this.#core, deliver(this.#core, pending.transaction, nobody, null), "", asked.order, []);
        return;
      default:
        assertNever(asked);
    }
  }

  async #connect(pending: Pending, { target }: Extract<Verdict, { type: "connect" }>): Promise<void> {
    const reached = await this.#handler.connect(target, pending.given.signal);
    if (!this.#isWaiting(pending)) return;
    if (typeof reached !== "string") this.#handTo(pending, reached);
    else {
      this.#core.environment.counters.add(`requestHandler.connect.${reached}`);
      this.#complain(pending, 503, `application at ${target.host}:${target.port}: ${reached}`);
    }
  }

  #handTo(pending: Pending, application: Application | null): void {
    if (!application || !this.#core.applications.has(application)) {
      this.#answer(pending, 503, "noApplication");
      return;
    }
    this.#pending.delete(pending.transaction);
    deliver(this.#core, pending.transaction, application, null);
  }

  #complain(pending: Pending, status: 500 | 503, problem: string): void {
    const { request } = pending.transaction;
    this.#core.environment.log.warn("request handler", { problem, method: request.method, sipCallId: callIdOf(request) });
    this.#answer(pending, status, null);
  }

  #onBug(pending: Pending, error: Error): void {
    this.#core.environment.counters.add("bugs");
    this.#core.environment.log.error("request handling failed", { error: error.stack ?? error.message });
    if (this.#isWaiting(pending)) this.#answer(pending, 500, null);
  }

  #answer(pending: Pending, status: number, counted: string | null, extra: readonly Header[] = [], reason: string | null = null): void {
    const { transaction, localTag } = pending;
    this.#forget(pending);
    if (counted) this.#core.environment.counters.add(`requestHandler.${counted}`);
    const usual = respond(transaction.request, status, localTag, extra);
    const response = reason === null ? usual : { ...usual, reason };
    transaction.events = null;
    transaction.respond(response);
    this.#core.layer.answered(transaction);
    if (isInitialInvite(transaction.request)) this.#core.callEvents.answered("application", "uas", response);
  }

  #isWaiting({ transaction }: Pending): boolean {
    return this.#pending.has(transaction);
  }

  #forget({ transaction, given }: Pending): void {
    this.#pending.delete(transaction);
    given.abort();
  }
}

/** The names are those of drachtio's own request handler, as far as they are published. */
function questionOf({ request, flow }: ServerTransaction): Record<string, string> {
  const [from, to] = [headerValue(request, "from") ?? "", headerValue(request, "to") ?? ""];
  return {
    method: request.method,
    domain: parseSipUri(request.uri)?.host ?? "",
    protocol: flow.protocol,
    source_address: flow.remote.address,
    source_port: String(flow.remote.port),
    uri: request.uri,
    uriUser: userOf(request.uri),
    from,
    fromUser: userOf(uriOf(from)),
    to,
    toUser: userOf(uriOf(to)),
    callid: callIdOf(request),
    contentType: headerValue(request, "content-type") ?? "",
  };
}

/** Without the password that a SIP URI may carry. */
const userOf = (uri: string | null): string => ((uri && parseSipUri(uri)?.user) || "").split(":")[0]!;
