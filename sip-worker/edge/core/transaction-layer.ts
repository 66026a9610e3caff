/**
 * The tables of transactions and the way of every message through them (RFC 3261 17, 18): text from a socket in, and out to the
 * transaction user comes what is new.
 */
import { refusalOf } from "../message/acceptable.ts";
import { callIdOf, cseqOf, formatMessage, header, headerValue, type SipRequest, type SipResponse } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { type Parsed, parseMessage } from "../message/parse.ts";
import { respond } from "../message/respond.ts";
import { formatVia, parseViaList, withSource } from "../message/via.ts";
import { clientKey, serverKey } from "../transaction/key.ts";
import type { Flow } from "../transport/flow.ts";
import { ClientTransaction, type ClientTransactionEvents } from "./client-transaction.ts";
import type { Environment } from "./environment.ts";
import { FloodGuard, floodLimits } from "./flood-guard.ts";
import type { Arrival } from "./received.ts";
import { isScanner } from "./scanners.ts";
import { ServerTransaction } from "./server-transaction.ts";

/** The layer above: user agent core and proxy. */
export interface TransactionUser {
  requestReceived(transaction: ServerTransaction): void;
  /** An ACK that belongs to no INVITE transaction waiting for it: of a 2xx, or of somebody else's call through us. */
  ackReceived(ack: SipRequest, arrival: Arrival): void;
  cancelReceived(cancel: ServerTransaction, invite: ServerTransaction): void;
  /** True when the request only passes through us, without a transaction. */
  forwards(request: SipRequest, arrival: Arrival): boolean;
  /** A response without a transaction: a late 2xx, or one to forward statelessly. */
  responseReceived(response: SipResponse, arrival: Arrival): void;
}

const transactionsAtMost = 50_000;
/** Answers to strangers over UDP that are kept for their repetitions; a flood of them must not fill the memory. */
const answeredStrangersAtMost = 2_000;

export class TransactionLayer {
  readonly #environment: Environment;
  readonly #servers = new Map<string, ServerTransaction>();
  readonly #clients = new Map<string, ClientTransaction>();
  /** Unanswered requests by what a fork of them would share (RFC 3261 8.2.2.2). */
  readonly #unanswered = new Map<string, ServerTransaction>();
  user: TransactionUser | null = null;

