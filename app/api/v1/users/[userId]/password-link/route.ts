import { createPasswordLink } from "@/lib/db/user-secrets.ts";
import { portalAddress } from "@/lib/web/environment.ts";
import { editUsers } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

/** The secret stands behind the #, which browsers send to nobody. */
export const POST = route({
  may: editUsers,
  handle: async ({ actor, params, request }) => {
    const made = await createPasswordLink(actor, params.userId!);
    if (!made.ok) return problem("notFound");
    return { address: `${portalAddress(request)}/password#${made.token}`, expiresAt: made.expiresAt };
  },
});
