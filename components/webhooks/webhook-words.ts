"use client";
/** Events and answers in words. */
import { useText } from "@/components/language/texts.tsx";
import type { DeliveryRecord, WebhookFailure } from "@/lib/domain/webhook-delivery.ts";

const events = {
  "call.arrived": "callArrived",
  "call.answered": "callAnswered",
  "call.ended": "callEnded",
  "callback.requested": "callbackRequested",
  "callback.ended": "callbackEnded",
  "message.recorded": "messageRecorded",
  test: "testEvent",
} as const satisfies Record<DeliveryRecord["event"], string>;

const failures = {
  forbiddenAddress: "forbiddenAddress",
  unknownHost: "unknownHost",
  notConnected: "notConnected",
  badCertificate: "badCertificate",
  timeout: "timeout",
  brokenAnswer: "brokenAnswer",
  secretUnreadable: "secretUnreadable",
} as const satisfies Record<WebhookFailure, string>;

export function useWebhookWords() {
  const text = useText("webhooks");
  const event = (name: DeliveryRecord["event"]) => text(events[name]);
  const answer = (status: string) => (status in failures ? text(failures[status as WebhookFailure]) : text("answered", { status }));
  return { event, answer };
}
