import { supervisedGroups } from "@/lib/db/organisations.ts";
import { accessLater } from "@/lib/web/actor.ts";
import { liveEvents } from "@/lib/web/live-events.ts";
import { seeLive } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const dynamic = "force-dynamic";

export const GET = route({
  may: seeLive,
  handle: async ({ actor, request }) => {
    const supervised = actor.role === "member" ? [] : await supervisedGroups(actor);
    const reader = { userId: actor.userId, watched: supervised && new Set(supervised) };
    return liveEvents(request, actor, reader, await accessLater());
  },
});
