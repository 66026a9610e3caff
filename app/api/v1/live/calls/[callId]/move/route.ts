import * as z from "zod";
import { supervisedGroups } from "@/lib/db/organisations.ts";
import { moveAudited } from "@/lib/db/waiting-calls.ts";
import { moveWaitingCalls } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { sendCommand } from "@/lib/web/worker-commands.ts";

const move = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["front", "take"]) }),
  z.object({ action: z.literal("group"), groupId: z.uuid("errors.reference") }),
]);

/** Which group he waits in at this moment only the worker knows: it is told whose callers the actor may touch. */
export const POST = route({
  may: moveWaitingCalls,
  body: move,
  handle: async ({ actor, params, body }) => {
    const { organisationId, userId: by } = actor;
    const [callId, groups] = [params.callId!, await supervisedGroups(actor)];
    const command = { kind: "waitingCall", organisationId, callId, by, groups, change: body } as const;
    const result = await moveAudited(actor, callId, body, () => sendCommand(command));
    if (result.ok) return undefined;
    if (result.reason === "unavailable") return problem("unavailable");
    return problem(result.reason === "notNow" ? "notNow" : "notFound");
  },
});
