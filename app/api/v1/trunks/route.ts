import * as trunks from "@/lib/db/trunks.ts";
import { newTrunk } from "@/lib/domain/trunk.ts";
import { installationSecret } from "@/lib/web/environment.ts";
import { editTrunks, seeTrunks } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { trunkAnswer } from "@/lib/web/saved-answers.ts";
import { withStates } from "@/lib/web/trunk-states.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({ may: seeTrunks, handle: async ({ actor }) => withStates(actor.organisationId, await trunks.list(actor)) });

export const POST = route({
  may: editTrunks,
  body: newTrunk,
  status: 201,
  handle: async ({ actor, body }) => inForce(actor, trunkAnswer(await trunks.create(actor, body, installationSecret()))),
});
