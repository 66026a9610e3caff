import * as webhooks from "@/lib/db/webhooks.ts";
import { webhookUpdate } from "@/lib/domain/webhook.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { removedAnswer, webhookAnswer } from "@/lib/web/saved-answers.ts";

export const PUT = route({
  may: editWebhooks,
  body: webhookUpdate,
  handle: async ({ actor, params, body }) => webhookAnswer(await webhooks.save(actor, params.webhookId!, body)),
});

export const DELETE = route({
  may: editWebhooks,
  handle: async ({ actor, params }) => removedAnswer(await webhooks.remove(actor, params.webhookId!)),
});
