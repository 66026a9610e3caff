import * as sipBans from "@/lib/db/sip-bans.ts";
import { liftSipBans } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const DELETE = route({
  may: liftSipBans,
  handle: async ({ actor, params }) => {
    const lifted = await sipBans.lift(actor, params.banId!);
    return lifted.ok ? inForce(actor, undefined) : problem("notFound");
  },
});
