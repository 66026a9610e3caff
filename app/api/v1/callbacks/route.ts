import * as callbacks from "@/lib/db/callbacks.ts";
import { seeCallbacks } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeCallbacks, handle: ({ actor }) => callbacks.list(actor) });
