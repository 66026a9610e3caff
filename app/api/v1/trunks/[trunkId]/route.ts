import * as trunks from "@/lib/db/trunks.ts";
import { trunkUpdate } from "@/lib/domain/trunk.ts";
import { installationSecret } from "@/lib/web/environment.ts";
import { editTrunks, seeTrunks } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { removedAnswer, trunkAnswer } from "@/lib/web/saved-answers.ts";
import { withStates } from "@/lib/web/trunk-states.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({
  may: seeTrunks,
  handle: async ({ actor, params }) => {
    const trunk = await trunks.get(actor, params.trunkId!);
    return trunk ? (await withStates(actor.organisationId, [trunk]))[0] : problem("notFound");
  },
});

export const PUT = route({
  may: editTrunks,
  body: trunkUpdate,
  handle: async ({ actor, params, body }) =>
    inForce(actor, trunkAnswer(await trunks.save(actor, params.trunkId!, body, installationSecret()))),
});

export const DELETE = route({
  may: editTrunks,
  handle: async ({ actor, params }) => inForce(actor, removedAnswer(await trunks.remove(actor, params.trunkId!))),
});
