import * as z from "zod";
import { text } from "@/lib/domain/bounded.ts";
import { editAnnouncements } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { speech, speechInstalled } from "@/lib/web/speech.ts";

export const GET = route({ may: editAnnouncements, handle: async () => ({ installed: await speechInstalled() }) });

export const POST = route({
  may: editAnnouncements,
  body: z.object({ language: z.enum(["fi", "sv", "en"]), text: text(1, 1000) }),
  handle: async ({ body }) => {
    const wav = await speech(body.language, body.text);
    if (!wav) return problem("speechUnavailable");
    return new Response(Uint8Array.from(wav), { headers: { "Content-Type": "audio/wav", "Cache-Control": "no-store" } });
  },
});
