import * as z from "zod";
import * as numbers from "@/lib/db/numbers.ts";
import { seeNumbers } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const query = z.object({ free: z.enum(["true", "false"]).optional() });

export const GET = route({
  may: seeNumbers,
  query,
  handle: ({ actor, query }) => (query.free === "true" ? numbers.free(actor) : numbers.list(actor)),
});
