import * as systemPrompts from "@/lib/db/system-prompts.ts";
import { seeAnnouncements } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeAnnouncements, handle: ({ actor }) => systemPrompts.list(actor) });
