/** Sends the mails of one source, an organisation's one after the other, while its lease is held. */
import type { Lease } from "../../lib/db/leases.ts";
import type { Mail, MailResult } from "../../lib/mail/mail.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";

export interface DueMail {
  /** Null: there is nothing to tell after all. */
  mail: Mail | null;
  /** What the mail server said. Not asked when there was nothing to tell. */
  settle: (result: MailResult, now: Date) => Promise<void>;
}

export interface MailSource {
  /** For the log. */
  name: string;
  /**
   * Taken one at a time: a mail server that is slow must not outlast the pause after an attempt that is only waiting its turn. Null: nothing
   * is due.
   */
  take: (lease: Lease, now: Date) => Promise<DueMail | null>;
  /** When the next one is due; null: none waits. */
  nextAt: (lease: Lease, now: Date) => Promise<Date | null>;
}

const lookAgainMs = 60_000;

interface Parts {
  clock: Clock;
  log: Log;
  send: (mail: Mail) => Promise<MailResult>;
  source: MailSource;
}

export class MailCourier {
  readonly #parts: Parts;
  readonly #leases = new Map<string, Lease>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #work: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  keep(lease: Lease): void {
    this.#leases.set(lease.organisationId, lease);
    this.look(lease.organisationId);
  }

  stop(organisationId: string): void {
    this.#leases.delete(organisationId);
    clearTimeout(this.#timers.get(organisationId));
    this.#timers.delete(organisationId);
  }

  /** Null: any organisation may have something. */
  look(organisationId: string | null): void {
    const asked = organisationId === null ? [...this.#leases.keys()] : [organisationId];
    for (const each of asked) this.#work = this.#work.then(() => this.#sendDue(each));
  }

  /** Resolves when nothing that is due now is left. */
  idle(): Promise<void> {
    return this.#work;
  }

  stopAll(): void {
    for (const organisationId of [...this.#leases.keys()]) this.stop(organisationId);
  }

  async #sendDue(organisationId: string): Promise<void> {
    try {
      while (await this.#sendNext(organisationId));
      await this.#armNext(organisationId);
    } catch (error) {
      this.#parts.log.warn(`${this.#parts.source.name} wait`, { organisationId, error: (error as Error).message });
      this.#arm(organisationId, lookAgainMs);
    }
  }

  /** False: nothing is due. */
  async #sendNext(organisationId: string): Promise<boolean> {
    const { clock, send, source } = this.#parts;
    const lease = this.#leases.get(organisationId);
    const due = lease ? await source.take(lease, clock.date()) : null;
    if (due?.mail) await due.settle(await send(due.mail), clock.date());
    return due !== null;
  }

  async #armNext(organisationId: string): Promise<void> {
    const lease = this.#leases.get(organisationId);
    const now = this.#parts.clock.date();
    const next = lease && (await this.#parts.source.nextAt(lease, now));
    if (next) this.#arm(organisationId, Math.max(0, next.getTime() - now.getTime()));
  }

  #arm(organisationId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(organisationId));
    if (!this.#leases.has(organisationId)) return;
    this.#timers.set(organisationId, setTimeout(() => this.look(organisationId), delayMs).unref());
  }
}
