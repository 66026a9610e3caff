import * as audit from "@/lib/db/audit.ts";
import { auditQuestion } from "@/lib/domain/audit.ts";
import { seeAudit } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeAudit, query: auditQuestion, handle: ({ actor, query }) => audit.list(actor, query) });
