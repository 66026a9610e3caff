/**
 * How many new requests per second strangers may make us work on. Each UDP address has a token bucket; all that were quiet so far share one
 * more, and all that were busy another, so that a flood from some addresses leaves room for somebody who calls for the first time. Addresses
 * that have proven themselves are not counted at all. Pure but for its memory: time is given.
 */
export interface FloodLimits {
  readonly perAddressPerSecond: number;
  readonly perAddressBurst: number;
  /** Up to so many requests at a time an address is quiet. */
  readonly quietAtMost: number;
  readonly quietPerSecond: number;
  readonly quietBurst: number;
  readonly busyPerSecond: number;
  readonly busyBurst: number;
}

/** An office behind one address may register some hundred phones at once, and a tester may try a thousand messages in a row. */
export const floodLimits: FloodLimits = {
  perAddressPerSecond: 50,
  perAddressBurst: 1_000,
  quietAtMost: 20,
  quietPerSecond: 300,
  quietBurst: 2_000,
  busyPerSecond: 200,
  busyBurst: 1_000,
};
const addressesAtMost = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

export class FloodGuard {
  readonly #limits: FloodLimits;
  readonly #quiet: Bucket;
  readonly #busy: Bucket;
  readonly #addresses = new Map<string, Bucket>();

  constructor(limits: FloodLimits, now: number) {
    this.#limits = limits;
    this.#quiet = { tokens: limits.quietBurst, at: now };
    this.#busy = { tokens: limits.busyBurst, at: now };
  }

  /** `now` in milliseconds. False: too many, drop it without an answer. */
  admits(address: string, now: number): boolean {
    const limits = this.#limits;
    const own = this.#bucketOf(address, now);
    refill(own, limits.perAddressPerSecond, limits.perAddressBurst, now);
    refill(this.#quiet, limits.quietPerSecond, limits.quietBurst, now);
    refill(this.#busy, limits.busyPerSecond, limits.busyBurst, now);
    const shared = own.tokens > limits.perAddressBurst - limits.quietAtMost ? this.#quiet : this.#busy;
    if (own.tokens < 1) return false;
    // What is dropped counts too: who goes on sending stays busy.
    own.tokens--;
    if (shared.tokens < 1) return false;
    shared.tokens--;
    return true;
  }

  #bucketOf(address: string, now: number): Bucket {
    const known = this.#addresses.get(address);
    if (known) return known;
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size >= addressesAtMost && oldest !== undefined) this.#addresses.delete(oldest);
    const fresh = { tokens: this.#limits.perAddressBurst, at: now };
    this.#addresses.set(address, fresh);
    return fresh;
  }
}

function refill(bucket: Bucket, perSecond: number, burst: number, now: number): void {
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
  bucket.at = now;
}
