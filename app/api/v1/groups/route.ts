import * as groups from "@/lib/db/groups.ts";
import { groupSettings } from "@/lib/domain/group/group.ts";
import { editGroups, seeGroups } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { groupAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({ may: seeGroups, handle: ({ actor }) => groups.list(actor) });

export const POST = route({
  may: editGroups,
  body: groupSettings,
  status: 201,
  handle: async ({ actor, body }) => inForce(actor, groupAnswer(await groups.create(actor, body))),
});
