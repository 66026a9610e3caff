/** Responses made from the request they answer (RFC 3261 8.2.6). */
import { type Header, header, headerValue, type SipRequest, type SipResponse } from "./message.ts";
import { tagOf, withTag } from "./name-addr.ts";
import { reasonPhrase } from "./status.ts";

const copied = new Set(["via", "from", "call-id", "cseq"]);

/** `toTag` is added unless the request had one or the status is 100. */
export function respond(request: SipRequest, status: number, toTag: string | null, extra: readonly Header[] = []): SipResponse {
  const headers = request.headers.filter(({ key }) => copied.has(key));
  const to = headerValue(request, "to") ?? "";
  const tagged = toTag === null || tagOf(to) !== undefined ? to : withTag(to, toTag);
  const at = headers.findLastIndex(({ key }) => key === "from") + 1;
  return {
    kind: "response",
    status,
    reason: reasonPhrase(status),
    headers: [...headers.slice(0, at), header("To", tagged), ...headers.slice(at), ...extra],
    body: "",
  };
}
