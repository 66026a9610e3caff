import * as desk from "@/lib/db/desk.ts";
import * as users from "@/lib/db/users.ts";
import { seeOwnDesk } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: seeOwnDesk,
  handle: async ({ actor }) => {
    const [user, day] = await Promise.all([users.get(actor, actor.userId), desk.day(actor)]);
    return user ? { ...day, devices: user.devices, groups: user.groups } : problem("notFound");
  },
});
