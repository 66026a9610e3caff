/** The response on the wire out of what an application says (RFC 3261 8.2.6, 12.1.1, 13.3.1). */
import { mergeHeaders, withContentType, withOwnAddress } from "../control/application-text.ts";
import { header, headerTokens, headerValue, headerValues, type SipRequest, type SipResponse } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { respond } from "../message/respond.ts";
import { reasonPhrase } from "../message/status.ts";
import { hostOfAddress } from "../message/uri.ts";
import type { Flow } from "../transport/flow.ts";

const fromRequest = new Set(["from", "to", "call-id", "cseq"]);

export interface AnswerParts {
  readonly request: SipRequest;
  readonly given: SipResponse;
  readonly localTag: string;
  readonly flow: Flow;
  /** RSeq of a reliable provisional response. */
  readonly reliableSequence: number | null;
  /** Contact of the dialog the request came in, else the listener's own. */
  readonly contact: string;
  readonly inDialog: boolean;
}

export function answerOf(parts: AnswerParts): SipResponse {
  const { request, given, flow } = parts;
  const own = respond(request, given.status, given.status > 100 ? parts.localTag : null, ownHeaders(parts));
  const headers = withOwnAddress(given.headers, hostPortOf(flow), flow.protocol);
  const merged = mergeHeaders(own, headers, fromRequest);
  const answer = { ...merged, reason: given.reason || reasonPhrase(given.status), body: given.body };
  return withContentType(answer) ?? answer;
}

function ownHeaders(parts: AnswerParts) {
  const { request, given, reliableSequence } = parts;
  const headers = [];
  if (formsDialog(request, given.status))
    headers.push(...headerValues(request, "record-route").map((value) => header("Record-Route", value)));
  if (needsContact(parts)) headers.push(header("Contact", parts.contact));
  if (reliableSequence !== null) headers.push(header("RSeq", String(reliableSequence)));
  return headers;
}

export const formsDialog = (request: SipRequest, status: number): boolean =>
  (request.method === "INVITE" || request.method === "SUBSCRIBE" || request.method === "REFER") && status > 100 && status < 300;

function needsContact({ request, given, reliableSequence, inDialog }: AnswerParts): boolean {
  if (reliableSequence !== null) return true;
  if (request.method !== "INVITE" && request.method !== "SUBSCRIBE" && request.method !== "UPDATE") return false;
  return (
    (given.status >= 200 && given.status < 300) || (inDialog && request.method === "INVITE" && given.status > 100 && given.status < 200)
  );
}

/** The tag that an application chose in its own `to:` line; null when it chose none. */
export const givenTag = (given: SipResponse): string | null => tagOf(headerValue(given, "to") ?? "") ?? null;

export const hostPortOf = ({ local }: Pick<Flow, "local">): string => `${hostOfAddress(local.address)}:${local.port}`;

/** Our Contact for a transport. */
export function ownContact(flow: Pick<Flow, "local" | "protocol">): string {
  const transport = flow.protocol === "udp" ? "" : `;transport=${flow.protocol}`;
  return `<sip:${hostPortOf(flow)}${transport}>`;
}

export const wantsReliable = (response: SipResponse): boolean =>
  response.status > 100 && response.status < 200 && headerTokens(response, "require").includes("100rel");

export const supportsReliable = (request: SipRequest): boolean =>
  [...headerTokens(request, "supported"), ...headerTokens(request, "require")].includes("100rel");
