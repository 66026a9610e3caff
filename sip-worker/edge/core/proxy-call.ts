/**
 * A request that its application hands on instead of answering: a stateful proxy (RFC 3261 16) that asks targets one after the other or
 * all at once and passes the best answer back. The application hears of every final response, then that it is done.
 */
import type { ProxyOrder } from "../control/command.ts";
import { replyOk, replyProxied } from "../control/reply.ts";
import {
  callIdOf,
  formatMessage,
  type Header,
  header,
  headerValue,
  headerValues,
  type SipRequest,
  type SipResponse,
} from "../message/message.ts";
import { parseNameAddrList } from "../message/name-addr.ts";
import { respond } from "../message/respond.ts";
import { hostPortOf } from "./answer.ts";
import { bestResponse } from "./best-response.ts";
import type { Core } from "./core.ts";
import { namesOurselves, withOneHopLess, withoutOwnRoute, withoutTopVia } from "./forwarding.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import { OutgoingRequest, planDeparture } from "./outgoing-request.ts";
import { type Arrival, metaOfArrival } from "./received.ts";

/** RFC 3261 16.6 step 11: an INVITE rings at most this long without any news. */
const timerCMs = 185_000;
const targetsAtMost = 30;

interface Branch {
  readonly outgoing: OutgoingRequest;
  timer: NodeJS.Timeout | null;
  /** Its answer counts no more, if it ever comes. */
  over: boolean;
}

export class ProxyCall {
  readonly #core: Core;
  readonly #incoming: IncomingRequest;
  readonly #commandId: string;
  readonly #order: ProxyOrder;
  readonly #added: readonly Header[];
  readonly #targets: string[];
  readonly #branches: Branch[] = [];
  readonly #failures: SipResponse[] = [];
  #tried = 0;
  #done = false;
  #accepted = false;

  constructor(core: Core, incoming: IncomingRequest, commandId: string, order: ProxyOrder, added: readonly Header[]) {
    this.#core = core;
    this.#incoming = incoming;
    this.#commandId = commandId;
    this.#order = order;
    this.#added = added;
    this.#targets = order.destinations.slice(0, targetsAtMost);
  }

