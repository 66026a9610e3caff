/** What makes two messages belong to one transaction (RFC 3261 17.1.3, 17.2.3). */
import { callIdOf, cseqOf, headerValue, type SipMessage, type SipRequest } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { branchOf, formatVia, parseViaList, type Via } from "../message/via.ts";

const cookie = "z9hG4bK";

export function topVia(message: SipMessage): Via | null {
  const value = headerValue(message, "via");
  return value === undefined ? null : (parseViaList(value)?.[0] ?? null);
}

/** Key of the client transaction a response answers; null when its branch is none of ours. */
export function clientKey(message: SipMessage): string | null {
  const via = topVia(message);
  const branch = via && branchOf(via);
  return branch?.startsWith(cookie) ? `${branch} ${cseqOf(message).method}` : null;
}

/** Key of the server transaction a request belongs to; ACK and, with `method`, CANCEL find their INVITE by it. */
export function serverKey(request: SipRequest, method: string = request.method === "ACK" ? "INVITE" : request.method): string {
  const via = topVia(request);
  const branch = via && branchOf(via);
  if (via && branch?.startsWith(cookie) && branch.length > cookie.length) {
    // Call-ID and number are the same in all messages of a transaction; with them a peer that repeats branches (RFC 4475's do) harms nobody
    return `${branch} ${via.host.toLowerCase()}:${via.port ?? 5060} ${method} ${cseqOf(request).number} ${callIdOf(request)}`;
  }
  return `${rfc2543Key(request, via)} ${method}`;
}

/** Peers of RFC 2543 have no branch: Request-URI, From tag, Call-ID, CSeq number and top Via together take its place. */
function rfc2543Key(request: SipRequest, via: Via | null): string {
  const fromTag = tagOf(headerValue(request, "from") ?? "") ?? "";
  return [request.uri, fromTag, callIdOf(request), cseqOf(request).number, via ? formatVia({ ...via, parameters: [] }) : ""].join("\n");
}
