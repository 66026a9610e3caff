/** The command line of the edge. */

import type { EdgeSettings, RequestHandling } from "./edge.ts";
import { isToken } from "./message/characters.ts";
import { addressOfHost, parseHostPort } from "./message/uri.ts";
import type { Protocol, SocketAddress } from "./transport/flow.ts";
import type { HandlerAddress } from "./transport/request-handler-client.ts";
import { readTlsFiles, type TlsFiles } from "./transport/tls-files.ts";
import type { ListenerSettings } from "./transport/transport.ts";

export const usage = `Usage: npm run edge -- [options]
  --sip PROTOCOL:ADDRESS:PORT  a SIP listener, udp, tcp, tls, ws or wss; may be given several times (default udp and tcp on 127.0.0.1:5060)
  --control ADDRESS:PORT       where applications connect (default 127.0.0.1:9022)
  --secret SECRET              what applications must know (or EDGE_SECRET)
  --tls-cert FILE --tls-key FILE  certificate and key (PEM) for tls and wss (or SIP_TLS_CERT, SIP_TLS_KEY)
  --tls-ca FILE                whom outgoing tls connections trust (or SIP_TLS_CA; default: the system's authorities)
  --request-handler [METHOD=]URL  whom to ask (HTTP GET) what to do with new requests, of a method or of all; may be given several times
                               (or EDGE_REQUEST_HANDLER, divided by spaces; default: nobody, applications get the methods they ask for)
  --external-address ADDRESS   told to peers instead of the listener's own address
  --orphan-grace-ms N          how long dialogs outlive their application (default 2000)`;

const defaultSecret = "cymru";
const protocols = new Set(["udp", "tcp", "tls", "ws", "wss"]);

/** Settings, or a line saying what is wrong. */
export function parseArguments(args: readonly string[], environment: Record<string, string | undefined>): EdgeSettings | string {
  const sip: ListenerSettings[] = [];
  const handlers: string[] = [];
  const single = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]!;
    const value = args[i + 1];
    if (!options.has(name)) return `unknown option ${name}`;
    if (value === undefined) return `${name} needs a value`;
    if (name === "--request-handler") handlers.push(value);
    else if (name !== "--sip") single.set(name, value);
    else {
      const listener = parseListener(value);
      if (!listener)
        return `--sip ${value}: expected PROTOCOL:ADDRESS:PORT with PROTOCOL udp, tcp, tls, ws or wss, e.g. udp:127.0.0.1:5060`;
      sip.push(listener);
    }
  }
  const given = handlers.length > 0 ? handlers : (environment.EDGE_REQUEST_HANDLER ?? "").split(" ").filter((text) => text !== "");
  const requestHandling = parseRequestHandling(given);
  if (typeof requestHandling === "string") return requestHandling;
  const settings = settingsOf(sip, single, environment);
  return typeof settings === "string" ? settings : { ...settings, requestHandling };
}

const options = new Set([
  "--sip",
  "--control",
  "--request-handler",
  "--secret",
  "--external-address",
  "--orphan-grace-ms",
  "--tls-cert",
  "--tls-key",
  "--tls-ca",
]);

function settingsOf(
  sip: ListenerSettings[],
  single: Map<string, string>,
  environment: Record<string, string | undefined>,
): EdgeSettings | string {
  const control = parseAddress(single.get("--control") ?? "127.0.0.1:9022");
  if (!control) return `--control ${single.get("--control")}: expected ADDRESS:PORT, e.g. 127.0.0.1:9022`;
  const secret = single.get("--secret") ?? environment.EDGE_SECRET ?? "";
  const problem = secretProblem(secret, control);
  if (problem) return problem;
  const orphanGraceMs = Number(single.get("--orphan-grace-ms") ?? 2_000);
  if (!Number.isInteger(orphanGraceMs) || orphanGraceMs < 0) return "--orphan-grace-ms: expected milliseconds";
  const tls = tlsOf(sip, (option, variable) => single.get(option) ?? (environment[variable] || undefined));
  if (typeof tls === "string") return tls;
  return {
    tls,
    sip: sip.length > 0 ? sip : defaultListeners,
    control,
    secret,
    externalAddress: single.get("--external-address") ?? null,
    orphanGraceMs,
  };
}