  start(): void {
    if (this.#order.remainInDialog) this.#core.proxied.add(callIdOf(this.#incoming.transaction.request));
    if (this.#order.simultaneous) while (this.#tryNext());
    else this.#tryNext();
    if (this.#branches.length === 0) this.#answerLocally(500);
  }

  /** The caller cancelled. */
  cancel(): void {
    if (this.#done || this.#accepted) return;
    this.#stopAll();
    this.#answerLocally(487);
  }

  /** False: no target is left. */
  #tryNext(): boolean {
    while (this.#tried < this.#targets.length) if (this.#startBranch(this.#targets[this.#tried++]!)) return true;
    return false;
  }

  #startBranch(target: string): boolean {
    const { environment, layer } = this.#core;
    const { request: received, flow } = this.#incoming.transaction;
    const request = this.#requestFor(target);
    const route = request.uri === target || headerValue(request, "route") !== undefined ? "" : target;
    const departure = planDeparture(request, environment, route, null);
    if (typeof departure === "string") return false;
    const outgoing: OutgoingRequest = new OutgoingRequest(this.#withRecordRoute(request, hostPortOf(flow)), departure, environment, layer, {
      responseReceived: (response, arrival) => this.#onResponse(branch, response, arrival),
      failed: (status, reason) => this.#onFailed(branch, status, reason),
    });
    const branch: Branch = { outgoing, timer: null, over: false };
    this.#branches.push(branch);
    this.#watch(branch, this.#order.provisionalTimeoutMs ?? this.#order.finalTimeoutMs);
    if (received.method === "INVITE") this.#core.callEvents.attempt("application", outgoing.request);
    outgoing.start();
    return true;
  }

  #requestFor(target: string): SipRequest {
    const { environment } = this.#core;
    const routed = withoutOwnRoute(this.#incoming.transaction.request, environment);
    const nearer = withOneHopLess(routed) ?? routed;
    const uri = namesOurselves(environment, nearer.uri) ? target : nearer.uri;
    return { ...nearer, uri, headers: [...nearer.headers, ...this.#added] };
  }

  #withRecordRoute(request: SipRequest, hostPort: string): SipRequest {
    if (!this.#order.remainInDialog) return request;
    const own =
      request.method === "REGISTER"
        ? [header("Path", `<sip:${hostPort};lr>`), header("Require", "path")]
        : [header("Record-Route", `<sip:${hostPort};lr>`)];
    return { ...request, headers: [...own, ...request.headers] };
  }

  #onResponse(branch: Branch, response: SipResponse, arrival: Arrival): void {
    if (response.status >= 200) this.#report(response, arrival);
    if (response.status < 200) this.#onProvisional(branch, response);
    else if (response.status < 300) this.#onSuccess(branch, response);
    else this.#onFailure(branch, response);
  }

  #onProvisional(branch: Branch, response: SipResponse): void {
    if (branch.over || this.#done) return;
    this.#watch(branch, this.#order.finalTimeoutMs ?? (branch.outgoing.request.method === "INVITE" ? timerCMs : null));
    if (response.status > 100 && !this.#accepted) this.#incoming.transaction.respond(withoutTopVia(response));
  }

  #onSuccess(branch: Branch, response: SipResponse): void {
    this.#close(branch);
    const first = !this.#accepted;
    this.#accepted = true;
    // each 2xx of a fork goes back: the caller acknowledges and ends those it does not want (16.7 step 5)
    this.#passBack(response);
    if (!first) return;
    if (branch.outgoing.request.method === "INVITE") this.#core.callEvents.start("network", "proxy-uac", response);
    this.#stopAll();
    this.#finish();
  }

  #onFailure(branch: Branch, response: SipResponse): void {
    if (branch.over || this.#done) return;
    this.#close(branch);
    this.#failures.push(response);
    if (isChallenge(response) || response.status >= 600) {
      this.#stopAll();
      this.#conclude();
      return;
    }
    if (this.#order.followRedirects && response.status < 400)
      this.#targets.push(...contactsOf(response).slice(0, targetsAtMost - this.#targets.length));
    this.#goOn();
  }

  #onFailed(branch: Branch, status: 408 | 503, reason: string): void {
    if (branch.over || this.#done) return;
    this.#close(branch);
    // a proxy that cannot reach a target does not claim to be overloaded itself (16.7 step 6)
    const seen = respond(this.#incoming.transaction.request, status === 503 ? 500 : 408, this.#incoming.localTag);
    this.#core.environment.counters.add(`proxy.failed.${reason.replaceAll(" ", "-")}`);
    this.#failures.push(seen);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#order.simultaneous) while (this.#tryNext());
    else if (this.#tryNext()) return;
    if (this.#branches.every(({ over }) => over)) this.#conclude();
  }

  #conclude(): void {
    const best = bestResponse(this.#failures);
    if (!best) this.#answerLocally(408);
    else {
      this.#passBack(best);
      this.#finish();
    }
  }

  #passBack(response: SipResponse): void {
    const { transaction } = this.#incoming;
    const own = headerValues(response, "via").join(",") === headerValues(transaction.request, "via").join(",");
    const back = own ? response : withoutTopVia(response);
    transaction.respond(back);
    this.#core.layer.answered(transaction);
    if (transaction.request.method === "INVITE") this.#core.callEvents.answered("application", "proxy-uas", back);
  }

  #answerLocally(status: number): void {
    const { transaction, localTag } = this.#incoming;
    this.#passBack(respond(transaction.request, status, localTag));
    this.#finish();
  }

  #watch(branch: Branch, afterMs: number | null): void {
    if (branch.timer) clearTimeout(branch.timer);
    branch.timer = afterMs === null ? null : setTimeout(() => this.#onTimeout(branch), afterMs);
  }

  #onTimeout(branch: Branch): void {
    if (branch.over || this.#done) return;
    this.#close(branch);
    branch.outgoing.cancel();
    this.#goOn();
  }

  #close(branch: Branch): void {
    this.#watch(branch, null);
    branch.over = true;
  }

  #stopAll(): void {
    for (const branch of this.#branches) {
      if (branch.over) continue;
      this.#close(branch);
      if (branch.outgoing.request.method === "INVITE") branch.outgoing.cancel();
    }
    this.#tried = this.#targets.length;
  }

  #report(response: SipResponse, arrival: Arrival): void {
    if (!this.#done) this.#incoming.application.send(replyProxied(this.#commandId, metaOfArrival(arrival), formatMessage(response)));
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    this.#core.incoming.delete(this.#incoming.id);
    this.#incoming.application.send(replyOk(this.#commandId, "done"));
  }
}

const isChallenge = (response: SipResponse): boolean =>
  (response.status === 401 && headerValue(response, "www-authenticate") !== undefined) ||
  (response.status === 407 && headerValue(response, "proxy-authenticate") !== undefined);

const contactsOf = (response: SipResponse): string[] =>
  headerValues(response, "contact").flatMap((value) => (parseNameAddrList(value) ?? []).map(({ uri }) => uri));
