import * as tokens from "@/lib/db/api-tokens.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

/** One's own: an administrator sees everybody's among the API tokens. */
export const GET = route({ may: watchGroups, handle: ({ actor }) => tokens.listScreens(actor) });
