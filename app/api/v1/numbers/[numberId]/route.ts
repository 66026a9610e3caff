import * as numbers from "@/lib/db/numbers.ts";
import { numberUpdate } from "@/lib/domain/number.ts";
import { editNumbers, seeNumbers } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { numberAnswer, removedAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({
  may: seeNumbers,
  handle: async ({ actor, params }) => (await numbers.get(actor, params.numberId!)) ?? problem("notFound"),
});

export const PUT = route({
  may: editNumbers,
  body: numberUpdate,
  handle: async ({ actor, params, body }) => inForce(actor, numberAnswer(await numbers.save(actor, params.numberId!, body))),
});

export const DELETE = route({
  may: editNumbers,
  handle: async ({ actor, params }) => inForce(actor, removedAnswer(await numbers.remove(actor, params.numberId!))),
});
