import * as calls from "@/lib/db/calls.ts";
import { callFilter } from "@/lib/domain/call-filter.ts";
import { seeCalls } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const atMost = 10_000;

export const GET = route({
  may: seeCalls,
  query: callFilter,
  handle: async ({ actor, query }) => {
    const counted = await calls.count(actor, query, atMost);
    return { count: Math.min(counted, atMost), more: counted > atMost };
  },
});
