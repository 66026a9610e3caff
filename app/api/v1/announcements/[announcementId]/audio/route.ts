import * as z from "zod";
import * as announcements from "@/lib/db/announcements.ts";
import { version } from "@/lib/domain/bounded.ts";
import { isProblem, soundOf, uploadedForm } from "@/lib/web/announcement-upload.ts";
import { soundResponse } from "@/lib/web/byte-range.ts";
import { editAnnouncements, seeAnnouncements } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { announcementAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({
  may: seeAnnouncements,
  query: z.object({ version: z.coerce.number().pipe(version).optional() }),
  handle: async ({ actor, params, query, request }) => {
    const wav = await announcements.wav(actor, params.announcementId!, query.version);
    return wav ? soundResponse(wav, request.headers.get("Range")) : problem("notFound");
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
