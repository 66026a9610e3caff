import * as z from "zod";
import * as audit from "@/lib/db/audit.ts";
import { seeAudit } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

const query = z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).optional() });

export const GET = route({ may: seeAudit, query, handle: ({ actor, query }) => audit.list(actor, query) });
