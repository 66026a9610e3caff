/** SIP over UDP (RFC 3261 18): one socket for everything, answers leave from where requests arrive. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { type Flow, type Listener, nothingToLose, plainAddress, type SocketAddress, type TransportEvents } from "./flow.ts";

/** Room for bursts: 2,000 messages a second of 1 KB must survive a pause of the event loop. */
const socketBufferBytes = 4 * 1024 * 1024;
const longestDatagram = 65_507;

export async function listenUdp(
  bind: SocketAddress,
  advertise: (bound: SocketAddress) => SocketAddress,
  events: TransportEvents,
): Promise<Listener> {
  const socket = createSocket({
    type: isIPv6(bind.address) ? "udp6" : "udp4",
    recvBufferSize: socketBufferBytes,
    sendBufferSize: socketBufferBytes,
  });
  socket.bind(bind.port, bind.address);
  await once(socket, "listening");
  const { address, port } = socket.address();
  return new UdpListener(socket, { address, port }, advertise({ address, port }), events);
}

class UdpListener implements Listener {
  readonly protocol = "udp";
  #closed = false;

  constructor(
    readonly socket: Socket,
    readonly bound: SocketAddress,
    readonly advertised: SocketAddress,
    events: TransportEvents,
  ) {
    socket.on("message", (bytes, remote) => {
      if (bytes.length > 0)
        events.onMessage(bytes.toString("latin1"), this.flowTo({ address: plainAddress(remote.address), port: remote.port }));
    });
    socket.on("error", () => events.count("udpSocketError"));
  }

  flowTo(remote: SocketAddress): Flow {
    return {
      protocol: "udp",
      reliable: false,
      remote,
      local: this.advertised,
      open: true,
      watch: nothingToLose,
      send: (text, onFailure) => this.#send(remote, text, onFailure),
    };
  }

  #send(remote: SocketAddress, text: string, onFailure?: () => void): void {
    if (this.#closed || remote.port < 1 || text.length > longestDatagram || isBroadcast(remote.address)) {
      queueMicrotask(() => onFailure?.());
      return;
    }
    this.socket.send(Buffer.from(text, "latin1"), remote.port, remote.address, (error) => {
      if (error) onFailure?.();
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.socket.close();
    await once(this.socket, "close");
  }
}

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
