import * as z from "zod";
import * as announcements from "@/lib/db/announcements.ts";
import { isProblem, soundOf, uploadedForm } from "@/lib/web/announcement-upload.ts";
import { editAnnouncements, seeAnnouncements } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { announcementAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({
  may: seeAnnouncements,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  handle: async ({ actor, params, query }) => {
    const wav = await announcements.wav(actor, params.announcementId!, query.version);
    if (!wav) return problem("notFound");
    return new Response(Uint8Array.from(wav), { headers: { "Content-Type": "audio/wav", "Cache-Control": "no-store" } });
  },
});

export const PUT = route({
  may: editAnnouncements,
  handle: async ({ actor, params, request }) => {
    const form = await uploadedForm(request);
    if (isProblem(form)) return form;
    const sound = await soundOf(form);
    return isProblem(sound) ? sound : announcementAnswer(await announcements.replaceSound(actor, params.announcementId!, sound));
  },
});
