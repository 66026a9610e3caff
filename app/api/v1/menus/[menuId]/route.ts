import * as menus from "@/lib/db/menus.ts";
import { menuUpdate } from "@/lib/domain/menu.ts";
import { editMenus, seeMenus } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { menuAnswer, removedAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({
  may: seeMenus,
  handle: async ({ actor, params }) => (await menus.get(actor, params.menuId!)) ?? problem("notFound"),
});

export const PUT = route({
  may: editMenus,
  body: menuUpdate,
  handle: async ({ actor, params, body }) => inForce(actor, menuAnswer(await menus.save(actor, params.menuId!, body))),
});

export const DELETE = route({
  may: editMenus,
  handle: async ({ actor, params }) => inForce(actor, removedAnswer(await menus.remove(actor, params.menuId!))),
});
