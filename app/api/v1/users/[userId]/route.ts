import * as users from "@/lib/db/users.ts";
import { seeUsers } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: seeUsers,
  handle: async ({ actor, params }) => (await users.get(actor, params.userId!)) ?? problem("notFound"),
});
