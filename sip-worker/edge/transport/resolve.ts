/** Next hop to socket addresses (RFC 3263, without NAPTR: the transport is the URI's). */
import { promises as dns, type SrvRecord } from "node:dns";
import { addressOfHost, isAddressLiteral } from "../message/uri.ts";
import type { Protocol, SocketAddress } from "./flow.ts";

export interface NextHop {
  readonly host: string;
  /** null: from SRV, else the transport's default. */
  readonly port: number | null;
  readonly protocol: Protocol;
}

const service: Record<Protocol, string> = { udp: "_sip._udp", tcp: "_sip._tcp", tls: "_sips._tcp", ws: "_sip._ws", wss: "_sips._ws" };
const addressesAtMost = 8;

export const defaultPort = (protocol: Protocol): number =>
  protocol === "tls" ? 5061 : protocol === "ws" ? 80 : protocol === "wss" ? 443 : 5060;

/** Addresses that need no question to DNS, or null. */
export function literalAddress({ host, port, protocol }: NextHop): SocketAddress | null {
  return isAddressLiteral(host) ? { address: addressOfHost(host), port: port ?? defaultPort(protocol) } : null;
}

/** How long an answer is used again. Short: it keeps the messages of a dialog in order, it is no DNS cache. */
const freshMs = 5_000;
const namesAtMost = 1_000;

/**
 * Asks DNS once for all who want to know at the same time. `then` is called at once when the answer is known, else in the order of
 * asking: what is sent to one name leaves in the order it was sent.
 */
export class Resolver {
  readonly #known = new Map<string, { addresses: SocketAddress[]; until: number }>();
  readonly #waiting = new Map<string, ((addresses: SocketAddress[]) => void)[]>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Addresses in the order to try; none: the name is not known. */
  resolve(hop: NextHop, then: (addresses: SocketAddress[]) => void): void {
    const literal = literalAddress(hop);
    const name = `${hop.protocol} ${hop.host} ${hop.port}`;
    const known = this.#known.get(name);
    const waiting = this.#waiting.get(name);
    if (literal) then([literal]);
    else if (waiting) waiting.push(then);
    else if (known && known.until > this.#now()) then(known.addresses);
    else this.#ask(name, hop, then);
  }

  #ask(name: string, hop: NextHop, then: (addresses: SocketAddress[]) => void): void {
    const waiting = [then];
    this.#waiting.set(name, waiting);
    const answered = (addresses: SocketAddress[]) => {
      this.#waiting.delete(name);
      if (this.#known.size >= namesAtMost) this.#known.clear();
      if (addresses.length > 0) this.#known.set(name, { addresses, until: this.#now() + freshMs });
      for (const listener of waiting) listener(addresses);
    };
    askNames(hop).then(answered, () => answered([]));
  }
}

async function askNames(hop: NextHop): Promise<SocketAddress[]> {
  const targets = hop.port === null ? await serviceTargets(hop) : [];
  if (targets.length === 0) targets.push({ host: hop.host, port: hop.port ?? defaultPort(hop.protocol) });
  const found: SocketAddress[] = [];
  for (const { host, port } of targets) {
    for (const { address } of await addressesOf(host)) found.push({ address, port });
  }
  return found.slice(0, addressesAtMost);
}

/** A silent name server must not hold a call up: the name's own address is asked next. */
const serviceResolver = new dns.Resolver({ timeout: 1_000, tries: 1 });

/** Names of the local network (`localhost`, those of /etc/hosts) have no service records. */
async function serviceTargets(hop: NextHop): Promise<{ host: string; port: number }[]> {
  if (!hop.host.includes(".")) return [];
  const records = await serviceResolver.resolveSrv(`${service[hop.protocol]}.${hop.host}`).catch((): SrvRecord[] => []);
  return records
    .filter(({ name }) => name !== "" && name !== ".")
    .sort((a, b) => a.priority - b.priority || b.weight - a.weight)
    .slice(0, addressesAtMost)
    .map(({ name, port }) => ({ host: name, port }));
}

const addressesOf = (host: string) => dns.lookup(host, { all: true, verbatim: true }).catch(() => []);
