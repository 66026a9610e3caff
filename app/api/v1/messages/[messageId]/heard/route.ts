import * as z from "zod";
import * as messages from "@/lib/db/messages.ts";
import { hearMessages } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const PUT = route({
  may: hearMessages,
  body: z.object({ heard: z.boolean("errors.required") }),
  handle: async ({ actor, params, body }) =>
    (await messages.markHeard(actor, params.messageId!, body.heard)) ? undefined : problem("notFound"),
});
