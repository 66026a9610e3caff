/** SIP over TCP (RFC 3261 18): a listener, the connections of both directions, one table of them by remote address. */
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { type Flow, type Listener, plainAddress, type SocketAddress, type TransportEvents } from "./flow.ts";
import { StreamConnection } from "./stream-connection.ts";

const connectionsPerAddress = 50;
const connectionsAtMost = 5_000;

export async function listenTcp(
  bind: SocketAddress,
  advertise: (bound: SocketAddress) => SocketAddress,
  events: TransportEvents,
): Promise<Listener> {
  const server = createServer({ noDelay: true, keepAlive: true });
  server.listen(bind.port, bind.address);
  await once(server, "listening");
  const { address, port } = server.address() as SocketAddress;
  return new TcpListener(server, { address, port }, advertise({ address, port }), events);
}

class TcpListener implements Listener {
  readonly protocol = "tcp";
  readonly #connections = new Map<string, StreamConnection>();
  readonly #perAddress = new Map<string, number>();

  constructor(
    readonly server: Server,
    readonly bound: SocketAddress,
    readonly advertised: SocketAddress,
    readonly events: TransportEvents,
  ) {
    server.on("connection", (socket) => this.#accept(socket));
    server.on("error", () => events.count("tcpListenerError"));
  }

  /** The open connection to this address, or a new one. */
  flowTo(remote: SocketAddress): Flow {
    const known = this.#connections.get(keyOf(remote));
    if (known?.open) return known;
    const socket = connect({ host: remote.address, port: remote.port, noDelay: true, keepAlive: true });
    return this.#add(socket, remote);
  }

  async close(): Promise<void> {
    for (const connection of this.#connections.values()) connection.close();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, "close");
  }

  #accept(socket: Socket): void {
    const remote = { address: plainAddress(socket.remoteAddress ?? ""), port: socket.remotePort ?? 0 };
    if ((this.#perAddress.get(remote.address) ?? 0) >= connectionsPerAddress || this.#connections.size >= connectionsAtMost) {
      this.events.count("tcpConnectionRefused");
      socket.destroy();
      return;
    }
    this.#add(socket, remote);
  }

  #add(socket: Socket, remote: SocketAddress): StreamConnection {
    const key = keyOf(remote);
    const connection = new StreamConnection(socket, "tcp", remote, this.advertised, this.events, () => {
      if (this.#connections.get(key) === connection) this.#connections.delete(key);
      this.#countAddress(remote.address, -1);
    });
    this.#connections.set(key, connection);
    this.#countAddress(remote.address, 1);
    return connection;
  }

  #countAddress(address: string, step: 1 | -1): void {
    const count = (this.#perAddress.get(address) ?? 0) + step;
    if (count > 0) this.#perAddress.set(address, count);
    else this.#perAddress.delete(address);
  }
}

const keyOf = ({ address, port }: SocketAddress): string => `${address} ${port}`;
