/** A way to one peer: a remote address reached from one of our listeners. What SIP above sees of sockets. */
export type Protocol = "udp" | "tcp" | "tls" | "ws" | "wss";

export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

export interface Flow {
  readonly protocol: Protocol;
  /** The transport delivers or fails; nothing is retransmitted on it. */
  readonly reliable: boolean;
  readonly remote: SocketAddress;
  /** The listener's own address as it is told to peers. */
  readonly local: SocketAddress;
  /** False: closed, messages must take another way. */
  readonly open: boolean;
  /** `onFailure` is called at most once, when the message certainly was not delivered. */
  send(text: string, onFailure?: () => void): void;
  /** Tells when the connection is lost, or, for UDP, that nobody listens there; what it returns ends the watch. */
  watch(onLost: () => void): () => void;
  /** Closes a connection that is not there yet; its messages fail. */
  giveUpConnecting?(): void;
}

/** For flows without a connection. */
export const nothingToLose = (): (() => void) => () => {};

export interface Listener {
  readonly protocol: Protocol;
  /** As bound; a wildcard stays a wildcard here. */
  readonly bound: SocketAddress;
  /** As told to peers in Via and Contact. */
  readonly advertised: SocketAddress;
  /** `name`: whom a certificate must name, where there are certificates. */
  flowTo(remote: SocketAddress, name?: string): Flow;
  close(): Promise<void>;
}

/** One message's text as received, one character per byte. */
export type OnMessage = (text: string, flow: Flow) => void;

/** What a listener reports besides messages: counters by name. */
export interface TransportEvents {
  readonly onMessage: OnMessage;
  readonly count: (name: string) => void;
}

export const isReliable = (protocol: Protocol): boolean => protocol !== "udp";

/** IPv4 addresses that came in by an IPv6 socket are written as IPv4. */
export const plainAddress = (address: string): string =>
  address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
