import * as limits from "@/lib/db/alert-limits.ts";
import { alertLimitsUpdate } from "@/lib/domain/group/alert-limits.ts";
import { setAlertLimits } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { alertLimitsAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const PUT = route({
  may: setAlertLimits,
  body: alertLimitsUpdate,
  handle: async ({ actor, params, body }) => inForce(actor, alertLimitsAnswer(await limits.setAlertLimits(actor, params.groupId!, body))),
});
