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

/** In the order to try; empty: the name is not known. */
export async function resolveNextHop(hop: NextHop): Promise<SocketAddress[]> {
  const literal = literalAddress(hop);
  if (literal) return [literal];
  const targets = hop.port === null ? await serviceTargets(hop) : [];
  if (targets.length === 0) targets.push({ host: hop.host, port: hop.port ?? defaultPort(hop.protocol) });
  const found: SocketAddress[] = [];
  for (const { host, port } of targets) {
    for (const { address } of await addressesOf(host)) found.push({ address, port });
  }
  return found.slice(0, addressesAtMost);
}

async function serviceTargets(hop: NextHop): Promise<{ host: string; port: number }[]> {
  const records = await dns.resolveSrv(`${service[hop.protocol]}.${hop.host}`).catch((): SrvRecord[] => []);
  return records
    .filter(({ name }) => name !== "" && name !== ".")
    .sort((a, b) => a.priority - b.priority || b.weight - a.weight)
    .slice(0, addressesAtMost)
    .map(({ name, port }) => ({ host: name, port }));
}

const addressesOf = (host: string) => dns.lookup(host, { all: true, verbatim: true }).catch(() => []);
