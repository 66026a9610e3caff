/** The TCP side of control connections. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { CommandHandler, ControlSettings } from "../control/connection.ts";
import { serveControl } from "./control-socket.ts";
import type { SocketAddress } from "./flow.ts";

const authenticateMs = 10_000;
const connectionsAtMost = 100;

export class ControlListener {
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly server: Server,
    readonly address: SocketAddress,
  ) {}

  /** Throws the system's error (EADDRINUSE, ...) when the address cannot be bound. */
  static async open(
    bind: SocketAddress,
    settings: Omit<ControlSettings, "takesRoutes">,
    handler: CommandHandler,
  ): Promise<ControlListener> {
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

  #accept(socket: Socket, settings: Omit<ControlSettings, "takesRoutes">, handler: CommandHandler): void {
    this.#sockets.add(socket);
    serveControl(socket, { ...settings, takesRoutes: true }, handler, authenticateMs);
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
