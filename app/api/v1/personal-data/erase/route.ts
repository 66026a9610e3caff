import * as personalData from "@/lib/db/personal-data.ts";
import { personalDataRequest } from "@/lib/domain/personal-data.ts";
import { handlePersonalData } from "@/lib/web/permissions.ts";
import { subjectOf } from "@/lib/web/personal-data.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const POST = route({
  may: handlePersonalData,
  body: personalDataRequest,
  handle: async ({ actor, body }) => {
    const subject = subjectOf(actor, body.number);
    if (!subject) return problem("invalid");
    const done = await personalData.erase(actor, subject);
    return done.ok ? done.erased : problem("notNow");
  },
});
