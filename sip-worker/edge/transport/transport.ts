/** All listeners together: which one serves a protocol, what our own addresses are, how to reach a next hop. */

import { isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import type { Listener, Protocol, SocketAddress, TransportEvents } from "./flow.ts";
import { defaultPort, type NextHop } from "./resolve.ts";
import { listenTcp } from "./tcp.ts";
import type { TlsFiles } from "./tls-files.ts";
import { listenUdp } from "./udp.ts";
import { listenWebSocket } from "./websocket.ts";

export interface ListenerSettings extends SocketAddress {
  readonly protocol: Protocol;
}

type Listen = (
  bind: SocketAddress,
  advertise: (bound: SocketAddress) => SocketAddress,
  events: TransportEvents,
  tls: TlsFiles | null,
) => Promise<Listener>;

const plain =
  (listen: Listen): Listen =>
  (bind, advertise, events) =>
    listen(bind, advertise, events, null);
const listen: Record<Protocol, Listen> = {
  udp: listenUdp,
  tcp: plain(listenTcp),
  tls: listenTcp,
  ws: plain(listenWebSocket),
  wss: listenWebSocket,
};

export class Transport {
  readonly #listeners: Listener[] = [];

  get listeners(): readonly Listener[] {
    return this.#listeners;
  }

  /** Throws the system's error (EADDRINUSE, ...) when the address cannot be bound. `tls` is needed for TLS and WSS only. */
  async open(settings: ListenerSettings, externalAddress: string | null, tls: TlsFiles | null, events: TransportEvents): Promise<void> {
    const advertise = (bound: SocketAddress) => ({ address: externalAddress ?? concreteAddress(bound.address), port: bound.port });
    this.#listeners.push(await listen[settings.protocol](settings, advertise, events, tls));
  }

  /**
   * The listener for a protocol: the one that talked to the peer before (`used`), else one that can reach the address, as far as it is
   * known: same family, and loopback only for loopback.
   */
  listenerFor(protocol: Protocol, address?: string, used?: SocketAddress): Listener | null {
    const candidates = this.#listeners.filter((listener) => listener.protocol === protocol);
    const before = candidates.find(({ advertised }) => advertised === used);
    if (before || address === undefined) return before ?? candidates[0] ?? null;
    const sameFamily = candidates.filter(({ bound }) => isIPv6(bound.address) === isIPv6(address));
    const reaching = sameFamily.filter(({ bound }) => isWildcard(bound.address) || isLoopback(bound.address) === isLoopback(address));
    return reaching[0] ?? sameFamily[0] ?? candidates[0] ?? null;
  }

  /** True when a request to this hop would come back to ourselves. */
  isOwnAddress(hop: NextHop): boolean {
    const port = hop.port ?? defaultPort(hop.protocol);
    const host = hop.host.startsWith("[") ? hop.host.slice(1, -1) : hop.host;
    return this.#listeners.some(
      ({ protocol, bound, advertised }) =>
        protocol === hop.protocol &&
        ((advertised.port === port && advertised.address === host) ||
          (bound.port === port && (bound.address === host || isWildcardOf(bound.address, host)))),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }
}

const isLoopback = (address: string): boolean => address.startsWith("127.") || address === "::1";
const isWildcard = (address: string): boolean => address === "0.0.0.0" || address === "::";

function isWildcardOf(bound: string, host: string): boolean {
  return isWildcard(bound) && ownAddresses().includes(host);
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address));
}

/** A wildcard is told to peers as the first address of this machine that others can reach. */
function concreteAddress(address: string): string {
  if (!isWildcard(address)) return address;
  const family = address === "::" ? "IPv6" : "IPv4";
  const entries = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const reachable = entries.find((entry) => entry.family === family && !entry.internal && !entry.address.startsWith("fe80"));
  return reachable?.address ?? (family === "IPv6" ? "::1" : "127.0.0.1");
}
