/** What is told to webhooks, and how it went. Apart from the rules, for the browser. */
export const webhookEvents = [
  "call.arrived",
  "call.answered",
  "call.ended",
  "callback.requested",
  "callback.ended",
  "message.recorded",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Sent when somebody asks for it, to that webhook only. */
export const testEvent = "test";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** After each attempt that failed; after the last one it is given up, a day after the event (23 h 36 min). */
const pausesMs = [10_000, minuteMs, 5 * minuteMs, 30 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs, 8 * hourMs, 8 * hourMs];

/** How long to wait after the attempt of that number, from 1; null: it was the last. */
export const pauseAfterAttempt = (attempt: number): number | null => pausesMs[attempt - 1] ?? null;

/** Why an attempt had no answer that counts; an answer is told by its HTTP status. */
export type WebhookFailure =
  | "forbiddenAddress"
  | "unknownHost"
  | "notConnected"
  | "badCertificate"
  | "timeout"
  | "brokenAnswer"
  | "secretUnreadable";

export type WebhookAnswer = { ok: boolean; status: number } | { ok: false; failure: WebhookFailure };

/** How long a receiver has for taking a renewed secret into use. */
export const bothSecretsMs = 24 * 3_600_000;

export interface WebhookRecord {
  id: string;
  version: number;
  name: string;
  url: string;
  events: WebhookEvent[];
  enabled: boolean;
  createdAt: string;
  /** Until when the secret before the present one signs too; null: only the present one signs. */
  previousSecretUntil: string | null;
  /** Deliveries that are still tried. */
  waiting: number;
  /** Of those that are kept. */
  givenUp: number;
}

export interface DeliveryRecord {
  id: string;
  event: WebhookEvent | typeof testEvent;
  at: string;
  state: "waiting" | "delivered" | "givenUp";
  attempts: number;
  lastAttemptAt: string | null;
  nextAttemptAt: string | null;
  /** An HTTP status or a {@link WebhookFailure}; null: not tried yet. */
  lastStatus: string | null;
}
