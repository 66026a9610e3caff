import { supervisedGroups } from "@/lib/db/organisations.ts";
import { watchingLater } from "@/lib/web/actor.ts";
import { liveEvents } from "@/lib/web/live-events.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const dynamic = "force-dynamic";

/** As /live, of the watched groups without anybody's name or number. */
export const GET = route({
  may: watchGroups,
  byScreen: true,
  handle: async ({ actor, request }) => {
    const supervised = await supervisedGroups(actor);
    const reader = { userId: actor.userId, watched: supervised && new Set(supervised), figuresOnly: true };
    return liveEvents(request, actor, reader, await watchingLater());
  },
});
