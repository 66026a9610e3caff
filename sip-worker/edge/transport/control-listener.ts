/** The TCP side of control connections. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { type CommandHandler, ControlConnection, type ControlSettings } from "../control/connection.ts";
import type { SocketAddress } from "./flow.ts";

/** Who does not authenticate within this time does not speak the protocol. */
const authenticateMs = 10_000;
const connectionsAtMost = 100;
/** An application that stopped reading loses its connection, not our memory. */
const unsentBytes = 64 * 1024 * 1024;

export class ControlListener {
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly server: Server,
    readonly address: SocketAddress,
  ) {}

  /** Throws the system's error (EADDRINUSE, ...) when the address cannot be bound. */
  static async open(bind: SocketAddress, settings: ControlSettings, handler: CommandHandler): Promise<ControlListener> {
    const server = createServer({ noDelay: true, keepAlive: true });
    server.maxConnections = connectionsAtMost;
    server.listen(bind.port, bind.address);
    await once(server, "listening");
    const listener = new ControlListener(server, server.address() as SocketAddress);
    server.on("connection", (socket) => listener.#accept(socket, settings, handler));
    return listener;
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.#sockets) socket.end(() => socket.destroy());
    await once(this.server, "close");
  }

  #accept(socket: Socket, settings: ControlSettings, handler: CommandHandler): void {
    this.#sockets.add(socket);
    const write = (bytes: string) => {
      socket.write(bytes, "latin1");
      if (socket.writableLength > unsentBytes) socket.destroy();
    };
    const connection = new ControlConnection({ write, end: () => socket.end() }, settings, handler);
    const timer = setTimeout(() => connection.authenticated || socket.destroy(), authenticateMs);
    socket.on("data", (bytes) => connection.push((bytes as Buffer).toString("latin1")));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      this.#sockets.delete(socket);
      connection.closed();
    });
  }
}
