import * as z from "zod";
import * as messages from "@/lib/db/messages.ts";
import { hearMessages } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const query = z.object({ messageBoxId: z.uuid("errors.invalid").optional(), unheard: z.stringbool("errors.invalid").optional() });

export const GET = route({ may: hearMessages, query, handle: ({ actor, query }) => messages.list(actor, query) });
