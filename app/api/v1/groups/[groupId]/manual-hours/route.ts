import { switchByHand } from "@/lib/db/manual-hours.ts";
import { manualSwitch } from "@/lib/domain/group/by-hand.ts";
import { switchHours } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { switchAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const PUT = route({
  may: switchHours,
  body: manualSwitch,
  handle: async ({ actor, params, body }) => inForce(actor, switchAnswer(await switchByHand(actor, params.groupId!, body))),
});