  readonly #floodGuard: FloodGuard;
  /** Oldest first. */
  readonly #answeredStrangers = new Set<ServerTransaction>();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#floodGuard = new FloodGuard(floodLimits, environment.clock.now());
  }

  get size(): { servers: number; clients: number } {
    return { servers: this.#servers.size, clients: this.#clients.size };
  }

  /** A peer owes the final response to an INVITE or BYE. */
  get awaitsEnds(): boolean {
    return [...this.#clients.values()].some(({ finished, request }) => !finished && ["INVITE", "BYE"].includes(request.method));
  }

  receive(text: string, flow: Flow): void {
    const { counters, clock } = this.#environment;
    const parsed = parseMessage(text, { stream: flow.protocol === "tcp" || flow.protocol === "tls" });
    const arrival: Arrival = { flow, bytes: text.length, date: clock.date() };
    if (parsed.type === "keepAlive") return;
    if (parsed.type === "refused") this.#refuse(parsed, flow);
    else if (parsed.message.kind === "response") this.#receiveResponse(parsed.message, arrival);
    else this.#receiveRequest(withReceived(parsed.message, flow), arrival);
    counters.add("messages.received");
  }

  startClient(request: SipRequest, flow: Flow, events: ClientTransactionEvents): ClientTransaction {
    const key = clientKey(request) ?? "";
    const transaction = new ClientTransaction(request, flow, this.#environment, events, () => this.#clients.delete(key));
    this.#clients.set(key, transaction);
    return transaction;
  }

  /** Answers without a transaction: nothing is remembered, a repeated request is judged again. */
  respondStateless(request: SipRequest, flow: Flow, status: number, extra = [] as ReturnType<typeof header>[]): void {
    flow.send(formatMessage(respond(request, status, statelessTag(request), extra)));
  }

  #refuse(parsed: Extract<Parsed, { type: "refused" }>, flow: Flow): void {
    this.#environment.counters.add(`refused.${parsed.fault}`);
    if (!parsed.answerable) return;
    const extra = parsed.status === 501 ? [header("Allow", allowedMethods)] : [];
    this.respondStateless(parsed.answerable, flow, parsed.status, extra);
  }

  #receiveResponse(response: SipResponse, arrival: Arrival): void {
    const client = this.#clients.get(clientKey(response) ?? "");
    if (client) {
      this.#environment.provenSources.add(arrival.flow.remote.address);
      client.responseReceived(response, arrival);
    } else this.user?.responseReceived(response, arrival);
  }

  #receiveRequest(request: SipRequest, arrival: Arrival): void {
    const key = serverKey(request);
    const known = this.#servers.get(key);
    if (request.method === "ACK") {
      this.#receiveAck(request, arrival, known);
    } else if (known) {
      this.#environment.counters.add("requests.repeated");
      known.repeated(arrival.flow);
    } else {
      this.#admit(request, arrival, key);
    }
  }

  #receiveAck(ack: SipRequest, arrival: Arrival, invite: ServerTransaction | undefined): void {
    const final = invite?.final;
    if (invite && (!final || final.status >= 300)) {
      if (final && headerValue(ack, "to") === headerValue(final, "to")) this.#environment.provenSources.add(arrival.flow.remote.address);
      invite.handle({ type: "ackReceived", ack });
    } else this.user?.ackReceived(ack, arrival);
  }

  #admit(request: SipRequest, arrival: Arrival, key: string): void {
    const { counters, clock, provenSources } = this.#environment;
    const { reliable, remote } = arrival.flow;
    if (!reliable && !provenSources.has(remote.address) && !this.#floodGuard.admits(remote.address, clock.now())) {
      counters.add("dropped.flood");
      return;
    }
    if (!provenSources.has(remote.address) && isScanner(request)) {
      counters.add("dropped.scanner");
      return;
    }
    if (this.user?.forwards(request, arrival)) return;
    const refusal = refusalOf(request);
    if (refusal) {
      counters.add(`refused.${refusal.reason}`);
      this.respondStateless(request, arrival.flow, refusal.status, refusal.headers);
    } else if (this.#servers.size >= transactionsAtMost) {
      counters.add("refused.overload");
      this.respondStateless(request, arrival.flow, 503, [header("Retry-After", "10")]);
    } else if (request.method === "CANCEL") {
      this.#receiveCancel(request, arrival, key);
    } else {
      this.#start(request, arrival, key);
    }
  }

  #receiveCancel(request: SipRequest, arrival: Arrival, key: string): void {
    const invite = this.#servers.get(serverKey(request, "INVITE"));
    if (!invite) {
      this.#environment.counters.add("refused.cancelOfNothing");
      this.respondStateless(request, arrival.flow, 481);
      return;
    }
    this.user?.cancelReceived(this.#enter(request, arrival, key), invite);
  }

  #start(request: SipRequest, arrival: Arrival, key: string): void {
    const forkKey = forkKeyOf(request);
    if (forkKey && this.#unanswered.has(forkKey)) {
      this.#environment.counters.add("refused.merged");
      this.respondStateless(request, arrival.flow, 482);
      return;
    }
    const transaction = this.#enter(request, arrival, key);
    if (forkKey) this.#unanswered.set(forkKey, transaction);
    this.user?.requestReceived(transaction);
  }

  #enter(request: SipRequest, arrival: Arrival, key: string): ServerTransaction {
    const forkKey = forkKeyOf(request);
    const transaction: ServerTransaction = new ServerTransaction(request, arrival, this.#environment, () => {
      if (this.#servers.get(key) === transaction) this.#servers.delete(key);
      this.#answeredStrangers.delete(transaction);
      if (forkKey && this.#unanswered.get(forkKey) === transaction) this.#unanswered.delete(forkKey);
    });
    this.#servers.set(key, transaction);
    return transaction;
  }

  /** To be called with a final response: what comes from now on is a new request, not a fork of this one. */
  answered(transaction: ServerTransaction): void {
    const forkKey = forkKeyOf(transaction.request);
    if (forkKey && this.#unanswered.get(forkKey) === transaction) this.#unanswered.delete(forkKey);
    this.#keepBriefly(transaction);
  }

  #keepBriefly(transaction: ServerTransaction): void {
    const { flow, final, request } = transaction;
    const accepted = request.method === "INVITE" && (final?.status ?? 0) < 300;
    if (flow.reliable || accepted || this.#environment.provenSources.has(flow.remote.address)) return;
    this.#answeredStrangers.add(transaction);
    const [oldest] = this.#answeredStrangers;
    if (this.#answeredStrangers.size <= answeredStrangersAtMost || !oldest) return;
    this.#environment.counters.add("strangers.forgotten");
    oldest.drop();
  }
}

export const allowedMethods =
  "INVITE, ACK, BYE, CANCEL, OPTIONS, REGISTER, PRACK, UPDATE, INFO, SUBSCRIBE, NOTIFY, REFER, MESSAGE, PUBLISH";

/** Only requests outside dialogs can be merged. */
function forkKeyOf(request: SipRequest): string | null {
  if (tagOf(headerValue(request, "to") ?? "") !== undefined || request.method === "CANCEL") return null;
  const { number, method } = cseqOf(request);
  return [tagOf(headerValue(request, "from") ?? "") ?? "", callIdOf(request), number, method].join("\n");
}

/** The same for every repetition of the request, as RFC 3261 8.2.7 asks of stateless answers. */
function statelessTag(request: SipRequest): string {
  let hash = 2_166_136_261;
  for (const character of `${headerValue(request, "via")}${callIdOf(request)}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return `s${(hash >>> 0).toString(16)}`;
}

function withReceived(request: SipRequest, flow: Flow): SipRequest {
  const at = request.headers.findIndex(({ key }) => key === "via");
  const [top, ...others] = parseViaList(request.headers[at]?.value ?? "") ?? [];
  if (!top) return request;
  const value = [withSource(top, flow.remote.address, flow.remote.port), ...others].map(formatVia).join(", ");
  return { ...request, headers: request.headers.map((candidate, index) => (index === at ? { ...candidate, value } : candidate)) };
}
