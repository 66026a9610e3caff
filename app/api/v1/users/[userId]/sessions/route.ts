import { endSessions } from "@/lib/db/user-secrets.ts";
import { editUsers } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

/** Ends every session of the person at once, one's own too. */
export const DELETE = route({
  may: editUsers,
  handle: async ({ actor, params }) => ((await endSessions(actor, params.userId!)) ? undefined : problem("notFound")),
});
