import * as groups from "@/lib/db/groups.ts";
import { groupUpdate } from "@/lib/domain/group/group.ts";
import { editGroups, seeGroups } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { groupAnswer, removedAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({
  may: seeGroups,
  handle: async ({ actor, params }) => (await groups.get(actor, params.groupId!)) ?? problem("notFound"),
});

export const PUT = route({
  may: editGroups,
  body: groupUpdate,
  handle: async ({ actor, params, body }) => inForce(actor, groupAnswer(await groups.save(actor, params.groupId!, body))),
});

export const DELETE = route({
  may: editGroups,
  handle: async ({ actor, params }) => inForce(actor, removedAnswer(await groups.remove(actor, params.groupId!))),
});
