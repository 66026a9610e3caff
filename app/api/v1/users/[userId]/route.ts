import * as userChanges from "@/lib/db/user-changes.ts";
import * as users from "@/lib/db/users.ts";
import { userUpdate } from "@/lib/domain/user.ts";
import { editUsers, seeUsers } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { removedAnswer, userAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({
  may: seeUsers,
  handle: async ({ actor, params }) => (await users.get(actor, params.userId!)) ?? problem("notFound"),
});

export const PUT = route({
  may: editUsers,
  body: userUpdate,
  handle: async ({ actor, params, body }) => inForce(actor, userAnswer(await userChanges.save(actor, params.userId!, body))),
});

export const DELETE = route({
  may: editUsers,
  handle: async ({ actor, params }) => inForce(actor, removedAnswer(await userChanges.remove(actor, params.userId!))),
});
