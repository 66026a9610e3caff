import * as sessions from "@/lib/db/sessions.ts";
import { currentSessionId } from "@/lib/web/actor.ts";
import { changeOwnAccount } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { sessionAge } from "@/lib/web/session-cookie.ts";

export const GET = route({
  may: changeOwnAccount,
  bySession: true,
  handle: async ({ actor }) => sessions.listOwn(actor, await currentSessionId(), sessionAge),
});

/** All but the one that asks. */
export const DELETE = route({
  may: changeOwnAccount,
  bySession: true,
  handle: async ({ actor }) => sessions.endOthers(actor, await currentSessionId()),
});
