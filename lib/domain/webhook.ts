/** Where an organisation wants to be told what happens, as it happens. */
import * as z from "zod";
import { text, version } from "./bounded.ts";
import { webhookEvents } from "./webhook-delivery.ts";

/** By https only: numbers of callers are told. No user name in it: it would stand in logs. */
const address = text(1, 2000).refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url?.protocol === "https:" && url.username === "" && url.password === "" && url.hash === "";
}, "errors.webhookUrl");

export const webhookSettings = z.object({
  name: text(1, 80),
  url: address,
  events: z
    .array(z.enum(webhookEvents, "errors.invalid"))
    .min(1, "errors.eventNeeded")
    .transform((events) => webhookEvents.filter((event) => events.includes(event))),
  enabled: z.boolean("errors.invalid").default(true),
});
export type WebhookSettings = z.output<typeof webhookSettings>;

export const webhookUpdate = webhookSettings.extend({ version });
export type WebhookUpdate = z.output<typeof webhookUpdate>;
