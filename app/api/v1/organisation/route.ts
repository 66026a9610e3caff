import * as organisation from "@/lib/db/organisation-settings.ts";
import { organisationUpdate } from "@/lib/domain/organisation.ts";
import { editOrganisation } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { organisationAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({ may: editOrganisation, handle: ({ actor }) => organisation.get(actor) });

export const PUT = route({
  may: editOrganisation,
  body: organisationUpdate,
  handle: async ({ actor, body }) => inForce(actor, organisationAnswer(await organisation.save(actor, body))),
});
