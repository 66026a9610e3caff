import * as sessions from "@/lib/db/sessions.ts";
import { changeOwnAccount } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const DELETE = route({
  may: changeOwnAccount,
  bySession: true,
  handle: async ({ actor, params }) => ((await sessions.endOwn(actor, params.sessionId!)) ? undefined : problem("notFound")),
});
