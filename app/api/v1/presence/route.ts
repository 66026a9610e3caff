import * as presence from "@/lib/db/presence.ts";
import { changeMemberState } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: changeMemberState,
  handle: async ({ actor }) => (await presence.own(actor)) ?? problem("notFound"),
});
