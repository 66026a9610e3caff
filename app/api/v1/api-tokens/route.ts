import * as tokens from "@/lib/db/api-tokens.ts";
import { newApiToken } from "@/lib/domain/api-token.ts";
import { editApiTokens } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: editApiTokens, handle: ({ actor }) => tokens.list(actor) });

/** Not with a token: one that leaked must not make itself a successor. */
export const POST = route({
  may: editApiTokens,
  bySession: true,
  body: newApiToken,
  status: 201,
  handle: ({ actor, body }) => tokens.create(actor, body),
});
