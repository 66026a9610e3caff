import * as userChanges from "@/lib/db/user-changes.ts";
import * as users from "@/lib/db/users.ts";
import { userSettings } from "@/lib/domain/user.ts";
import { editUsers, seeUsers } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { userAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({ may: seeUsers, handle: ({ actor }) => users.list(actor) });

export const POST = route({
  may: editUsers,
  body: userSettings,
  status: 201,
  handle: async ({ actor, body }) => inForce(actor, userAnswer(await userChanges.create(actor, body))),
});
