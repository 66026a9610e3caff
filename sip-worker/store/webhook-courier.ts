/**
 * Delivers an organisation's webhooks while its lease is held: at once when one is written, later when it failed. Webhooks do not wait
 * for each other: a receiver that is slow or away keeps only its own deliveries waiting.
 */
import type { Lease } from "../../lib/db/leases.ts";
import { unseal, webhookSecretName } from "../../lib/db/sealed.ts";
import { type DueDelivery, settle, takeDue, waitingWebhooks } from "../../lib/db/webhook-deliveries.ts";
import type { WebhookAnswer } from "../../lib/domain/webhook-delivery.ts";
import type { WebhookPost } from "../../lib/webhook/post.ts";
import { signature } from "../../lib/webhook/signature.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";

/** To one receiver at a time. */
const atOnce = 5;
/** The database was away, or the lease. */
const lookAgainMs = 60_000;

interface Parts {
  clock: Clock;
  log: Log;
  post: WebhookPost;
  installationSecret: string;
  /** For metrics. */
  answered?: (delivered: boolean) => void;
}

export class WebhookCourier {
  readonly #parts: Parts;
  readonly #lease: Lease;
  readonly #busy = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(lease: Lease, parts: Parts) {
    this.#lease = lease;
    this.#parts = parts;
  }

  /** Something was written, or may have been. */
  look(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#looking ??= this.#lookUntilSettled();
  }

  /** What is under way is given up: its attempt is counted, and another follows. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
  }

  /** Resolves when nothing that is due now is left. */
  async idle(): Promise<void> {
    while (this.#looking || this.#busy.size > 0) await Promise.all([this.#looking, ...this.#busy.values()]);
  }

  async #lookUntilSettled(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#begin().catch((error: Error) => {
        this.#parts.log.warn("webhooks wait: the database does not answer", { error: error.message });
        this.#arm(lookAgainMs);
      });
    }
    // In the same step as the last look at `#again`: what is told in between would be lost.
    this.#looking = null;
  }

  async #begin(): Promise<void> {
    const now = this.#parts.clock.date().getTime();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const { webhookId, dueAt } of await waitingWebhooks(this.#lease)) {
      if (dueAt.getTime() > now) nextMs = Math.min(nextMs, dueAt.getTime() - now);
      else if (!this.#busy.has(webhookId)) this.#deliverAll(webhookId);
    }
    if (Number.isFinite(nextMs)) this.#arm(nextMs);
  }

  #arm(delayMs: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => this.look(), delayMs).unref();
  }

  #deliverAll(webhookId: string): void {
    const work = this.#untilNothingIsDue(webhookId).then(
      () => this.#done(webhookId, true),
      (error: Error) => {
        this.#parts.log.warn("deliveries of a webhook wait", { webhookId, error: error.message });
        this.#done(webhookId, false);
      },
    );
    this.#busy.set(webhookId, work);
  }

  /** What was written in the last moment, or has to wait for its next attempt, is found by one more look. */
  #done(webhookId: string, went: boolean): void {
    this.#busy.delete(webhookId);
    if (went) this.look();
    else this.#arm(lookAgainMs);
  }

  async #untilNothingIsDue(webhookId: string): Promise<void> {
    while (!this.#stopped) {
      const due = await takeDue(this.#lease, webhookId, this.#parts.clock.date(), atOnce);
      if (due.length === 0) return;
      await Promise.all(due.map((delivery) => this.#deliver(delivery)));
    }
  }

  async #deliver(delivery: DueDelivery): Promise<void> {
    const answer = await this.#send(delivery);
    this.#parts.answered?.(answer.ok);
    const status = "status" in answer ? String(answer.status) : answer.failure;
    await settle(delivery, answer.ok, status, this.#parts.clock.date());
  }

  #send({ id, webhookId, event, payload, at, url, sealedSecrets }: DueDelivery): Promise<WebhookAnswer> | WebhookAnswer {
    const { post, clock, installationSecret } = this.#parts;
    const secrets = sealedSecrets.map((sealed) => unseal(installationSecret, webhookSecretName(webhookId), sealed));
    const readable = secrets.filter((secret) => secret !== null);
    if (secrets[0] === null) return { ok: false, failure: "secretUnreadable" };
    const body = JSON.stringify({ id, event, at: at.toISOString(), data: payload });
    const headers = {
      "Content-Type": "application/json",
      "User-Agent": "Jono-Webhook/1",
      "Jono-Event": event,
      "Jono-Delivery": id,
      "Jono-Signature": signature(readable, body, clock.date()),
    };
    return post.send({ url, headers, body });
  }
}

/** The courier of each organisation that this worker serves. */
export class WebhookCouriers {
  readonly #parts: Parts;
  readonly #couriers = new Map<string, WebhookCourier>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  keep(lease: Lease): void {
    this.stop(lease.organisationId);
    const courier = new WebhookCourier(lease, this.#parts);
    this.#couriers.set(lease.organisationId, courier);
    courier.look();
  }

  stop(organisationId: string): void {
    this.#couriers.get(organisationId)?.stop();
    this.#couriers.delete(organisationId);
  }

  /** Null: any of them may have something. */
  look(organisationId: string | null): void {
    const asked = organisationId === null ? [...this.#couriers.values()] : [this.#couriers.get(organisationId)];
    for (const courier of asked) courier?.look();
  }

  stopAll(): void {
    for (const organisationId of [...this.#couriers.keys()]) this.stop(organisationId);
  }
}
