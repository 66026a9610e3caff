/** SIP over TCP and TLS (RFC 3261 18, 26.2): a listener and the connections of both directions. */
import { once } from "node:events";
import { connect, createServer, isIP, type Server, type Socket } from "node:net";
import { connect as connectSecure, createServer as createSecureServer } from "node:tls";
import { ConnectionTable } from "./connection-table.ts";
import { type Flow, type Listener, plainAddress, type SocketAddress, type TransportEvents } from "./flow.ts";
import { StreamConnection } from "./stream-connection.ts";
import type { TlsFiles } from "./tls-files.ts";

/** `tls` null: plain TCP. */
export async function listenTcp(
  bind: SocketAddress,
  advertise: (bound: SocketAddress) => SocketAddress,
  events: TransportEvents,
  tls: TlsFiles | null,
): Promise<Listener> {
  const options = { noDelay: true, keepAlive: true };
  const server = tls ? createSecureServer({ ...options, cert: tls.cert, key: tls.key, handshakeTimeout: 10_000 }) : createServer(options);
  server.listen(bind.port, bind.address);
  await once(server, "listening");
  const { address, port } = server.address() as SocketAddress;
  return new TcpListener(server, { address, port }, advertise({ address, port }), events, tls);
}

class TcpListener implements Listener {
  readonly protocol: "tcp" | "tls";
  readonly #connections: ConnectionTable<StreamConnection>;

  constructor(
    readonly server: Server,
    readonly bound: SocketAddress,
    readonly advertised: SocketAddress,
    readonly events: TransportEvents,
    readonly tls: TlsFiles | null,
  ) {
    this.protocol = tls ? "tls" : "tcp";
    this.#connections = new ConnectionTable(events);
    server.on(tls ? "secureConnection" : "connection", (socket: Socket) => this.#accept(socket));
    server.on("tlsClientError", () => events.count("tlsHandshakeFailed"));
    server.on("error", () => events.count(`${this.protocol}ListenerError`));
  }

  /** The open connection to this address, or a new one. `name`: whose certificate the peer must show. */
  flowTo(remote: SocketAddress, name: string = remote.address): Flow {
    return this.#connections.find(remote) ?? this.#add(this.#connect(remote, name), remote);
  }

  async close(): Promise<void> {
    this.#connections.closeAll();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, "close");
  }

  #connect({ address, port }: SocketAddress, name: string): Socket {
    if (!this.tls) return connect({ host: address, port, noDelay: true, keepAlive: true });
    const { cert, key, ca } = this.tls;
    const named = isIP(name) === 0 ? { servername: name } : {};
    return connectSecure({ host: address, port, cert, key, ...(ca ? { ca } : {}), ...named });
  }

  #accept(socket: Socket): void {
    const remote = { address: plainAddress(socket.remoteAddress ?? ""), port: socket.remotePort ?? 0 };
    if (this.#connections.mayAccept(remote.address)) this.#add(socket, remote);
    else socket.destroy();
  }

  #add(socket: Socket, remote: SocketAddress): StreamConnection {
    return this.#connections.add(
      remote,
      (onClosed) => new StreamConnection(socket, this.protocol, remote, this.advertised, this.events, onClosed),
    );
  }
}
