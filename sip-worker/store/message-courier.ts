/** Sends the summaries of an organisation's messages to the addresses of their boxes, one after the other, while its lease is held. */
import type { Lease } from "../../lib/db/leases.ts";
import { mailSent, nextMailAt, takeDueMails } from "../../lib/db/message-mails.ts";
import type { Mail, MailResult } from "../../lib/mail/mail.ts";
import { messageMail } from "../../lib/mail/message-mail.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";

/** Taken one at a time: a mail server that is slow must not outlast the pause after an attempt that is only waiting its turn. */
const atOnce = 1;
const lookAgainMs = 60_000;

interface Parts {
  clock: Clock;
  log: Log;
  send: (mail: Mail) => Promise<MailResult>;
  portal: string;
}

export class MessageCourier {
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
      this.#parts.log.warn("summaries of messages wait", { organisationId, error: (error as Error).message });
      this.#arm(organisationId, lookAgainMs);
    }
  }

  /** False: nothing is due. */
  async #sendNext(organisationId: string): Promise<boolean> {
    const { clock, send, portal } = this.#parts;
    const lease = this.#leases.get(organisationId);
    const due = lease ? await takeDueMails(lease, clock.date(), atOnce) : [];
    for (const { message, ...reader } of due) {
      const result = await send(messageMail(message, { ...reader, portal }));
      if (result === "sent") await mailSent(message.id, clock.date());
    }
    return due.length > 0;
  }

  async #armNext(organisationId: string): Promise<void> {
    const lease = this.#leases.get(organisationId);
    const now = this.#parts.clock.date();
    const next = lease && (await nextMailAt(lease, now));
    if (next) this.#arm(organisationId, Math.max(0, next.getTime() - now.getTime()));
  }

  #arm(organisationId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(organisationId));
    if (!this.#leases.has(organisationId)) return;
    this.#timers.set(organisationId, setTimeout(() => this.look(organisationId), delayMs).unref());
  }
}
