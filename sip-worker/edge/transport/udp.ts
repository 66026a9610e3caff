/** SIP over UDP (RFC 3261 18): one port for everything, answers leave from where requests arrive. */
import { createSocket, type Socket, type SocketType } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { type Flow, type Listener, plainAddress, type SocketAddress, type TransportEvents } from "./flow.ts";
import { literal, type PeerSocket, PeerSockets, type Sent } from "./peer-sockets.ts";

/** Room for bursts: 2,000 messages a second of 1 KB must survive a pause of the event loop. */
const socketBufferBytes = 4 * 1024 * 1024;
const longestDatagram = 65_507;

export async function listenUdp(
  bind: SocketAddress,
  advertise: (bound: SocketAddress) => SocketAddress,
  events: TransportEvents,
): Promise<Listener> {
  const type = isIPv6(bind.address) ? "udp6" : "udp4";
  const free = await freePort(type, bind);
  const socket = createSocket({
    type,
    reuseAddr: true,
    recvBufferSize: socketBufferBytes,
    sendBufferSize: socketBufferBytes,
    lookup: literal,
  });
  await bound(socket, free);
  const { address, port } = socket.address();
  return new UdpListener(socket, { address, port }, advertise({ address, port }), events);
}

/** With a lookup that does not wait, the events come from within `bind`. */
function bound(socket: Socket, { address, port }: SocketAddress): Promise<unknown> {
  const listening = once(socket, "listening");
  socket.bind(port, address);
  return listening;
}

/** Sockets that share a port do not hear that somebody else has it: one that does not share asks first. */
async function freePort(type: SocketType, bind: SocketAddress): Promise<SocketAddress> {
  const socket = createSocket({ type, lookup: literal });
  await bound(socket, bind);
  const { address, port } = socket.address();
  socket.close();
  await once(socket, "close");
  return { address, port };
}

class UdpListener implements Listener {
  readonly protocol = "udp";
  readonly #peers: PeerSockets;
  #closed = false;

  constructor(
    readonly socket: Socket,
    readonly bound: SocketAddress,
    readonly advertised: SocketAddress,
    events: TransportEvents,
  ) {
    const received = (bytes: Buffer, { address, port }: SocketAddress) => {
      if (bytes.length > 0) events.onMessage(bytes.toString("latin1"), this.flowTo({ address: plainAddress(address), port }));
    };
    socket.on("message", received);
    socket.on("error", () => events.count("udpSocketError"));
    this.#peers = new PeerSockets({
      type: isIPv6(bound.address) ? "udp6" : "udp4",
      bound,
      bufferBytes: socketBufferBytes,
      received,
      sendPlain: (bytes, remote, sent) => this.#closed || socket.send(bytes, remote.port, remote.address, sent),
    });
  }

  flowTo(remote: SocketAddress): Flow {
    let own: PeerSocket | null = null;
    return {
      protocol: "udp",
      reliable: false,
      remote,
      local: this.advertised,
      open: true,
      watch: (onLost) => {
        own = this.#closed || !mayBeSentTo(remote) ? null : this.#peers.open(remote);
        return own?.watch(onLost) ?? (() => {});
      },
      send: (text, onFailure) => this.#send(own?.open ? own : null, remote, text, onFailure),
    };
  }

  /** Requests leave by the connected socket, where there is one; answers need none. */
  #send(own: PeerSocket | null, remote: SocketAddress, text: string, onFailure?: () => void): void {
    if (this.#closed || !mayBeSentTo(remote) || text.length > longestDatagram) {
      queueMicrotask(() => onFailure?.());
      return;
    }
    const bytes = Buffer.from(text, "latin1");
    const sent: Sent = (error) => error && onFailure?.();
    if (own) own.send(bytes, sent);
    else this.socket.send(bytes, remote.port, remote.address, sent);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#peers.close();
    this.socket.close();
    await once(this.socket, "close");
  }
}

const mayBeSentTo = ({ address, port }: SocketAddress): boolean => port > 0 && !isBroadcast(address);

/** Nothing is ever sent to broadcast, multicast or nowhere (RFC 4475 3.3.10). */
function isBroadcast(address: string): boolean {
  const first = Number(address.split(".", 1)[0]);
  return (
    address === "255.255.255.255" ||
    (first >= 224 && !address.includes(":")) ||
    address === "0.0.0.0" ||
    address.toLowerCase().startsWith("ff0")
  );
}
