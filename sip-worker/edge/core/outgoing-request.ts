/**
 * One request of ours from its next hop's name to its final response: DNS, the addresses in turn (RFC 3263 4.3), the CANCEL that must
 * wait for a provisional response (RFC 3261 9.1).
 */
import { nextHopOf } from "../dialog/dialog.ts";
import { cseqOf, type Header, header, type SipRequest, type SipResponse } from "../message/message.ts";
import { parameterValue } from "../message/parameters.ts";
import { hostOfAddress, parseSipUri, type SipUri } from "../message/uri.ts";
import type { Flow, Listener, Protocol, SocketAddress } from "../transport/flow.ts";
import { literalAddress, type NextHop } from "../transport/resolve.ts";
import type { ClientTransaction } from "./client-transaction.ts";
import type { Environment } from "./environment.ts";
import { isTooLarge, tcpPatienceMs } from "./large-requests.ts";
import type { Arrival } from "./received.ts";
import type { TransactionLayer } from "./transaction-layer.ts";

export interface OutgoingEvents {
  responseReceived(response: SipResponse, arrival: Arrival): void;
  /** No response came, and none will: what it would have been (408 or 503). */
  failed(status: 408 | 503, reason: string): void;
}

export interface Departure {
  readonly hop: NextHop;
  readonly listener: Listener;
  /** An open connection to the peer, which may stand behind NAT: taken when it leads to the same address. */
  readonly preferred: Flow | null;
}

/** The way a request will take, or why there is none. `route`: a next hop given from outside, URI or `address[:port]`. */
export function planDeparture(request: SipRequest, environment: Environment, route: string, preferred: Flow | null): Departure | string {
  const target = route === "" ? nextHopOf(request) : route;
  const uri = parseSipUri(target) ?? parseSipUri(`sip:${target}`);
  if (!uri) return `invalid request-uri: ${target}`;
  const kept = route === "" && preferred && mayUse(request, uri, preferred) ? preferred : null;
  const hop = kept ? hopOf(kept) : { host: parameterValue(uri.parameters, "maddr") ?? uri.host, port: uri.port, protocol: protocolOf(uri) };
  const listener = environment.transport.listenerFor(hop.protocol, literalAddress(hop)?.address, preferred?.local);
  if (!listener) return "requested protocol/transport not available";
  if (route === "" && environment.transport.isOwnAddress(hop)) return "can not send request to myself";
  return { hop, listener, preferred: kept };
}

/** The peer's own connection, unless the way leads over other hops or the target asks for another transport. */
function mayUse(request: SipRequest, uri: SipUri, flow: Flow): boolean {
  if (!flow.open || !flow.reliable || request.headers.some(({ key }) => key === "route")) return false;
  const named = parameterValue(uri.parameters, "transport")?.toLowerCase();
  const secure = flow.protocol === "tls" || flow.protocol === "wss";
  if (uri.scheme === "sips" && !secure) return false;
  // WebSocket clients write `ws` for both (RFC 7118 5.2.3 has no parameter of its own for wss)
  return (
    named === undefined ||
    named === flow.protocol ||
    (named === "ws" && flow.protocol === "wss") ||
    (named === "tcp" && flow.protocol === "tls")
  );
}

const hopOf = ({ remote, protocol }: Flow): NextHop => ({ host: hostOfAddress(remote.address), port: remote.port, protocol });

/** What the URI names, UDP if it names none. */
function protocolOf(uri: SipUri): Protocol {
  const named = parameterValue(uri.parameters, "transport")?.toLowerCase() as Protocol | undefined;
  if (uri.scheme === "sips") return named === "ws" || named === "wss" ? "wss" : "tls";
  return named ?? "udp";
}

/** `Via` for a listener, on top of the request's own. */
export function withVia(request: SipRequest, listener: { protocol: Protocol; advertised: SocketAddress }, branch: string): SipRequest {
  const { address, port } = listener.advertised;
  const via = header("Via", `SIP/2.0/${listener.protocol.toUpperCase()} ${hostOfAddress(address)}:${port};rport;branch=${branch}`);
  return { ...request, headers: [via, ...request.headers] };
}

const withoutTopVia = (request: SipRequest): SipRequest => {
  const at = request.headers.findIndex(({ key }) => key === "via");
  return { ...request, headers: request.headers.filter((_, index) => index !== at) };
};

export class OutgoingRequest {
  readonly #environment: Environment;
  readonly #layer: TransactionLayer;
  readonly #events: OutgoingEvents;
  readonly #departure: Departure;
  #addresses: readonly SocketAddress[] = [];
  #transaction: ClientTransaction | null = null;
  #answered = false;
  /** The peer that is tried by TCP, though UDP was meant. */
  #byStream: SocketAddress | null = null;
  #cancel: "none" | "held" | "sent" = "none";
  #cancelHeaders: readonly Header[] = [];
  finished = false;
  request: SipRequest;

