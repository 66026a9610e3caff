import { sendTest } from "@/lib/db/webhook-deliveries.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const POST = route({
  may: editWebhooks,
  status: 202,
  handle: async ({ actor, params }) => (await sendTest(actor, params.webhookId!)) ?? problem("notFound"),
});
