/** SIP over WebSocket (RFC 7118): each WebSocket message is one SIP message; only clients connect. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { limits } from "../message/limits.ts";
import { ConnectionTable } from "./connection-table.ts";
import type { Flow, Listener, Protocol, SocketAddress, TransportEvents } from "./flow.ts";
import { nothingToLose, plainAddress } from "./flow.ts";
import type { TlsFiles } from "./tls-files.ts";
import { WebSocketReader, webSocketFrame } from "./websocket-frames.ts";

const handshakeKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const unsentBytes = 1_048_576;

export async function listenWebSocket(
  bind: SocketAddress,
  advertise: (bound: SocketAddress) => SocketAddress,
  events: TransportEvents,
  tls: TlsFiles | null,
): Promise<Listener> {
  const server = tls ? createSecureServer({ cert: tls.cert, key: tls.key }) : createServer();
  server.headersTimeout = 10_000;
  server.on("request", (_request, response) => response.writeHead(426, { Upgrade: "websocket" }).end());
  server.listen(bind.port, bind.address);
  await once(server, "listening");
  const { address, port } = server.address() as SocketAddress;
  return new WebSocketListener(server, tls ? "wss" : "ws", { address, port }, advertise({ address, port }), events);
}

class WebSocketListener implements Listener {
  readonly #connections: ConnectionTable<WebSocketConnection>;

  constructor(
    readonly server: Server,
    readonly protocol: "ws" | "wss",
    readonly bound: SocketAddress,
    readonly advertised: SocketAddress,
    readonly events: TransportEvents,
  ) {
    this.#connections = new ConnectionTable(events);
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    server.on("clientError", (_error, socket) => socket.destroy());
  }

  flowTo(remote: SocketAddress): Flow {
    return this.#connections.find(remote) ?? unreachable(this.protocol, remote, this.advertised);
  }

  async close(): Promise<void> {
    this.#connections.closeAll();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const key = request.headers["sec-websocket-key"];
    const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim().toLowerCase());
    const { remoteAddress, remotePort } = request.socket;
    const remote = { address: plainAddress(remoteAddress ?? ""), port: remotePort ?? 0 };
    if (!key || !offered.includes("sip") || !this.#connections.mayAccept(remote.address)) {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const accept = createHash("sha1").update(`${key}${handshakeKey}`).digest("base64");
    const lines = [
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Accept: ${accept}`,
      "Sec-WebSocket-Protocol: sip",
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    this.#connections.add(
      remote,
      (onClosed) => new WebSocketConnection(socket as Socket, this.protocol, remote, this.advertised, this.events, onClosed, head),
    );
  }
}

class WebSocketConnection implements Flow {
  readonly reliable = true;
  readonly #reader = new WebSocketReader(limits.messageBytes);
  #closed = false;
  readonly #watchers = new Set<() => void>();

  constructor(
    readonly socket: Socket,
    readonly protocol: Protocol,
    readonly remote: SocketAddress,
    readonly local: SocketAddress,
    readonly events: TransportEvents,
    readonly onClosed: () => void,
    head: Buffer,
  ) {
    socket.setNoDelay?.(true);
    socket.on("data", (bytes) => this.#receive(bytes as Buffer));
    socket.on("error", () => this.#end());
    // the http server leaves sockets half open
    socket.on("end", () => this.close());
    socket.on("close", () => this.#end());
    if (head.length > 0) queueMicrotask(() => this.#receive(head));
  }

  get open(): boolean {
    return !this.#closed && !this.socket.writableEnded;
  }

  send(text: string, onFailure?: () => void): void {
    if (!this.open || this.socket.writableLength > unsentBytes) {
      this.close();
      queueMicrotask(() => onFailure?.());
      return;
    }
    const payload = Buffer.from(text, "latin1");
    // a text frame must be UTF-8; other bytes go as binary (RFC 7118 4.2 allows both)
    const kind = payload.equals(Buffer.from(payload.toString("utf8"), "utf8")) ? "text" : "binary";
    this.socket.write(webSocketFrame(kind, payload), (error) => error && onFailure?.());
  }

  watch(onLost: () => void): () => void {
    this.#watchers.add(onLost);
    return () => this.#watchers.delete(onLost);
  }

  close(): void {
    this.socket.destroy();
    this.#end();
  }

  #receive(bytes: Buffer): void {
    for (const output of this.#reader.push(bytes)) {
      if (output.type === "message") this.#onMessage(output.payload.toString("latin1"));
      else if (output.type === "ping") this.socket.write(webSocketFrame("pong", output.payload));
      else if (output.type === "close") this.socket.end(webSocketFrame("close", Buffer.alloc(0)));
      else {
        this.events.count(`webSocket.${output.reason}`);
        this.close();
      }
    }
  }

  #onMessage(text: string): void {
    // keep-alive of RFC 7118 6: the pong is one CRLF
    if (text === "\r\n\r\n") this.send("\r\n");
    else this.events.onMessage(text, this);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const onLost of this.#watchers) onLost();
    this.onClosed();
  }
}

/** A browser cannot be called back: without its connection there is no way. */
const unreachable = (protocol: Protocol, remote: SocketAddress, local: SocketAddress): Flow => ({
  protocol,
  reliable: true,
  remote,
  local,
  open: false,
  watch: nothingToLose,
  send: (_text, onFailure) => queueMicrotask(() => onFailure?.()),
});
