import { queryOptions } from "@tanstack/react-query";
import type { WebhookSettings, WebhookUpdate } from "../domain/webhook.ts";
import type { DeliveryRecord, WebhookRecord } from "../domain/webhook-delivery.ts";
import { getJson, sendJson } from "./api.ts";

/** With its secret when it was made a moment ago: it is told here and never again. */
export type SavedWebhook = WebhookRecord & { secret?: string };

export const webhooksQuery = queryOptions({ queryKey: ["webhooks"], queryFn: () => getJson<WebhookRecord[]>("/webhooks") });
export const deliveriesQuery = (id: string) =>
  queryOptions({ queryKey: ["webhooks", id, "deliveries"], queryFn: () => getJson<DeliveryRecord[]>(`/webhooks/${id}/deliveries`) });

export const createWebhook = async (settings: WebhookSettings): Promise<SavedWebhook> => {
  const { record, secret } = await sendJson<{ record: WebhookRecord; secret: string }>("POST", "/webhooks", settings);
  return { ...record, secret };
};
export const saveWebhook = (id: string, update: WebhookUpdate) => sendJson<SavedWebhook>("PUT", `/webhooks/${id}`, update);
export const renewSecret = async (id: string): Promise<string> =>
  (await sendJson<{ secret: string }>("POST", `/webhooks/${id}/secret`)).secret;
export const deleteWebhook = (id: string) => sendJson<void>("DELETE", `/webhooks/${id}`);
export const testWebhook = (id: string) => sendJson<DeliveryRecord>("POST", `/webhooks/${id}/test`);
export const redeliver = (id: string, deliveryId: string) =>
  sendJson<DeliveryRecord>("POST", `/webhooks/${id}/deliveries/${deliveryId}/redeliver`);
