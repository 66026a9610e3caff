/**
 * SIP text as an application writes it: any letter case, a Content-Length that counts the wrong units, headers that are not its
 * business. Read into a message; what an application may not set is dropped.
 */
import { collapseSpace } from "../message/header-lines.ts";
import { type Header, header, headerValue, type SipRequest, type SipResponse, withHeader } from "../message/message.ts";
import { formatNameAddr, type NameAddr, parseNameAddrList } from "../message/name-addr.ts";
import { parameterValue } from "../message/parameters.ts";
import { formatSipUri, isUri, parseHostPort, parseSipUri } from "../message/uri.ts";

export type ApplicationMessage = SipRequest | SipResponse | { readonly kind: "invalid"; readonly startLine: string };

/** Ours to write, never the application's. */
const reserved = new Set(["via", "route", "record-route", "rseq", "content-length"]);

export function parseApplicationText(text: string): ApplicationMessage {
  const headEnd = text.indexOf("\r\n\r\n");
  const [startLine = "", ...lines] = (headEnd < 0 ? text : text.slice(0, headEnd)).split("\r\n");
  const body = headEnd < 0 ? "" : text.slice(headEnd + 4);
  const headers = readLines(lines);
  return startLine.startsWith("SIP/") ? readResponse(startLine, headers, body) : readRequest(startLine, headers, body);
}

function readResponse(startLine: string, headers: readonly Header[], body: string): ApplicationMessage {
  const status = Number(startLine.slice(8, 11));
  if (!Number.isInteger(status) || status < 100 || status > 699) return { kind: "invalid", startLine };
  return { kind: "response", status, reason: startLine.slice(12), headers, body };
}

function readRequest(startLine: string, headers: readonly Header[], body: string): ApplicationMessage {
  const [method = "", uri = "", version = "", ...rest] = startLine.split(" ");
  if (method === "" || version !== "SIP/2.0" || rest.length > 0 || !isUri(uri)) return { kind: "invalid", startLine };
  return { kind: "request", method, uri, headers, body };
}

function readLines(lines: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim();
    const value = collapseSpace(line.slice(colon + 1));
    if (!isHeaderName(name) || value === null) continue;
    const read = header(name, value);
    if (!reserved.has(read.key)) headers.push(read);
  }
  return headers;
}

function isHeaderName(name: string): boolean {
  return name !== "" && !/[^A-Za-z0-9_-]/.test(name);
}

const substituted = new Set(["from", "to", "contact", "p-asserted-identity", "diversion", "history-info", "call-info"]);

/**
 * `localhost` in these headers stands for the edge's own address, which the application cannot know; in a Contact also for the transport, or
 * the peer would answer by another. Results are name-addrs.
 */
export function withOwnAddress(headers: readonly Header[], hostPort: string, protocol = "udp"): Header[] {
  return headers.map((candidate) => {
    if (!substituted.has(candidate.key) || !candidate.value.includes("localhost")) return candidate;
    const transport = candidate.key === "contact" && protocol !== "udp" ? protocol : null;
    const addresses = parseNameAddrList(candidate.value);
    const values = addresses?.map((address) => substituteLocalhost(address, hostPort, transport) ?? address);
    return values?.some((address, index) => address !== addresses?.[index])
      ? { ...candidate, value: values.map(formatNameAddr).join(", ") }
      : candidate;
  });
}

function substituteLocalhost(address: NameAddr, hostPort: string, transport: string | null): NameAddr | null {
  const uri = parseSipUri(address.uri);
  const own = parseHostPort(hostPort);
  if (!uri || !own || uri.host.toLowerCase() !== "localhost") return null;
  const named = transport === null || parameterValue(uri.parameters, "transport") !== undefined;
  const parameters = named ? uri.parameters : [...uri.parameters, { name: "transport", value: transport }];
  return { ...address, bracketed: true, uri: formatSipUri({ ...uri, ...own, parameters }) };
}

/** A body needs a type: SDP is recognised, anything else must be named. Null: a request cannot be sent like this. */
export function withContentType<M extends SipRequest | SipResponse>(message: M): M | null {
  if (message.body === "" || headerValue(message, "content-type") !== undefined) return message;
  if (message.body.startsWith("v=0")) return withHeader(message, "Content-Type", "application/sdp");
  return message.kind === "request" ? null : message;
}

/** The application's headers over the server's own: same name replaces, in the server's place; the rest follow. */
export function mergeHeaders<M extends SipRequest | SipResponse>(own: M, given: readonly Header[], except: ReadonlySet<string>): M {
  let message = own;
  const added: Header[] = [];
  for (const candidate of given) {
    if (except.has(candidate.key)) continue;
    if (own.headers.some(({ key }) => key === candidate.key)) message = withHeader(message, candidate.name, candidate.value);
    else added.push(candidate);
  }
  return { ...message, headers: [...message.headers, ...added] };
}
