/**
 * Server-sent events: one `snapshot`, then `change` with sequence numbers; `away` while the worker does not answer; `signedOut` at the end of
 * access; `alive` now and then, so that a reader knows a silent connection from a quiet house.
 */
import * as z from "zod";
import { supervisedGroups } from "@/lib/db/organisations.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { type LiveReader, visibleChange, visibleSnapshot } from "@/lib/domain/live-visible.ts";
import { watchAccess } from "@/lib/web/access-watch.ts";
import { accessLater } from "@/lib/web/actor.ts";
import { writeEvent } from "@/lib/web/event-stream.ts";
import { joinLive } from "@/lib/web/live-upstream.ts";
import { seeLive } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const dynamic = "force-dynamic";

const keepAliveMs = 15_000;
/** Then the browser connects again and is authorised again: groups that were taken from a supervisor are not shown for hours. */
const longestMs = 10 * 60_000;

/** `only=figures`: the groups without anybody's name or number. */
const wanted = z.object({ only: z.enum(["figures"]).optional() });

export const GET = route({
  may: seeLive,
  query: wanted,
  handle: async ({ actor, request, query }) => {
    const supervised = actor.role === "member" ? [] : await supervisedGroups(actor);
    const watched = supervised && new Set(supervised);
    const reader = { userId: actor.userId, watched, figuresOnly: query.only === "figures" };
    return eventStream(request, actor, reader, await accessLater());
  },
});

function eventStream(request: Request, actor: Actor, reader: LiveReader, access: () => Promise<Actor | null>): Response {
  const encoder = new TextEncoder();
  let close = () => {};
  let stopped = false;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send("retry: 2000\n\n");
      const leave = joinLive(actor.organisationId, {
        snapshot: (snapshot) => send(writeEvent("snapshot", visibleSnapshot(snapshot, reader))),
        change: (change, before, after) => send(writeEvent("change", visibleChange(change, before, after, reader))),
        away: (since) => send(writeEvent("away", { since })),
        end: () => close(),
      });
      const look = async () => {
        const now = await access().catch(() => actor);
        if (now?.role === actor.role || stopped) return;
        if (!now) send(writeEvent("signedOut", {}));
        close();
      };
      const unwatch = watchAccess(actor.userId, () => void look());
      const beat = setInterval(() => send(writeEvent("alive", {})), keepAliveMs);
      const end = setTimeout(() => close(), longestMs);
      close = () => {
        close = () => {};
        stopped = true;
        clearInterval(beat);
        clearTimeout(end);
        leave();
        unwatch();
        controller.close();
      };
      // Access may have ended between the request's own look and the watch.
      void look();
      request.signal.addEventListener("abort", () => close());
    },
    cancel: () => close(),
  });
  return new Response(stream, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no" },
  });
}
