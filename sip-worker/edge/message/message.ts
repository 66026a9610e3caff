/** A SIP message as values: never changed in place. Text has one character per byte of the wire (latin1), so lengths are byte lengths. */
import { headerKey, usualSpelling } from "./header-names.ts";

export interface Header {
  /** As it is written. */
  readonly name: string;
  /** Lower case, long form. */
  readonly key: string;
  /** Folding undone, runs of white space collapsed. */
  readonly value: string;
}

interface MessageParts {
  readonly headers: readonly Header[];
  readonly body: string;
}

export interface SipRequest extends MessageParts {
  readonly kind: "request";
  readonly method: string;
  readonly uri: string;
}

export interface SipResponse extends MessageParts {
  readonly kind: "response";
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;

export interface CSeq {
  readonly number: number;
  readonly method: string;
}

/** A header of our own making, in its usual spelling. */
export const header = (name: string, value: string): Header => ({ name: usualSpelling(name), key: headerKey(name), value });

/** First value of a header, by its lower-case long name. */
export function headerValue(message: { readonly headers: readonly Header[] }, key: string): string | undefined {
  return message.headers.find((candidate) => candidate.key === key)?.value;
}

export function headerValues(message: { readonly headers: readonly Header[] }, key: string): string[] {
  return message.headers.filter((candidate) => candidate.key === key).map((found) => found.value);
}

/** All values of a comma-separated list header without quoted parts (Supported, Require, Allow ...), in lower case. */
export function headerTokens(message: { readonly headers: readonly Header[] }, key: string): string[] {
  return headerValues(message, key)
    .flatMap((value) => value.split(","))
    .map((value) => value.trim().toLowerCase())
    .filter((value) => value !== "");
}

/** Sets a header in the place of its first occurrence, or at the end; further occurrences go. */
export function withHeader<M extends SipMessage>(message: M, name: string, value: string): M {
  const key = headerKey(name);
  const at = message.headers.findIndex((candidate) => candidate.key === key);
  if (at < 0) return { ...message, headers: [...message.headers, header(name, value)] };
  const headers = message.headers
    .map((candidate, index) => (index === at ? { ...candidate, value } : candidate))
    .filter((candidate, index) => index === at || candidate.key !== key);
  return { ...message, headers };
}

export function withoutHeader<M extends SipMessage>(message: M, key: string): M {
  return { ...message, headers: message.headers.filter((candidate) => candidate.key !== key) };
}

/** CSeq of a message that was validated; 0 and the empty method when it has none. */
export function cseqOf(message: { readonly headers: readonly Header[] }): CSeq {
  const value = headerValue(message, "cseq") ?? "";
  const space = value.indexOf(" ");
  return { number: Number(value.slice(0, space)) || 0, method: value.slice(space + 1) };
}

export const callIdOf = (message: { readonly headers: readonly Header[] }): string => headerValue(message, "call-id") ?? "";

/** Wire text. Content-Length is always ours: in its place if the message had one, else last. */
export function formatMessage(message: SipMessage): string {
  const length = `Content-Length: ${message.body.length}`;
  const lines = [formatStartLine(message)];
  let lengthWritten = false;
  for (const { name, key, value } of message.headers) {
    if (key !== "content-length") lines.push(`${name}: ${value}`);
    else if (!lengthWritten) {
      lines.push(length);
      lengthWritten = true;
    }
  }
  if (!lengthWritten) lines.push(length);
  return `${lines.join("\r\n")}\r\n\r\n${message.body}`;
}

function formatStartLine(message: SipMessage): string {
  return message.kind === "request" ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`;
}
