import * as z from "zod";
import * as calls from "@/lib/db/calls.ts";
import { callFilter } from "@/lib/domain/call-filter.ts";
import { seeCalls } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const query = callFilter.extend({
  after: z.uuid("errors.reference").optional(),
  limit: z.coerce.number("errors.number").int("errors.wholeNumber").min(1, "errors.tooSmall").max(200, "errors.tooLarge").optional(),
});

export const GET = route({
  may: seeCalls,
  query,
  handle: ({ actor, query: { after, limit, ...filter } }) => calls.list(actor, filter, { after, limit }),
});
