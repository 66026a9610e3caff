import * as z from "zod";
import * as calls from "@/lib/db/calls.ts";
import { seeCalls } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const query = z.object({
  groupId: z.uuid().optional(),
  userId: z.uuid().optional(),
  outcome: z.enum(["answered", "abandoned", "overflowed", "closed", "callbackRequested", "failed"]).optional(),
  number: z.string().max(40).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const GET = route({ may: seeCalls, query, handle: ({ actor, query }) => calls.list(actor, query) });
