/**
 * Connected UDP sockets, one for each peer that a request of ours is under way to. They share the listener's port, so the peer sees no
 * difference; but only a connected socket is told by the system that nobody listens at the other end (ICMP port unreachable, RFC 3261
 * 18.4). A message that came to one of them is handled as if the listener had received it.
 */
import { createSocket, type Socket, type SocketOptions, type SocketType } from "node:dgram";
import { isIPv6 } from "node:net";
import type { SocketAddress } from "./flow.ts";

/** More peers than this at once are spoken to by the listener's own socket: their silence is only noticed in time. */
const socketsAtMost = 500;
/** The answers to what was sent may still be on their way. */
const idleMs = 5_000;

export interface PeerSocketsParts {
  type: SocketType;
  bound: SocketAddress;
  bufferBytes: number;
  received(bytes: Buffer, remote: SocketAddress): void;
  /** By the listener's own socket. */
  sendPlain(bytes: Buffer, remote: SocketAddress, sent: Sent): void;
}

export class PeerSockets {
  readonly #parts: PeerSocketsParts;
  readonly #sockets = new Map<string, PeerSocket>();

  constructor(parts: PeerSocketsParts) {
    this.#parts = parts;
  }

  /** Null: there are too many. */
  open(remote: SocketAddress): PeerSocket | null {
    const key = `${remote.address} ${remote.port}`;
    const known = this.#sockets.get(key);
    if (known) return known;
    if (this.#sockets.size >= socketsAtMost) return null;
    const socket = new PeerSocket(this.#parts, remote, () => this.#sockets.delete(key));
    this.#sockets.set(key, socket);
    return socket;
  }

  close(): void {
    for (const socket of [...this.#sockets.values()]) socket.close();
  }
}

export type Sent = (error: Error | null) => void;

export class PeerSocket {
  readonly #socket: Socket;
  readonly #parts: PeerSocketsParts;
  readonly #remote: SocketAddress;
  readonly #closed: () => void;
  readonly #watchers = new Set<() => void>();
  /** What is to be sent when the socket is connected; null from then on. */
  #held: { bytes: Buffer; sent: Sent }[] | null = [];
  #idle: NodeJS.Timeout | null = null;
  open = true;

  constructor(parts: PeerSocketsParts, remote: SocketAddress, closed: () => void) {
    const { type, bound, bufferBytes, received } = parts;
    this.#parts = parts;
    this.#remote = remote;
    this.#closed = closed;
    this.#socket = createSocket({ type, reuseAddr: true, recvBufferSize: bufferBytes, lookup: literal });
    this.#socket.on("message", received);
    this.#socket.on("error", () => this.#onError());
    this.#socket.once("connect", () => this.#onConnected());
    this.#socket.bind(bound.port, bound.address, () => this.open && this.#socket.connect(remote.port, remote.address));
  }

  send(bytes: Buffer, sent: Sent): void {
    if (this.#held) this.#held.push({ bytes, sent });
    else this.#socket.send(bytes, sent);
  }

  /** Tells when nobody listens there. What it returns ends the watch. */
  watch(onRefused: () => void): () => void {
    this.#watchers.add(onRefused);
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    return () => {
      if (!this.#watchers.delete(onRefused) || this.#watchers.size > 0 || !this.open) return;
      this.#idle = setTimeout(() => this.close(), idleMs);
      this.#idle.unref();
    };
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    if (this.#idle) clearTimeout(this.#idle);
    this.#socket.close();
    this.#closed();
  }

  #onConnected(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const { bytes, sent } of held) this.#socket.send(bytes, sent);
  }

  /** Refused; or the socket could not even be connected, and is of no use. */
  #onError(): void {
    const unsent = this.#held;
    if (!unsent) for (const onRefused of [...this.#watchers]) onRefused();
    else {
      this.close();
      for (const { bytes, sent } of unsent) this.#parts.sendPlain(bytes, this.#remote, sent);
    }
  }
}

/** Addresses are known here: nothing is asked, and what is sent leaves at once, in the order of sending. */
export const literal: SocketOptions["lookup"] = (address, _family, answer) => answer(null, address, isIPv6(address) ? 6 : 4);
