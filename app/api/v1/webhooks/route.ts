import * as webhooks from "@/lib/db/webhooks.ts";
import { webhookSettings } from "@/lib/domain/webhook.ts";
import { installationSecret } from "@/lib/web/environment.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { webhookMadeAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({ may: editWebhooks, handle: ({ actor }) => webhooks.list(actor) });

export const POST = route({
  may: editWebhooks,
  body: webhookSettings,
  status: 201,
  handle: async ({ actor, body }) => webhookMadeAnswer(await webhooks.create(actor, body, installationSecret())),
});