/** Null when nobody is to be asked. */
function parseRequestHandling(given: readonly string[]): RequestHandling | string | null {
  const addresses: HandlerAddress[] = [];
  for (const text of given) {
    const address = parseHandlerAddress(text);
    if (!address)
      return "--request-handler: expected [METHOD=]URL with an http or https URL without user and password, e.g. INVITE=http://127.0.0.1:3000/calls";
    if (addresses.some(({ method }) => method === address.method))
      return `--request-handler: ${address.method ?? "all methods"} given twice, one URL can be asked`;
    addresses.push(address);
  }
  return addresses.length === 0 ? null : { addresses, ...handlingLimits };
}

const handlingLimits = { answerMs: 1_500, connectMs: 2_000, connectionsAtMost: 500, pendingAtMost: 500 };

function parseHandlerAddress(text: string): HandlerAddress | null {
  const equal = text.indexOf("=");
  const prefixed = equal > 0 && isToken(text.slice(0, equal));
  const written = prefixed ? text.slice(equal + 1) : text;
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username !== "" || url.password !== "") return null;
  return { method: prefixed ? text.slice(0, equal).toUpperCase() : null, url: url.href };
}

/** Null when no listener needs it. */
function tlsOf(
  sip: readonly ListenerSettings[],
  given: (option: string, variable: string) => string | undefined,
): TlsFiles | string | null {
  const secure = sip.find(({ protocol }) => protocol === "tls" || protocol === "wss");
  if (!secure) return null;
  const [cert, key] = [given("--tls-cert", "SIP_TLS_CERT"), given("--tls-key", "SIP_TLS_KEY")];
  if (cert === undefined || key === undefined)
    return `a ${secure.protocol} listener needs a certificate: --tls-cert and --tls-key, or SIP_TLS_CERT and SIP_TLS_KEY (PEM files)`;
  try {
    return readTlsFiles(cert, key, given("--tls-ca", "SIP_TLS_CA") ?? null);
  } catch (error) {
    return `the certificate or key (--tls-cert, --tls-key, --tls-ca) cannot be used: ${(error as Error).message}`;
  }
}

const defaultListeners: ListenerSettings[] = [
  { protocol: "udp", address: "127.0.0.1", port: 5060 },
  { protocol: "tcp", address: "127.0.0.1", port: 5060 },
];

/** Everybody knows the usual secret: it is no protection where others than this machine can connect. */
function secretProblem(secret: string, control: SocketAddress): string | null {
  if (secret === "") return "no secret: give --secret SECRET (or EDGE_SECRET); applications must know it";
  if (secret !== defaultSecret || isLoopback(control.address)) return null;
  return `the default secret is refused because --control ${control.address} can be reached from outside: choose another --secret or bind to 127.0.0.1`;
}

const isLoopback = (address: string): boolean => address.startsWith("127.") || address === "::1" || address === "localhost";

function parseListener(text: string): ListenerSettings | null {
  const colon = text.indexOf(":");
  const protocol = text.slice(0, colon);
  const address = parseAddress(text.slice(colon + 1));
  return address && protocols.has(protocol) ? { protocol: protocol as Protocol, ...address } : null;
}

/** Port 0 is allowed: the system chooses one. */
function parseAddress(text: string): SocketAddress | null {
  const zero = text.endsWith(":0");
  const parsed = parseHostPort(zero ? text.slice(0, -2) : text);
  if (!parsed || (parsed.port === null) !== zero) return null;
  return { address: addressOfHost(parsed.host), port: parsed.port ?? 0 };
}
