import { resetOf } from "@/lib/db/two-step.ts";
import { editUsers } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

/** For one who has lost the app and the recovery codes. */
export const DELETE = route({
  may: editUsers,
  bySession: true,
  handle: async ({ actor, params }) => ((await resetOf(actor, params.userId!)) ? undefined : problem("notFound")),
});