  constructor(request: SipRequest, departure: Departure, environment: Environment, layer: TransactionLayer, events: OutgoingEvents) {
    this.#environment = environment;
    this.#layer = layer;
    this.#events = events;
    this.#departure = departure;
    this.request = withVia(request, departure.listener, environment.identifiers.branch());
  }

  get cancelled(): boolean {
    return this.#cancel !== "none";
  }

  /** Where it went, once it went. */
  get flow(): Flow | null {
    return this.#transaction?.flow ?? null;
  }

  start(): void {
    this.#environment.resolver.resolve(this.#departure.hop, (addresses) => this.#tryAddresses(addresses));
  }

  /** Held until a provisional response when none has come. The INVITE still ends by its own final response. */
  cancel(headers: readonly Header[] = []): void {
    if (this.finished || this.#cancel !== "none") return;
    this.#cancelHeaders = headers;
    this.#cancel = "held";
    if (this.#answered) this.#sendCancel();
  }

  #tryAddresses(addresses: readonly SocketAddress[]): void {
    const [first, ...others] = addresses;
    if (!first) {
      this.#fail(503, "DNS Error");
      return;
    }
    this.#addresses = others;
    const { preferred, listener, hop } = this.#departure;
    const stream = preferred?.open ? null : this.#streamFor(first);
    if (stream) this.#startByStream(stream, first);
    else this.#startBy(preferred?.open ? preferred : listener.flowTo(first, hop.host));
  }

  #startBy(flow: Flow): void {
    this.#transaction = this.#layer.startClient(this.request, flow, {
      responseReceived: (response, arrival) => this.#onResponse(response, arrival),
      failed: (cause) => this.#onFailure(cause),
    });
  }

  /** The TCP listener for a request that is too large for UDP; null: it is not, or the peer has no TCP. */
  #streamFor(peer: SocketAddress): Listener | null {
    const { listener } = this.#departure;
    const { transport, withoutTcp } = this.#environment;
    if (listener.protocol !== "udp" || withoutTcp.has(peer) || !isTooLarge(this.request)) return null;
    return transport.listenerFor("tcp", peer.address);
  }

  /** What the peer does not take by TCP goes by UDP after all. */
  #startByStream(stream: Listener, peer: SocketAddress): void {
    this.#environment.counters.add("requests.tooLargeForUdp");
    this.#byStream = peer;
    this.#leaveBy(stream);
    const flow = stream.flowTo(peer);
    this.#startBy(flow);
    setTimeout(() => flow.giveUpConnecting?.(), tcpPatienceMs).unref();
  }

  /** The request anew, as another transaction. */
  #leaveBy(listener: Listener): void {
    this.request = withVia(withoutTopVia(this.request), listener, this.#environment.identifiers.branch());
  }

  #onResponse(response: SipResponse, arrival: Arrival): void {
    this.#answered = true;
    if (response.status >= 200) this.finished = true;
    else if (this.#cancel === "held") this.#sendCancel();
    this.#events.responseReceived(response, arrival);
  }

  #onFailure(cause: "timeout" | "transport"): void {
    const peer = this.#byStream;
    this.#byStream = null;
    const again = !this.#answered && this.#cancel === "none";
    if (peer && cause === "transport") this.#environment.withoutTcp.add(peer);
    const addresses = peer && cause === "transport" ? [peer, ...this.#addresses] : this.#addresses;
    if (again && addresses.length > 0) {
      this.#leaveBy(this.#departure.listener);
      this.#tryAddresses(addresses);
    } else if (cause === "timeout") this.#fail(408, "Request Timeout");
    else this.#fail(503, "Service Unavailable");
  }

  #fail(status: 408 | 503, reason: string): void {
    if (this.finished) return;
    this.finished = true;
    this.#events.failed(status, reason);
  }

  #sendCancel(): void {
    if (!this.#transaction) return;
    this.#cancel = "sent";
    this.#layer.startClient(cancelOf(this.request, this.#cancelHeaders), this.#transaction.flow, {
      responseReceived: () => {},
      failed: () => {},
    });
    this.#transaction.handle({ type: "cancelled" });
  }
}

/** RFC 3261 9.1: everything that identifies the INVITE, and nothing else of it. */
export function cancelOf(invite: SipRequest, extra: readonly Header[]): SipRequest {
  const copied = (key: string) => invite.headers.filter((candidate) => candidate.key === key);
  const headers = [
    ...copied("via").slice(0, 1),
    ...copied("route"),
    header("Max-Forwards", "70"),
    ...copied("from"),
    ...copied("to"),
    ...copied("call-id"),
    header("CSeq", `${cseqOf(invite).number} CANCEL`),
    ...extra,
  ];
  return { kind: "request", method: "CANCEL", uri: invite.uri, headers, body: "" };
}
