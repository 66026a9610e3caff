import * as webhooks from "@/lib/db/webhooks.ts";
import { installationSecret } from "@/lib/web/environment.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { webhookMadeAnswer } from "@/lib/web/saved-answers.ts";

export const POST = route({
  may: editWebhooks,
  handle: async ({ actor, params }) => webhookMadeAnswer(await webhooks.renewSecret(actor, params.webhookId!, installationSecret())),
});
