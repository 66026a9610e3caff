import * as z from "zod";
import { renewSipPassword } from "@/lib/db/user-secrets.ts";
import { sipDeviceKind } from "@/lib/domain/user.ts";
import { sipServers } from "@/lib/web/environment.ts";
import { editUsers, renewSipPasswords } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

/** The only answer that tells the password. */
export const POST = route({
  may: renewSipPasswords,
  body: z.object({ kind: sipDeviceKind }),
  handle: async ({ actor, params, body }) => {
    if (params.userId !== actor.userId && !editUsers(actor)) return problem("forbidden");
    const made = await renewSipPassword(actor, params.userId!, body.kind);
    if (!made.ok) return problem("notFound");
    const { username, realm, password } = made;
    return inForce(actor, { username, realm, password, servers: sipServers() });
  },
});
