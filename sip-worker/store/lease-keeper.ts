/** Holds the organisations of this worker: takes their leases, renews them, and says when one was lost. */
import { type Lease, releaseLease, renewLease, takeLease } from "../../lib/db/leases.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

const leaseSeconds = 15;
const renewMs = 5_000;
const askAgainMs = 5_000;

export class LeaseKeeper {
  readonly #workerId: string;
  readonly #log: Log;
  readonly #leases = new Map<string, Lease>();
  readonly #lost: (organisationId: string) => void;
  readonly #askAgainMs: number;
  readonly #waiting = new Set<NodeJS.Timeout>();
  #timer: NodeJS.Timeout | null = null;

  constructor(workerId: string, log: Log, lost: (organisationId: string) => void, askAgainAfterMs = askAgainMs) {
    this.#workerId = workerId;
    this.#log = log;
    this.#lost = lost;
    this.#askAgainMs = askAgainAfterMs;
  }

  /** Null while another worker serves the organisation; after a while `again` is called, which asks again if it is still wanted. */
  async take(organisationId: string, again: () => Promise<void>): Promise<Lease | null> {
    const lease = await takeLease(organisationId, this.#workerId, leaseSeconds);
    if (lease) this.#leases.set(organisationId, lease);
    else this.#askLater(again);
    this.#timer ??= setInterval(() => inBackground(this.#log, "renew leases", this.#renewAll()), renewMs);
    return lease;
  }

  async releaseAll(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
    for (const lease of this.#leases.values()) await releaseLease(lease).catch(() => undefined);
    this.#leases.clear();
  }

  #askLater(again: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      inBackground(this.#log, "take an organisation over", this.#ask(again));
    }, this.#askAgainMs);
    this.#waiting.add(timer);
    timer.unref();
  }

  /** The database may be away at this very moment. */
  async #ask(again: () => Promise<void>): Promise<void> {
    try {
      await again();
    } catch (error) {
      this.#askLater(again);
      throw error;
    }
  }

  /** With the database away nobody else can take a lease either: the calls go on. */
  async #renewAll(): Promise<void> {
    for (const [organisationId, lease] of this.#leases) {
      const kept = await renewLease(lease, leaseSeconds).catch(() => true);
      if (kept) continue;
      this.#leases.delete(organisationId);
      this.#log.error("another worker has taken the organisation over", { organisationId });
      this.#lost(organisationId);
    }
  }
}
