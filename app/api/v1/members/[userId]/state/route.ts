import * as z from "zod";
import { supervisedGroups } from "@/lib/db/organisations.ts";
import * as users from "@/lib/db/users.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { text } from "@/lib/domain/bounded.ts";
import { changeMemberState } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { sendCommand } from "@/lib/web/worker-commands.ts";

const change = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["logIn", "logOut"]), groupId: z.uuid().optional() }),
  z.object({ action: z.literal("pause"), reason: text(0, 80).optional() }),
  z.object({ action: z.enum(["resume", "finishWrapUp", "extendWrapUp"]) }),
  z.object({
    action: z.literal("setPresence"),
    presence: z.enum(["available", "away", "busy"]),
    name: text(0, 80).optional(),
  }),
]);

export const POST = route({
  may: changeMemberState,
  body: change,
  handle: async ({ actor, params, body }) => {
    const userId = params.userId!;
    if (!(await mayChange(actor, userId, "groupId" in body ? body.groupId : undefined))) return problem("notFound");
    const result = await sendCommand({
      kind: "memberState",
      organisationId: actor.organisationId,
      userId,
      by: actor.userId,
      change: body,
    });
    if (result.ok) return undefined;
    return problem(result.reason === "unavailable" ? "unavailable" : result.reason === "notNow" ? "notNow" : "notFound");
  },
});

/** A member may change his own state, a supervisor that of the members of her groups, an administrator everyone's. */
async function mayChange(actor: Actor, userId: string, groupId?: string): Promise<boolean> {
  const user = await users.get(actor, userId);
  if (!user) return false;
  if (userId === actor.userId || actor.role === "administrator") return true;
  if (actor.role !== "supervisor") return false;
  const own = new Set(await supervisedGroups(actor));
  return groupId ? own.has(groupId) && user.groups.some((group) => group.id === groupId) : user.groups.some((group) => own.has(group.id));
}
