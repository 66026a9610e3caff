/** SIP and SIPS URIs (RFC 3261 19.1), and any other scheme as opaque text. Nothing is unescaped: the text is compared and sent as written. */
import { isDigits, isHexCode, isVisibleCode, parseDecimal } from "./characters.ts";
import { formatParameters, type Parameter } from "./parameters.ts";

export interface SipUri {
  readonly scheme: "sip" | "sips";
  /** User and password as written, without `@`; null when there is none. */
  readonly user: string | null;
  /** Host name, IPv4 address or bracketed IPv6 reference. */
  readonly host: string;
  readonly port: number | null;
  readonly parameters: readonly Parameter[];
  /** What follows `?`, never turned into headers (RFC 4475 3.1.2.11). */
  readonly headers: string | null;
}

/** The scheme in lower case, or null when the text is no absolute URI. */
export function uriScheme(text: string): string | null {
  const colon = text.indexOf(":");
  if (colon < 1) return null;
  const scheme = text.slice(0, colon).toLowerCase();
  if (scheme.length > 64) return null;
  for (let i = 0; i < scheme.length; i++) {
    const code = scheme.charCodeAt(i);
    const letter = code >= 97 && code <= 122;
    if (!letter && (i === 0 || !"0123456789+-.".includes(scheme[i]!))) return null;
  }
  return scheme;
}

/** A URI of any scheme is well-formed enough to be carried: a scheme, no white space, no delimiters; `sip:` by its whole grammar. */
export function isUri(text: string): boolean {
  const scheme = uriScheme(text);
  if (scheme === null || !hasOnlyUriCharacters(text)) return false;
  return scheme === "sip" || scheme === "sips" ? parseSipUri(text) !== null : text.length > scheme.length + 1;
}

export function parseSipUri(text: string): SipUri | null {
  const scheme = uriScheme(text);
  if ((scheme !== "sip" && scheme !== "sips") || !hasOnlyUriCharacters(text)) return null;
  const rest = text.slice(scheme.length + 1);
  const at = rest.indexOf("@");
  if (at === 0 || rest.indexOf("@", at + 1) >= 0) return null;
  const user = at < 0 ? null : rest.slice(0, at);
  const afterUser = rest.slice(at + 1);
  const hostEnd = endOfHostPort(afterUser);
  const hostPort = parseHostPort(afterUser.slice(0, hostEnd));
  if (!hostPort) return null;
  const question = afterUser.indexOf("?", hostEnd);
  const parameters = splitUriParameters(afterUser.slice(hostEnd, question < 0 ? undefined : question));
  if (!parameters) return null;
  return { scheme, user, ...hostPort, parameters, headers: question < 0 ? null : afterUser.slice(question + 1) };
}

export function formatSipUri(uri: SipUri): string {
  const user = uri.user === null ? "" : `${uri.user}@`;
  const headers = uri.headers === null ? "" : `?${uri.headers}`;
  return `${uri.scheme}:${user}${formatHostPort(uri.host, uri.port)}${formatParameters(uri.parameters)}${headers}`;
}

export const formatHostPort = (host: string, port: number | null): string => (port === null ? host : `${host}:${port}`);

/** Brackets around an IPv6 address, anything else unchanged. */
export const hostOfAddress = (address: string): string => (address.includes(":") && !address.startsWith("[") ? `[${address}]` : address);
export const addressOfHost = (host: string): string => (host.startsWith("[") ? host.slice(1, -1) : host);

/** `host`, `host:port`, `[v6]`, `[v6]:port`; null when neither. A bare IPv6 address is refused (RFC 5118 4.2). */
export function parseHostPort(text: string): { host: string; port: number | null } | null {
  const close = text.startsWith("[") ? text.indexOf("]") : -1;
  if (text.startsWith("[") && close < 0) return null;
  const colon = text.indexOf(":", close + 1);
  const host = colon < 0 ? text : text.slice(0, colon);
  if (!isHost(host)) return null;
  if (colon < 0) return { host, port: null };
  const portText = text.slice(colon + 1);
  const port = parseDecimal(portText, 65_535);
  return port === null || port === 0 || portText.length > 5 ? null : { host, port };
}

function endOfHostPort(text: string): number {
  for (let i = 0; i < text.length; i++) if (text[i] === ";" || text[i] === "?") return i;
  return text.length;
}

function isHost(host: string): boolean {
  if (host.startsWith("[")) return isIpv6Reference(host);
  if (host.length === 0 || host.length > 255) return false;
  for (let i = 0; i < host.length; i++) {
    const code = host.charCodeAt(i);
    const alphanumeric = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    // the underscore is no host character, but names of containers and Windows machines have it
    if (!alphanumeric && code !== 45 && code !== 46 && code !== 95) return false;
  }
  return true;
}

/** Hexadecimal digits, colons and dots; three colons in a row are tolerated (RFC 5118 4.10). */
function isIpv6Reference(host: string): boolean {
  if (!host.endsWith("]") || host.length < 4 || host.length > 48) return false;
  let colons = 0;
  for (let i = 1; i < host.length - 1; i++) {
    const code = host.charCodeAt(i);
    if (code === 58) colons++;
    else if (!isHexCode(code) && code !== 46) return false;
  }
  return colons >= 2;
}

function splitUriParameters(text: string): Parameter[] | null {
  if (text === "") return [];
  const parameters: Parameter[] = [];
  for (const part of text.slice(1).split(";")) {
    const equal = part.indexOf("=");
    const name = equal < 0 ? part : part.slice(0, equal);
    if (name === "") return null;
    parameters.push({ name, value: equal < 0 ? null : part.slice(equal + 1) });
  }
  return parameters;
}

function hasOnlyUriCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isVisibleCode(code) || code === 34 || code === 60 || code === 62) return false;
    if (code === 37 && !(isHexCode(text.charCodeAt(i + 1)) && isHexCode(text.charCodeAt(i + 2)))) return false;
  }
  return true;
}

/** An IPv4 address in dotted form; the host of a URI that needs no DNS. */
export function isIpv4(host: string): boolean {
  const parts = host.split(".");
  return parts.length === 4 && parts.every((part) => isDigits(part) && part.length <= 3 && Number(part) <= 255);
}

export const isAddressLiteral = (host: string): boolean => host.startsWith("[") || isIpv4(host);
