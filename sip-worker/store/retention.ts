/** Looks once a day, and soon after the organisation was taken over, for what is older than it keeps. */
import type { Lease } from "../../lib/db/leases.ts";
import { type Forgotten, forgetOld } from "../../lib/db/retention.ts";
import { inBackground } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";

const firstMs = 60_000;
const dailyMs = 86_400_000;

export class Retention {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #forget: (lease: Lease, now: Date) => Promise<Forgotten>;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(clock: Clock, log: Log, forget = forgetOld) {
    this.#clock = clock;
    this.#log = log;
    this.#forget = forget;
  }

  /** Of an organisation whose lease was taken; an earlier lease of it counts no more. */
  keep(lease: Lease): void {
    this.stop(lease.organisationId);
    this.#arm(lease, firstMs);
  }

  stop(organisationId: string): void {
    clearTimeout(this.#timers.get(organisationId));
    this.#timers.delete(organisationId);
  }

  #arm(lease: Lease, delayMs: number): void {
    const timer = setTimeout(() => inBackground(this.#log, "forget what is old", this.#run(lease)), delayMs).unref();
    this.#timers.set(lease.organisationId, timer);
  }

  async #run(lease: Lease): Promise<void> {
    this.#arm(lease, dailyMs);
    const forgotten = await this.#forget(lease, this.#clock.date());
    if (forgotten.calls + forgotten.callbacks + forgotten.messages > 0)
      this.#log.info("old calls and messages were deleted", { organisationId: lease.organisationId, ...forgotten });
  }
}
