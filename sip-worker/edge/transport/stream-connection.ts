/** One TCP or TLS connection: bytes to messages and back, with the limits that keep a slow or broken peer harmless. */
import type { Socket } from "node:net";
import { MessageStream } from "../message/stream.ts";
import type { Flow, Protocol, SocketAddress, TransportEvents } from "./flow.ts";

/** A message that has begun must be whole within this time. */
const incompleteMs = 30_000;
/** Answers to what came before the fault may still leave. */
const lingerMs = 400;
/** A peer that does not read loses its connection, not our memory. */
const unsentBytes = 1_048_576;
const connectTimeoutMs = 10_000;

export class StreamConnection implements Flow {
  readonly reliable = true;
  readonly #stream = new MessageStream();
  #incompleteTimer: NodeJS.Timeout | null = null;
  #connectTimer: NodeJS.Timeout | null = null;
  #closed = false;
  readonly #watchers = new Set<() => void>();
  /** Messages that were written but not yet taken by the kernel: they fail with the connection. */
  readonly #unsent = new Set<() => void>();

  constructor(
    readonly socket: Socket,
    readonly protocol: Protocol,
    readonly remote: SocketAddress,
    readonly local: SocketAddress,
    readonly events: TransportEvents,
    readonly onClosed: () => void,
  ) {
    socket.on("data", (bytes) => this.#receive(bytes as Buffer));
    socket.on("error", () => this.#end());
    socket.on("close", () => this.#end());
    socket.on("end", () => socket.end());
    if (socket.connecting) {
      this.#connectTimer = setTimeout(() => this.close(), connectTimeoutMs);
      socket.once("connect", () => this.#connectTimer && clearTimeout(this.#connectTimer));
    }
  }

  get open(): boolean {
    return !this.#closed && !this.socket.writableEnded;
  }

  send(text: string, onFailure?: () => void): void {
    if (!this.open || this.socket.writableLength > unsentBytes) {
      if (this.open) this.events.count("tcpPeerTooSlow");
      this.close();
      queueMicrotask(() => onFailure?.());
      return;
    }
    if (onFailure) this.#unsent.add(onFailure);
    this.socket.write(Buffer.from(text, "latin1"), (error) => {
      if (!onFailure || !this.#unsent.delete(onFailure)) return;
      if (error) onFailure();
    });
  }

  watch(onLost: () => void): () => void {
    this.#watchers.add(onLost);
    return () => this.#watchers.delete(onLost);
  }

  giveUpConnecting(): void {
    if (this.socket.connecting) this.close();
  }

  close(): void {
    this.socket.destroy();
    this.#end();
  }

  #receive(bytes: Buffer): void {
    for (const output of this.#stream.push(bytes.toString("latin1"))) {
      if (output.type === "message") this.events.onMessage(output.text, this);
      else if (output.type === "keepAlive") this.send("\r\n");
      else this.#breakOff(output.reason, output.head);
    }
    this.#watchIncomplete();
  }

  #breakOff(reason: string, head: string | null): void {
    this.events.count(`stream.${reason}`);
    // a request whose length is wrong is still answered, by what its head says
    if (head !== null) this.events.onMessage(`${head}\r\n\r\n`, this);
    this.socket.pause();
    setTimeout(() => this.close(), lingerMs);
  }

  #watchIncomplete(): void {
    if (!this.#stream.incomplete) {
      if (this.#incompleteTimer) clearTimeout(this.#incompleteTimer);
      this.#incompleteTimer = null;
    } else {
      this.#incompleteTimer ??= setTimeout(() => {
        this.events.count("stream.incomplete");
        this.close();
      }, incompleteMs);
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of [this.#incompleteTimer, this.#connectTimer]) if (timer) clearTimeout(timer);
    for (const onFailure of this.#unsent) onFailure();
    this.#unsent.clear();
    for (const onLost of this.#watchers) onLost();
    this.onClosed();
  }
}
