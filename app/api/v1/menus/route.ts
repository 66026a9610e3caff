import * as menus from "@/lib/db/menus.ts";
import { menuSettings } from "@/lib/domain/menu.ts";
import { editMenus, seeMenus } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { menuAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({ may: seeMenus, handle: ({ actor }) => menus.list(actor) });

export const POST = route({
  may: editMenus,
  body: menuSettings,
  status: 201,
  handle: async ({ actor, body }) => inForce(actor, menuAnswer(await menus.create(actor, body))),
});
