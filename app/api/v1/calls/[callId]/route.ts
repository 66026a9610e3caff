import * as calls from "@/lib/db/calls.ts";
import { seeCalls } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: seeCalls,
  handle: async ({ actor, params }) => (await calls.get(actor, params.callId!)) ?? problem("notFound"),
});
