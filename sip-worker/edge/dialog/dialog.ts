/** Dialog state and the requests made from it (RFC 3261 12). Time, transport and identifiers are the caller's. */
import {
  callIdOf,
  cseqOf,
  type Header,
  header,
  headerValue,
  headerValues,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../message/message.ts";
import { formatNameAddr, parseNameAddrList, tagOf, uriOf, withTag } from "../message/name-addr.ts";
import { parameterValue } from "../message/parameters.ts";
import { parseSipUri } from "../message/uri.ts";

export class Dialog {
  localSequence: number;
  /** null until the peer has sent a request in this dialog. */
  remoteSequence: number | null;
  /** URI of the peer's Contact; null while it has given none, then nothing can be addressed to it. */
  remoteTarget: string | null;

  private constructor(
    readonly callId: string,
    readonly localTag: string,
    readonly remoteTag: string,
    /** From or To value with tag. */
    readonly localAddress: string,
    readonly remoteAddress: string,
    /** Route values as they are sent, first hop first. */
    public routeSet: readonly string[],
    start: { localSequence: number; remoteSequence: number | null; remoteTarget: string | null },
  ) {
    this.localSequence = start.localSequence;
    this.remoteSequence = start.remoteSequence;
    this.remoteTarget = start.remoteTarget;
  }

  /** As the user agent server that answers `request` with this To tag (12.1.1). `localSequence` is where our numbering starts. */
  static fromIncoming(request: SipRequest, localTag: string, localSequence: number): Dialog {
    const from = headerValue(request, "from") ?? "";
    const to = headerValue(request, "to") ?? "";
    const start = { localSequence, remoteSequence: cseqOf(request).number, remoteTarget: contactUri(request) };
    return new Dialog(callIdOf(request), localTag, tagOf(from) ?? "", withTag(to, localTag), from, routesOf(request), start);
  }

  /** As the user agent client whose request got this response (12.1.2). */
  static fromOutgoing(request: SipRequest, response: SipResponse): Dialog {
    const from = headerValue(request, "from") ?? "";
    const to = headerValue(response, "to") ?? "";
    const start = { localSequence: cseqOf(request).number, remoteSequence: null, remoteTarget: contactUri(response) };
    return new Dialog(callIdOf(request), tagOf(from) ?? "", tagOf(to) ?? "", from, to, routesOf(response).reverse(), start);
  }

  /** A 2xx fixes the route set that a 1xx had only proposed (13.2.2.4), and every target refresh moves the target (12.2.1.2). */
  confirm(response: SipResponse): void {
    this.routeSet = routesOf(response).reverse();
    this.refreshTarget(response);
  }

  refreshTarget(message: SipMessage): void {
    this.remoteTarget = contactUri(message) ?? this.remoteTarget;
  }

  /** False: its number is not above those before it, it must be refused with 500 (12.2.2). */
  acceptSequence(request: SipRequest): boolean {
    const { number } = cseqOf(request);
    if (this.remoteSequence !== null && number <= this.remoteSequence) return false;
    this.remoteSequence = number;
    return true;
  }

  /** The next request, or one with a given number; Via, Contact and body are the caller's (12.2.1.1). `target` is for requests before any Contact is known. */
  request(method: string, options: { sequence?: number; target?: string } = {}): SipRequest {
    const sequence = options.sequence ?? this.localSequence + 1;
    // ACK and CANCEL repeat the number of their INVITE and do not move the numbering on
    if (method !== "ACK") this.localSequence = Math.max(this.localSequence, sequence);
    const { uri, routes } = this.#addressing(options.target);
    const headers: Header[] = [
      ...routes.map((route) => header("Route", route)),
      header("Max-Forwards", "70"),
      header("From", this.localAddress),
      header("To", this.remoteAddress),
      header("Call-ID", this.callId),
      header("CSeq", `${sequence} ${method}`),
    ];
    return { kind: "request", method, uri, headers, body: "" };
  }

  /** A first hop without `lr` is a strict router: it becomes the Request-URI and the target goes to the end. */
  #addressing(target = ""): { uri: string; routes: readonly string[] } {
    const remoteTarget = this.remoteTarget ?? target;
    const first = uriOf(this.routeSet[0]);
    if (first === null || isLooseRouter(first)) return { uri: remoteTarget, routes: this.routeSet };
    return { uri: first, routes: [...this.routeSet.slice(1), `<${remoteTarget}>`] };
  }
}

/** Where a request goes first: its top Route, else its Request-URI (8.1.2). After strict routing the Request-URI is that hop already. */
export function nextHopOf(request: SipRequest): string {
  const route = uriOf(headerValue(request, "route"));
  return route !== null && isLooseRouter(route) ? route : request.uri;
}

export function isLooseRouter(uri: string): boolean {
  const parsed = parseSipUri(uri);
  return parsed !== null && parameterValue(parsed.parameters, "lr") !== undefined;
}

const contactUri = (message: SipMessage): string | null => uriOf(headerValue(message, "contact"));

function routesOf(message: SipMessage): string[] {
  return headerValues(message, "record-route").flatMap((value) => (parseNameAddrList(value) ?? []).map(formatNameAddr));
}
