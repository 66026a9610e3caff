/** What is done for an organisation again and again while its lease is held: soon after it was taken over, and then at intervals. */
import type { Lease } from "../../lib/db/leases.ts";
import { forgetOld } from "../../lib/db/retention.ts";
import { rollDays } from "../../lib/db/rolled-days.ts";
import { inBackground } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";

export interface Chore {
  name: string;
  firstMs: number;
  everyMs: number;
  /** What was done, for the log; null: there was nothing to do. */
  run: (lease: Lease, now: Date) => Promise<Record<string, number> | null>;
}

/** Deletes what is older than the organisation keeps it. */
export const retention: Chore = {
  name: "old calls and messages were deleted",
  firstMs: 60_000,
  everyMs: 86_400_000,
  run: async (lease, now) => {
    const { calls, callbacks, messages } = await forgetOld(lease, now);
    return calls + callbacks + messages > 0 ? { calls, callbacks, messages } : null;
  },
};

/** Makes the figures of days that are over, and anew those of days in which something changed. */
export const rolling: Chore = {
  name: "figures of days were made",
  firstMs: 20_000,
  everyMs: 600_000,
  run: async (lease, now) => {
    const days = await rollDays(lease, now);
    return days > 0 ? { days } : null;
  },
};

export class Upkeep {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #chores: readonly Chore[];
  readonly #timers = new Map<string, Set<NodeJS.Timeout>>();

  constructor(clock: Clock, log: Log, chores: readonly Chore[]) {
    this.#clock = clock;
    this.#log = log;
    this.#chores = chores;
  }

  /** Of an organisation whose lease was taken; an earlier lease of it counts no more. */
  keep(lease: Lease): void {
    this.stop(lease.organisationId);
    const timers = new Set<NodeJS.Timeout>();
    this.#timers.set(lease.organisationId, timers);
    for (const chore of this.#chores) this.#arm(chore, lease, timers, chore.firstMs);
  }

  stop(organisationId: string): void {
    for (const timer of this.#timers.get(organisationId) ?? []) clearTimeout(timer);
    this.#timers.delete(organisationId);
  }

  #arm(chore: Chore, lease: Lease, timers: Set<NodeJS.Timeout>, delayMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      this.#arm(chore, lease, timers, chore.everyMs);
      inBackground(this.#log, chore.name, this.#run(chore, lease));
    }, delayMs).unref();
    timers.add(timer);
  }

  async #run({ name, run }: Chore, lease: Lease): Promise<void> {
    const done = await run(lease, this.#clock.date());
    if (done) this.#log.info(name, { organisationId: lease.organisationId, ...done });
  }
}
