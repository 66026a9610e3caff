/**
 * Server-sent events: one `snapshot`, then `change` with sequence numbers; `away` while the worker does not answer; `signedOut` at the end of
 * access; `alive` now and then, so that a reader knows a silent connection from a quiet house.
 */
import "server-only";
import type { Actor } from "@/lib/domain/actor.ts";
import { type LiveReader, visibleChange, visibleSnapshot } from "@/lib/domain/live-visible.ts";
import { watchAccess } from "./access-watch.ts";
import { eventStream } from "./event-stream.ts";
import { joinLive } from "./live-upstream.ts";

const keepAliveMs = 15_000;
/** Then the browser connects again and is authorised again: groups that were taken from a supervisor are not shown for hours. */
const longestMs = 10 * 60_000;

export function liveEvents(request: Request, actor: Actor, reader: LiveReader, access: () => Promise<Actor | null>): Response {
  const stream = eventStream(({ send, end }) => {
    const leave = joinLive(actor.organisationId, {
      snapshot: (snapshot) => send("snapshot", visibleSnapshot(snapshot, reader)),
      change: (change, before, after) => send("change", visibleChange(change, before, after, reader)),
      away: (since) => send("away", { since }),
      end,
    });
    const look = async () => {
      const now = await access().catch(() => actor);
      if (now?.role === actor.role) return;
      if (!now) send("signedOut", {});
      end();
    };
    const unwatch = watchAccess(actor.userId, () => void look());
    const beat = setInterval(() => send("alive", {}), keepAliveMs);
    const last = setTimeout(end, longestMs);
    // Access may have ended between the request's own look and the watch.
    void look();
    request.signal.addEventListener("abort", end);
    return () => {
      clearInterval(beat);
      clearTimeout(last);
      leave();
      unwatch();
    };
  });
  return new Response(stream, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no" },
  });
}
