/**
 * Requests that are too large for UDP go by TCP (RFC 3261 18.1.1), where the peer has it. Whether it has, only trying tells: who does
 * not take the connection gets the request by UDP all the same, and no other try for a while.
 */
import { formatMessage, type SipRequest } from "../message/message.ts";
import type { SocketAddress } from "../transport/flow.ts";

/** Above this a datagram may be cut on its way. */
const largestDatagramBytes = 1_300;
/** A peer that drops our SYN holds a call up no longer than a lost message would. */
export const tcpPatienceMs = 500;
const rememberedMs = 600_000;
const peersAtMost = 10_000;

export const isTooLarge = (request: SipRequest): boolean => formatMessage(request).length > largestDatagramBytes;

/** Who did not take a TCP connection lately. */
export class PeersWithoutTcp {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(peer: SocketAddress): void {
    const key = keyOf(peer);
    this.#until.delete(key);
    this.#until.set(key, this.#now() + rememberedMs);
    const [oldest] = this.#until.keys();
    if (this.#until.size > peersAtMost && oldest !== undefined) this.#until.delete(oldest);
  }

  has(peer: SocketAddress): boolean {
    return (this.#until.get(keyOf(peer)) ?? 0) > this.#now();
  }
}

const keyOf = ({ address, port }: SocketAddress): string => `${address} ${port}`;
