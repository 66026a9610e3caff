/** The Via header (RFC 3261 20.42, RFC 3581, RFC 5118 4.5). */
import { isVisibleCode } from "./characters.ts";
import { formatParameters, type Parameter, parameterValue, takeParameters, withParameter } from "./parameters.ts";
import { Scanner } from "./scanner.ts";
import { formatHostPort, parseHostPort } from "./uri.ts";

export interface Via {
  /** UDP, TCP, ... as written; unknown ones are accepted (RFC 4475 3.1.1.10). */
  readonly transport: string;
  readonly host: string;
  readonly port: number | null;
  readonly parameters: readonly Parameter[];
}

export function parseViaList(text: string): Via[] | null {
  const scanner = new Scanner(text);
  const hops: Via[] = [];
  do {
    const via = takeVia(scanner);
    if (!via) return null;
    hops.push(via);
  } while (scanner.takeSeparator(","));
  scanner.skipSpace();
  return scanner.atEnd ? hops : null;
}

export const formatVia = (via: Via): string =>
  `SIP/2.0/${via.transport} ${formatHostPort(via.host, via.port)}${formatParameters(via.parameters)}`;

/** The branch, or null: RFC 2543 peers send none. */
export const branchOf = (via: Via): string | null => parameterValue(via.parameters, "branch") ?? null;

/**
 * The hop as a server must see it: where the request really came from (RFC 3261 18.2.1, RFC 3581 4). `received` is added when it
 * differs from what the peer says or `rport` was asked for.
 */
export function withSource(via: Via, address: string, port: number): Via {
  const asksPort = parameterValue(via.parameters, "rport") !== undefined;
  const host = via.host.startsWith("[") ? via.host.slice(1, -1) : via.host;
  if (!asksPort && host === address) return via;
  const received = withParameter(via.parameters, "received", address);
  return { ...via, parameters: asksPort ? withParameter(received, "rport", String(port)) : received };
}

const isSentByCode = (code: number): boolean => isVisibleCode(code) && code !== 59 && code !== 44;

function takeVia(scanner: Scanner): Via | null {
  scanner.skipSpace();
  const name = scanner.takeToken();
  const versionFollows = name.toUpperCase() === "SIP" && scanner.takeSeparator("/");
  if (!versionFollows || scanner.takeToken() !== "2.0" || !scanner.takeSeparator("/")) return null;
  const transport = scanner.takeToken();
  const before = scanner.position;
  scanner.skipSpace();
  if (transport === "" || scanner.position === before) return null;
  const sentBy = takeSentBy(scanner);
  if (!sentBy) return null;
  const parameters = takeParameters(scanner);
  return parameters && { transport, ...sentBy, parameters };
}

/** The colon before the port may have white space around it (RFC 3261 25.1 COLON). */
function takeSentBy(scanner: Scanner): { host: string; port: number | null } | null {
  let text = scanner.takeWhile(isSentByCode);
  if (scanner.code === 32) {
    const mark = scanner.position;
    scanner.skipSpace();
    if (text.endsWith(":") || scanner.text[scanner.position] === ":") {
      text += scanner.takeWhile(isSentByCode);
      if (text.endsWith(":")) {
        scanner.skipSpace();
        text += scanner.takeWhile(isSentByCode);
      }
    } else scanner.position = mark;
  }
  return parseHostPort(text);
}
