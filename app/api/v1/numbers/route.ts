import * as z from "zod";
import * as numbers from "@/lib/db/numbers.ts";
import { newNumber } from "@/lib/domain/number.ts";
import { editNumbers, seeNumbers } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { numberAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

const query = z.object({ free: z.enum(["true", "false"]).optional() });

export const GET = route({
  may: seeNumbers,
  query,
  handle: ({ actor, query }) => (query.free === "true" ? numbers.free(actor) : numbers.list(actor)),
});

export const POST = route({
  may: editNumbers,
  body: newNumber,
  status: 201,
  handle: async ({ actor, body }) => inForce(actor, numberAnswer(await numbers.create(actor, body))),
});
