/**
 * Bytes to message. Every fault has a name (the counter) and a status of RFC 3261 21.4; nothing throws. A refused request still
 * carries what its response needs, if it could be read.
 */
import { canonicalHeader } from "./canonical.ts";
import { type HeadFault, readHead } from "./header-lines.ts";
import { limits } from "./limits.ts";
import { cseqOf, type Header, headerValue, headerValues, type SipMessage, type SipRequest } from "./message.ts";
import { parseStartLine, type StartLineFault } from "./start-line.ts";

export type ParseFault =
  | HeadFault
  | StartLineFault
  | "garbage"
  | "messageTooLong"
  | "missingHeader"
  | "badHeaderValue"
  | "repeatedHeader"
  | "tooManyVia"
  | "tooManyContacts"
  | "cseqMismatch"
  | "badContentLength"
  | "unknownMethod";

export type Parsed =
  | { readonly type: "message"; readonly message: SipMessage }
  /** `answerable` is null for responses, ACKs and requests without the headers a response copies. */
  | { readonly type: "refused"; readonly fault: ParseFault; readonly status: number; readonly answerable: SipRequest | null }
  /** A keep-alive of empty lines (RFC 5626 3.5.1). */
  | { readonly type: "keepAlive" };

const statusOfFault: Partial<Record<ParseFault, number>> = {
  badVersion: 505,
  unknownScheme: 416,
  requestUriTooLong: 414,
  messageTooLong: 513,
  unknownMethod: 501,
};
const knownMethods = new Set("INVITE ACK BYE CANCEL OPTIONS REGISTER PRACK UPDATE INFO SUBSCRIBE NOTIFY REFER MESSAGE PUBLISH".split(" "));
const required = ["via", "from", "to", "call-id", "cseq"];
const single = new Set(["from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type"]);

/** `text` is one datagram, or one message cut out of a stream by its Content-Length, one character per byte. */
export function parseMessage(text: string, options: { readonly stream: boolean }): Parsed {
  const start = afterEmptyLines(text);
  if (start === text.length) return { type: "keepAlive" };
  const headEnd = text.indexOf("\r\n\r\n", start);
  const head = readHead(text.slice(start, headEnd < 0 ? text.length : headEnd));
  const line = parseStartLine(head.startLine);
  if (line.kind === "garbage") return refuseGarbage(head.headers);
  const canonical = head.headers.map(canonicalHeader);
  const headers = canonical.map((header, index) => header ?? head.headers[index]!);
  const body = headEnd < 0 ? "" : text.slice(headEnd + 4);
  const { fault: lineFault, ...parts } = line;
  const message: SipMessage = { ...parts, headers, body };
  const fault =
    lineFault ?? (text.length > limits.messageBytes ? "messageTooLong" : null) ?? head.fault ?? faultOf(message, canonical, options.stream);
  if (fault) return refuse(message, fault);
  return { type: "message", message: { ...message, body: body.slice(0, contentLength(message) ?? body.length) } };
}

function afterEmptyLines(text: string): number {
  let start = 0;
  while (text.charCodeAt(start) === 13 || text.charCodeAt(start) === 10) start++;
  return start;
}

function faultOf(message: SipMessage, canonical: readonly (Header | null)[], stream: boolean): ParseFault | null {
  return (
    repeatedHeader(message) ??
    malformedHeader(canonical) ??
    missingHeader(message) ??
    tooManyValues(message) ??
    methodFault(message) ??
    contentLengthFault(message, stream)
  );
}

function repeatedHeader(message: SipMessage): ParseFault | null {
  const seen = new Set<string>();
  for (const { key } of message.headers) {
    if (!single.has(key)) continue;
    if (seen.has(key)) return "repeatedHeader";
    seen.add(key);
  }
  return null;
}

const malformedHeader = (canonical: readonly (Header | null)[]): ParseFault | null => (canonical.includes(null) ? "badHeaderValue" : null);

const missingHeader = (message: SipMessage): ParseFault | null =>
  required.every((key) => headerValue(message, key) !== undefined) ? null : "missingHeader";

function tooManyValues(message: SipMessage): ParseFault | null {
  if (countValues(message, "via") > limits.viaHops) return "tooManyVia";
  return countValues(message, "contact") > limits.contactValues ? "tooManyContacts" : null;
}

/** Commas inside quotes count as well: an upper bound is enough for a limit. */
function countValues(message: SipMessage, key: string): number {
  return headerValues(message, key).reduce((count, value) => count + value.split(",").length, 0);
}

function methodFault(message: SipMessage): ParseFault | null {
  if (message.kind === "response") return null;
  if (!knownMethods.has(message.method)) return "unknownMethod";
  return cseqOf(message).method === message.method ? null : "cseqMismatch";
}

/** A datagram may be longer than its Content-Length (RFC 3261 18.3); shorter is a fault. */
function contentLengthFault(message: SipMessage, stream: boolean): ParseFault | null {
  const length = contentLength(message);
  if (length === null || stream) return null;
  return length > message.body.length ? "badContentLength" : null;
}

function contentLength(message: SipMessage): number | null {
  const value = headerValue(message, "content-length");
  return value === undefined ? null : Number(value);
}

function refuse(message: SipMessage, fault: ParseFault): Parsed {
  const answerable = message.kind === "request" && message.method !== "ACK" && hasWhatAResponseCopies(message.headers) ? message : null;
  return { type: "refused", fault, status: statusOfFault[fault] ?? 400, answerable };
}

/** A start line that is none may still head a request of a careless peer; its CSeq names the method. */
function refuseGarbage(headers: readonly Header[]): Parsed {
  const { method } = cseqOf({ headers });
  if (method === "" || method === "ACK" || !hasWhatAResponseCopies(headers))
    return { type: "refused", fault: "garbage", status: 400, answerable: null };
  const answerable: SipRequest = { kind: "request", method, uri: "", headers, body: "" };
  return { type: "refused", fault: "badStartLine", status: 400, answerable };
}

const hasWhatAResponseCopies = (headers: readonly Header[]): boolean =>
  required.every((key) => headers.some((header) => header.key === key && header.value !== ""));
