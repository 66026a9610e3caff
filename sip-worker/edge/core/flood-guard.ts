/**
 * How many new requests per second strangers may make us work on. Token buckets, one per UDP address and one for all of them; addresses
 * that have proven themselves are not counted, so a flood of strangers does not stop calls. Pure but for its memory: time is given.
 */
export interface FloodLimits {
  readonly perAddressPerSecond: number;
  readonly perAddressBurst: number;
  readonly togetherPerSecond: number;
  readonly togetherBurst: number;
}

export const floodLimits: FloodLimits = {
  perAddressPerSecond: 500,
  perAddressBurst: 2_000,
  togetherPerSecond: 1_000,
  togetherBurst: 4_000,
};
const addressesAtMost = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

export class FloodGuard {
  readonly #limits: FloodLimits;
  readonly #together: Bucket;
  readonly #addresses = new Map<string, Bucket>();

  constructor(limits: FloodLimits, now: number) {
    this.#limits = limits;
    this.#together = { tokens: limits.togetherBurst, at: now };
  }

  /** `now` in milliseconds. False: too many, drop it without an answer. */
  admits(address: string, now: number): boolean {
    const { perAddressPerSecond, perAddressBurst, togetherPerSecond, togetherBurst } = this.#limits;
    const own = this.#bucketOf(address, now);
    refill(own, perAddressPerSecond, perAddressBurst, now);
    refill(this.#together, togetherPerSecond, togetherBurst, now);
    if (own.tokens < 1 || this.#together.tokens < 1) return false;
    own.tokens--;
    this.#together.tokens--;
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
