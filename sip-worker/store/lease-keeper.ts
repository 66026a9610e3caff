/** Holds the organisations of this worker: takes their leases, renews them, and says when one was lost. */
import { type Lease, releaseLease, renewLease, takeLease } from "../../lib/db/leases.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

const leaseSeconds = 15;
const renewMs = 5_000;

export class LeaseKeeper {
  readonly #workerId: string;
  readonly #log: Log;
  readonly #leases = new Map<string, Lease>();
  readonly #lost: (organisationId: string) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(workerId: string, log: Log, lost: (organisationId: string) => void) {
    this.#workerId = workerId;
    this.#log = log;
    this.#lost = lost;
  }

  /** Null while another worker serves the organisation. */
  async take(organisationId: string): Promise<Lease | null> {
    const lease = await takeLease(organisationId, this.#workerId, leaseSeconds);
    if (lease) this.#leases.set(organisationId, lease);
    this.#timer ??= setInterval(() => inBackground(this.#log, "renew leases", this.#renewAll()), renewMs);
    return lease;
  }

  async releaseAll(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    for (const lease of this.#leases.values()) await releaseLease(lease).catch(() => undefined);
    this.#leases.clear();
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
