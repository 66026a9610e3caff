import * as messageBoxes from "@/lib/db/message-boxes.ts";
import { messageBoxSettings } from "@/lib/domain/message-box.ts";
import { editMenus, seeMenus } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { messageBoxAnswer } from "@/lib/web/saved-answers.ts";
import { inForce } from "@/lib/web/worker-commands.ts";

export const GET = route({ may: seeMenus, handle: ({ actor }) => messageBoxes.list(actor) });

export const POST = route({
  may: editMenus,
  body: messageBoxSettings,
  status: 201,
  handle: async ({ actor, body }) => inForce(actor, messageBoxAnswer(await messageBoxes.create(actor, body))),
});
