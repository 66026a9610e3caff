import * as callbacks from "@/lib/db/callbacks.ts";
import { changeCallback } from "@/lib/web/change-callback.ts";
import { cancelCallbacks } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const POST = route({
  may: cancelCallbacks,
  handle: async ({ actor, params }) =>
    (await callbacks.mayCancel(actor, params.callbackId!)) ? changeCallback(actor, params.callbackId!, "cancel") : problem("notFound"),
});
