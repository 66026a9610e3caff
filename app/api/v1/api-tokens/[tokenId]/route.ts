import * as tokens from "@/lib/db/api-tokens.ts";
import { editApiTokens } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { removedAnswer } from "@/lib/web/saved-answers.ts";

export const DELETE = route({
  may: editApiTokens,
  handle: async ({ actor, params }) => removedAnswer(await tokens.revoke(actor, params.tokenId!)),
});
