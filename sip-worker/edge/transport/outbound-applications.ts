/** Control connections that the edge opens: to an application that listens (`srf.listen`), for one request and its dialog. */
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { CommandHandler, ControlConnection, ControlSettings } from "../control/connection.ts";
import type { ApplicationTarget } from "../control/verdict.ts";
import type { ConnectFailure } from "../core/request-handling.ts";
import { serveControl } from "./control-socket.ts";

export interface OutboundLimits {
  readonly connectionsAtMost: number;
  /** Until the application is reached and has authenticated. */
  readonly connectMs: number;
}

export class OutboundApplications {
  readonly #settings: ControlSettings;
  readonly #handler: CommandHandler;
  readonly #limits: OutboundLimits;
  /** Whom TLS connections trust; null: the system's authorities. */
  readonly #trusted: Buffer | null;
  readonly #sockets = new Set<Socket>();

  constructor(settings: Omit<ControlSettings, "takesRoutes">, handler: CommandHandler, limits: OutboundLimits, trusted: Buffer | null) {
    this.#settings = { ...settings, takesRoutes: false };
    this.#handler = handler;
    this.#limits = limits;
    this.#trusted = trusted;
  }

  get size(): number {
    return this.#sockets.size;
  }

  /** The application once it has authenticated. */
  connect(target: ApplicationTarget, signal: AbortSignal): Promise<ControlConnection | ConnectFailure> {
    if (signal.aborted) return Promise.resolve("cancelled");
    if (this.#sockets.size >= this.#limits.connectionsAtMost) return Promise.resolve("tooMany");
    const socket = this.#open(target);
    this.#sockets.add(socket);
    return new Promise((resolve) => {
      const giveUp = (failure: ConnectFailure) => {
        resolve(failure);
        socket.destroy();
      };
      const cancelled = () => giveUp("cancelled");
      const timer = setTimeout(() => giveUp("timeout"), this.#limits.connectMs);
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", cancelled);
      };
      signal.addEventListener("abort", cancelled);
      const connected = (connection: ControlConnection) => {
        settle();
        this.#handler.connected(connection);
        resolve(connection);
      };
      const refused = (reason: string) => {
        this.#handler.refused(reason);
        resolve("refused");
      };
      serveControl(socket, this.#settings, { ...this.#handler, connected, refused }, this.#limits.connectMs);
      socket.on("close", () => {
        settle();
        this.#sockets.delete(socket);
        resolve("unreachable");
      });
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.end(() => socket.destroy());
  }

  #open({ host, port, secure }: ApplicationTarget): Socket {
    if (!secure) return connectTcp({ host, port, noDelay: true, keepAlive: true });
    const socket = connectTls({ host, port, ca: this.#trusted ?? undefined, servername: isIP(host) ? undefined : host });
    return socket.setNoDelay(true).setKeepAlive(true);
  }
}
