/** What the request handler (an HTTP server) answers about a new request: JSON, read into a closed union. Nothing of it is trusted. */
import { formatNameAddr, parseNameAddr } from "../message/name-addr.ts";
import { addressOfHost, isUri, parseHostPort } from "../message/uri.ts";
import type { ProxyOrder } from "./command.ts";

export interface ApplicationTarget {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

export type Verdict =
  | { readonly type: "connect"; readonly target: ApplicationTarget }
  | { readonly type: "tag"; readonly tag: string }
  | { readonly type: "reject"; readonly status: number; readonly reason: string | null }
  | { readonly type: "redirect"; readonly contacts: readonly string[] }
  | { readonly type: "proxy"; readonly order: ProxyOrder }
  | { readonly type: "invalid"; readonly problem: string };

type Data = Readonly<Record<string, unknown>>;

/** The port that applications of drachtio listen on when none is named. */
const usualPort = 9021;
const contactsAtMost = 10;
const longestText = 512;

export function readVerdict(text: string): Verdict {
  const answer = parseObject(text);
  if (!answer) return invalid("no JSON object");
  const data = isObject(answer.data) ? answer.data : {};
  switch (answer.action ?? "route") {
    case "route":
      return readRoute(data);
    case "reject":
      return readRejection(data);
    case "redirect":
      return readRedirection(data);
    case "proxy":
      return readProxy(data);
    default:
      return invalid("action: expected route, reject, redirect or proxy");
  }
}

function readRoute({ uri, tag }: Data): Verdict {
  if (isLine(tag)) return { type: "tag", tag };
  if (!isLine(uri)) return invalid("data: expected uri or tag");
  const [address = "", ...parameters] = (uri.startsWith("sip:") ? uri.slice(4) : uri).split(";");
  const parsed = parseHostPort(address);
  const transport = parameters.find((parameter) => parameter.startsWith("transport="))?.slice("transport=".length) ?? "tcp";
  if (!parsed || (transport !== "tcp" && transport !== "tls")) return invalid("data.uri: expected HOST:PORT;transport=tcp or tls");
  return {
    type: "connect",
    target: { host: addressOfHost(parsed.host), port: parsed.port ?? usualPort, secure: transport === "tls" },
  };
}

function readRejection({ status, reason }: Data): Verdict {
  if (typeof status !== "number" || !Number.isInteger(status) || status < 300 || status > 699)
    return invalid("data.status: expected a number of 300 to 699");
  return { type: "reject", status, reason: isLine(reason) ? reason : null };
}

function readRedirection({ contacts }: Data): Verdict {
  const given = listOf(contacts);
  const written = given.map(contactOf).filter((contact) => contact !== null);
  if (given.length === 0 || given.length > contactsAtMost || written.length < given.length)
    return invalid(`data.contacts: expected 1 to ${contactsAtMost} URIs`);
  return { type: "redirect", contacts: written };
}

function readProxy(data: Data): Verdict {
  const destinations = listOf(data.destination).map((destination) => (isLine(destination) ? asSipUri(destination) : ""));
  if (destinations.length === 0 || !destinations.every(isUri)) return invalid("data.destination: expected one or more SIP URIs");
  const order: ProxyOrder = {
    transactionId: "",
    remainInDialog: data.recordRoute === true,
    followRedirects: data.followRedirects === true,
    simultaneous: data.simultaneous === true,
    provisionalTimeoutMs: durationMs(data.provisionalTimeout),
    finalTimeoutMs: durationMs(data.finalTimeout),
    destinations,
  };
  return { type: "proxy", order };
}

/** A name-addr without its display name; parameters without brackets belong to the URI here. */
function contactOf(given: unknown): string | null {
  if (!isLine(given)) return null;
  const value = parseNameAddr(given.includes("<") ? given : `<${given}>`);
  return value && formatNameAddr({ ...value, displayName: "" });
}

const asSipUri = (text: string): string => (text.startsWith("sip:") || text.startsWith("sips:") ? text : `sip:${text}`);

/** `500ms`, `2s`; anything else is no timeout. */
function durationMs(given: unknown): number | null {
  const found = typeof given === "string" ? /^(\d{1,6})(ms|s)$/.exec(given) : null;
  const milliseconds = found ? Number(found[1]) * (found[2] === "s" ? 1000 : 1) : 0;
  return milliseconds > 0 ? milliseconds : null;
}

const listOf = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : given === undefined ? [] : [given]);

/** Printable ASCII: nothing in it can begin a header of its own. */
const isLine = (given: unknown): given is string =>
  typeof given === "string" && given.length > 0 && given.length <= longestText && /^[\x20-\x7e]+$/.test(given);

const isObject = (given: unknown): given is Data => typeof given === "object" && given !== null && !Array.isArray(given);

function parseObject(text: string): Data | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const invalid = (problem: string): Verdict => ({ type: "invalid", problem });
