/** What a proxy does to a message that passes through (RFC 3261 16.6, 16.7, 16.11), and the stateless way for requests inside proxied calls. */

import { nextHopOf } from "../dialog/dialog.ts";
import {
  callIdOf,
  formatMessage,
  header,
  headerValue,
  headerValues,
  type SipRequest,
  type SipResponse,
  withHeader,
} from "../message/message.ts";
import { formatNameAddr, parseNameAddrList, uriOf } from "../message/name-addr.ts";
import { parameterValue } from "../message/parameters.ts";
import { addressOfHost, parseSipUri } from "../message/uri.ts";
import { branchOf, formatVia, parseViaList, type Via } from "../message/via.ts";
import { topVia } from "../transaction/key.ts";
import type { Protocol } from "../transport/flow.ts";
import { defaultPort } from "../transport/resolve.ts";
import type { Environment } from "./environment.ts";
import { planDeparture, withVia } from "./outgoing-request.ts";
import type { Arrival } from "./received.ts";

const proxiedAtMost = 20_000;

/** Calls that stay with us (Record-Route), by Call-ID: only their requests are forwarded, we are no relay for others. The oldest go first. */
export class ProxiedCalls {
  readonly #callIds = new Set<string>();

  add(callId: string): void {
    this.#callIds.delete(callId);
    this.#callIds.add(callId);
    const [oldest] = this.#callIds;
    if (this.#callIds.size > proxiedAtMost && oldest !== undefined) this.#callIds.delete(oldest);
  }

  has(callId: string): boolean {
    return this.#callIds.has(callId);
  }

  delete(callId: string): void {
    this.#callIds.delete(callId);
  }
}

export function namesOurselves(environment: Environment, uri: string): boolean {
  const parsed = parseSipUri(uri);
  if (!parsed) return false;
  const named = parameterValue(parsed.parameters, "transport")?.toLowerCase() as Protocol | undefined;
  const protocols: Protocol[] = named ? [named] : ["udp", "tcp"];
  return protocols.some((protocol) => environment.transport.isOwnAddress({ host: parsed.host, port: parsed.port, protocol }));
}

/** Without the top Route when it is our own Record-Route coming back (16.4). */
export function withoutOwnRoute(request: SipRequest, environment: Environment): SipRequest {
  const routes = headerValues(request, "route").flatMap((value) => parseNameAddrList(value) ?? []);
  const [first, ...others] = routes;
  if (!first || !namesOurselves(environment, first.uri)) return request;
  const headers = request.headers.filter(({ key }) => key !== "route");
  return { ...request, headers: [...others.map((route) => header("Route", formatNameAddr(route))), ...headers] };
}

/** Null: it has made all the hops it may (16.3). */
export function withOneHopLess(request: SipRequest): SipRequest | null {
  const left = headerValue(request, "max-forwards");
  if (left === undefined) return withHeader(request, "Max-Forwards", "70");
  return Number(left) > 0 ? withHeader(request, "Max-Forwards", String(Number(left) - 1)) : null;
}

/** The response as the hop before us shall see it: our Via gone (16.7 step 3). */
export function withoutTopVia(response: SipResponse): SipResponse {
  const at = response.headers.findIndex(({ key }) => key === "via");
  const rest = (parseViaList(response.headers[at]?.value ?? "") ?? []).slice(1);
  const via = rest.length > 0 ? [header("Via", rest.map(formatVia).join(", "))] : [];
  return { ...response, headers: [...response.headers.slice(0, at), ...via, ...response.headers.slice(at + 1)] };
}

/** A request inside a proxied call. The branch is the same for every repetition (16.11), so answers and CANCELs find their way. */
export function forwardRequest(environment: Environment, received: SipRequest, arrival: Arrival): void {
  const routed = withOneHopLess(withoutOwnRoute(received, environment));
  const departure = routed && planDeparture(routed, environment, nextHopOf(routed), arrival.flow);
  if (!routed || !departure || typeof departure === "string") {
    environment.counters.add("forwarding.noWay");
    return;
  }
  const text = formatMessage(withVia(routed, departure.listener, statelessBranch(received)));
  environment.resolver.resolve(departure.hop, ([first]) => first && departure.listener.flowTo(first).send(text));
}

/** False: it is not one that we forwarded. */
export function forwardResponse(environment: Environment, response: SipResponse): boolean {
  const own = topVia(response);
  if (!own || !branchOf(own)?.startsWith(statelessPrefix)) return false;
  const stripped = withoutTopVia(response);
  const next = topVia(stripped);
  const to = next && destinationOf(next);
  const listener = to && environment.transport.listenerFor(to.protocol, to.address);
  if (!listener) return false;
  listener.flowTo({ address: to.address, port: to.port }).send(formatMessage(stripped));
  return true;
}

/** Where a response goes by its top Via (18.2.2, RFC 3581). Names are not asked: the hop had an address when it sent. */
function destinationOf(via: Via): { protocol: Protocol; address: string; port: number } | null {
  const protocol = via.transport.toLowerCase() as Protocol;
  const received = parameterValue(via.parameters, "received");
  const rport = Number(parameterValue(via.parameters, "rport"));
  const address = addressOfHost(received ?? via.host);
  const port = rport > 0 ? rport : (via.port ?? defaultPort(protocol));
  return port > 65_535 ? null : { protocol, address, port };
}

const statelessPrefix = "z9hG4bKfwd";

function statelessBranch(request: SipRequest): string {
  const via = topVia(request);
  const source = `${via ? formatVia(via) : ""}${callIdOf(request)}${uriOf(headerValue(request, "from")) ?? ""}`;
  let [a, b] = [2_166_136_261, 40_389];
  for (let i = 0; i < source.length; i++) {
    a = Math.imul(a ^ source.charCodeAt(i), 16_777_619);
    b = Math.imul(b ^ source.charCodeAt(i), 2_654_435_761 | 0);
  }
  return `${statelessPrefix}${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}
