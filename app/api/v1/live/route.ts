/** Server-sent events: one `snapshot`, then `change` with sequence numbers; `away` while the worker does not answer. */
import { supervisedGroups } from "@/lib/db/organisations.ts";
import { visibleChange, visibleSnapshot } from "@/lib/domain/live-visible.ts";
import { writeEvent } from "@/lib/web/event-stream.ts";
import { joinLive } from "@/lib/web/live-upstream.ts";
import { seeLive } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const dynamic = "force-dynamic";

const keepAliveMs = 15_000;
/** Then the browser connects again and is authorised again: a revoked session does not look on for hours. */
const longestMs = 10 * 60_000;

export const GET = route({
  may: seeLive,
  handle: async ({ actor, request }) => {
    const supervised = await supervisedGroups(actor);
    return eventStream(request, actor.organisationId, supervised && new Set(supervised));
  },
});

function eventStream(request: Request, organisationId: string, groups: Set<string> | null): Response {
  const encoder = new TextEncoder();
  let close = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send("retry: 2000\n\n");
      const leave = joinLive(organisationId, {
        snapshot: (snapshot) => send(writeEvent("snapshot", visibleSnapshot(snapshot, groups))),
        change: (change) => send(writeEvent("change", visibleChange(change, groups))),
        away: (since) => send(writeEvent("away", { since })),
        end: () => close(),
      });
      const beat = setInterval(() => send(": keep-alive\n\n"), keepAliveMs);
      const end = setTimeout(() => close(), longestMs);
      close = () => {
        close = () => {};
        clearInterval(beat);
        clearTimeout(end);
        leave();
        controller.close();
      };
      request.signal.addEventListener("abort", () => close());
    },
    cancel: () => close(),
  });
  return new Response(stream, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no" },
  });
}
