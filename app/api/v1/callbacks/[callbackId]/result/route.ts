import * as z from "zod";
import * as callbacks from "@/lib/db/callbacks.ts";
import { changeCallback } from "@/lib/web/change-callback.ts";
import { sayCallbackResult } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

/** The member's word on whom he met, while he talks. */
export const POST = route({
  may: sayCallbackResult,
  body: z.object({ reached: z.boolean("errors.required") }),
  handle: async ({ actor, params, body }) =>
    (await callbacks.maySayResult(actor, params.callbackId!))
      ? changeCallback(actor, params.callbackId!, body.reached ? "reached" : "notReached")
      : problem("notFound"),
});
