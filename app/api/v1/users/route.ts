import * as users from "@/lib/db/users.ts";
import { seeUsers } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeUsers, handle: ({ actor }) => users.list(actor) });
