import * as contacts from "@/lib/db/contacts.ts";
import { seeOwnDesk } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeOwnDesk, handle: ({ actor }) => contacts.list(actor) });
