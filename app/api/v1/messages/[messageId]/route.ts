import * as messages from "@/lib/db/messages.ts";
import { hearMessages } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const DELETE = route({
  may: hearMessages,
  handle: async ({ actor, params }) => ((await messages.remove(actor, params.messageId!)) ? undefined : problem("notFound")),
});
