import * as tokens from "@/lib/db/api-tokens.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { removedAnswer } from "@/lib/web/saved-answers.ts";

export const DELETE = route({
  may: watchGroups,
  handle: async ({ actor, params }) => removedAnswer(await tokens.revokeScreen(actor, params.screenId!)),
});
