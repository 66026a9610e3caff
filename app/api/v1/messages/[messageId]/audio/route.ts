import * as z from "zod";
import { decodeG711 } from "@/lib/audio/g711.ts";
import { writeWav } from "@/lib/audio/wav.ts";
import * as messages from "@/lib/db/messages.ts";
import { soundResponse } from "@/lib/web/byte-range.ts";
import { hearMessages } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

/** Answers are numbered from 1, as the questions are in the box. */
export const GET = route({
  may: hearMessages,
  query: z.object({ answer: z.coerce.number("errors.number").int("errors.wholeNumber").min(1).max(10).default(1) }),
  handle: async ({ actor, params, query, request }) => {
    const alaw = await messages.sound(actor, params.messageId!, query.answer - 1);
    return alaw ? soundResponse(writeWav(decodeG711("alaw", alaw)), request.headers.get("Range")) : problem("notFound");
  },
});
