/**
 * Serves the organisations that are wanted here, each as long as no other worker does: takes their leases, renews them, and asks again for
 * those that another holds, has taken over, or that could not be begun. Of one organisation one thing is under way at a time.
 */
import { type Lease, releaseLease, renewLease, takeLease } from "../../lib/db/leases.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

export interface Duty {
  /** Serves the organisation under this lease from now on. Rejects when that failed: it is called again. */
  begin(lease: Lease): Promise<void>;
  /** Another worker serves it now. */
  end(organisationId: string): void;
}

interface Patience {
  /** While another worker holds the lease. */
  askAgainMs: number;
  /** After a failure: the database was away. */
  tryAgainMs: number;
  renewMs: number;
}

const leaseSeconds = 15;
const usual: Patience = { askAgainMs: 5_000, tryAgainMs: 1_000, renewMs: 5_000 };

export class LeaseKeeper {
  readonly #workerId: string;
  readonly #log: Log;
  readonly #duty: Duty;
  readonly #patience: Patience;
  readonly #wanted = new Set<string>();
  readonly #held = new Map<string, Lease>();
  /** Begun under the lease that is held. */
  readonly #served = new Set<string>();
  readonly #asking = new Map<string, Promise<void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #renewal: NodeJS.Timeout | null = null;
  #renewing: Promise<void> | null = null;
  #asksNoMore = false;

  constructor(workerId: string, log: Log, duty: Duty, patience: Partial<Patience> = {}) {
    this.#workerId = workerId;
    this.#log = log;
    this.#duty = duty;
    this.#patience = { ...usual, ...patience };
  }

  /** Resolves when the organisation is served here, or cannot be for now: then it is asked for again. */
  async want(organisationId: string): Promise<void> {
    if (this.#asksNoMore) return;
    this.#wanted.add(organisationId);
    this.#renewal ??= setInterval(() => this.#renew(), this.#patience.renewMs);
    await this.#ask(organisationId);
  }

  /** The organisation is gone. */
  forget(organisationId: string): void {
    this.#wanted.delete(organisationId);
    this.#held.delete(organisationId);
    this.#served.delete(organisationId);
    this.#disarm(organisationId);
  }

  /** For a worker that drains: what it holds it keeps until {@link releaseAll}. */
  askNoMore(): void {
    this.#asksNoMore = true;
    for (const organisationId of [...this.#timers.keys()]) this.#disarm(organisationId);
  }

  async releaseAll(): Promise<void> {
    this.askNoMore();
    if (this.#renewal) clearInterval(this.#renewal);
    // A renewal that is under way would hold for its successor what is given back here.
    await this.#renewing;
    for (const lease of this.#held.values()) await releaseLease(lease).catch(() => undefined);
    this.#held.clear();
  }

  #ask(organisationId: string): Promise<void> {
    this.#disarm(organisationId);
    if (this.#served.has(organisationId)) return Promise.resolve();
    const asking = this.#asking.get(organisationId) ?? this.#serve(organisationId).finally(() => this.#asking.delete(organisationId));
    this.#asking.set(organisationId, asking);
    return asking;
  }

  async #serve(organisationId: string): Promise<void> {
    const { askAgainMs, tryAgainMs } = this.#patience;
    try {
      const lease = this.#held.get(organisationId) ?? (await this.#take(organisationId));
      if (!lease) {
        this.#log.warn("another worker serves the organisation: asking again", { organisationId });
        this.#askLater(organisationId, askAgainMs);
        return;
      }
      await this.#duty.begin(lease);
      if (this.#held.get(organisationId) === lease) this.#served.add(organisationId);
      else this.#giveUp(organisationId);
    } catch (error) {
      this.#log.error("an organisation could not be taken over: trying again", { organisationId, error: (error as Error).message });
      this.#askLater(organisationId, tryAgainMs);
    }
  }

  async #take(organisationId: string): Promise<Lease | null> {
    const lease = await takeLease(organisationId, this.#workerId, leaseSeconds);
    if (lease && this.#wanted.has(organisationId)) this.#held.set(organisationId, lease);
    return lease;
  }

  #giveUp(organisationId: string): void {
    this.#duty.end(organisationId);
    this.#askLater(organisationId, this.#patience.askAgainMs);
  }

  #askLater(organisationId: string, delayMs: number): void {
    this.#disarm(organisationId);
    if (this.#asksNoMore || !this.#wanted.has(organisationId)) return;
    const ask = () => inBackground(this.#log, "take an organisation over", this.#ask(organisationId));
    this.#timers.set(organisationId, setTimeout(ask, delayMs).unref());
  }

  #disarm(organisationId: string): void {
    clearTimeout(this.#timers.get(organisationId));
    this.#timers.delete(organisationId);
  }

  #renew(): void {
    if (this.#renewing) return;
    const renewing = this.#renewAll().finally(() => {
      this.#renewing = null;
    });
    this.#renewing = renewing.catch(() => undefined);
    inBackground(this.#log, "renew leases", renewing);
  }

  /** With the database away nobody else can take a lease either: the calls go on. */
  async #renewAll(): Promise<void> {
    for (const [organisationId, lease] of this.#held) {
      const kept = await renewLease(lease, leaseSeconds).catch(() => true);
      if (kept || this.#held.get(organisationId) !== lease) continue;
      this.#log.error("another worker has taken the organisation over", { organisationId });
      this.#held.delete(organisationId);
      if (this.#served.delete(organisationId)) this.#giveUp(organisationId);
    }
  }
}
