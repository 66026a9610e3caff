import * as messageBoxes from "@/lib/db/message-boxes.ts";
import { messageBoxUpdate } from "@/lib/domain/message-box.ts";
import { editMenus, seeMenus } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { messageBoxAnswer, removedAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({
  may: seeMenus,
  handle: async ({ actor, params }) => (await messageBoxes.get(actor, params.messageBoxId!)) ?? problem("notFound"),
});

export const PUT = route({
  may: editMenus,
  body: messageBoxUpdate,
  handle: async ({ actor, params, body }) => inForce(actor, messageBoxAnswer(await messageBoxes.save(actor, params.messageBoxId!, body))),
});

export const DELETE = route({
  may: editMenus,
  handle: async ({ actor, params }) => inForce(actor, removedAnswer(await messageBoxes.remove(actor, params.messageBoxId!))),
});
