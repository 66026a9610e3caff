import { cookies } from "next/headers";
import { create } from "@/lib/db/api-tokens.ts";
import { end } from "@/lib/db/sessions.ts";
import { deviceOf } from "@/lib/domain/session.ts";
import { currentSessionId } from "@/lib/web/actor.ts";
import { securePortal } from "@/lib/web/environment.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";
import { route } from "@/lib/web/route.ts";
import { screenCookie, sessionCookieName } from "@/lib/web/session-cookie.ts";

/** Whether this browser may show figures: 204, or 401. */
export const GET = route({ may: watchGroups, byScreen: true, handle: () => undefined });

/** This browser keeps showing figures, until the key is revoked; who was signed in at it is signed out. */
export const POST = route({
  may: watchGroups,
  bySession: true,
  handle: async ({ actor, request }) => {
    const { browser, system } = deviceOf(request.headers.get("user-agent") ?? "");
    const name = [(await serverText("wallboard"))("title"), browser, system].filter(Boolean).join(", ");
    const { token } = await create(actor, { name, expiresInDays: null }, new Date(), "figures");
    const sessionId = await currentSessionId();
    const kept = await cookies();
    const { name: cookie, options } = screenCookie(securePortal());
    kept.set(cookie, token, options);
    kept.delete(sessionCookieName(securePortal()));
    if (sessionId) await end(sessionId);
  },
});
