import { list } from "@/lib/db/webhook-deliveries.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: editWebhooks,
  handle: async ({ actor, params }) => (await list(actor, params.webhookId!)) ?? problem("notFound"),
});
