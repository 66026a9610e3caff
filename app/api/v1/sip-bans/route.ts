import * as sipBans from "@/lib/db/sip-bans.ts";
import { seeSipBans } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeSipBans, handle: ({ actor }) => sipBans.list(actor) });
