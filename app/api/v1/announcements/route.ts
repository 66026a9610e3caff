import * as announcements from "@/lib/db/announcements.ts";
import { isProblem, soundOf, uploadedForm, wordsOf } from "@/lib/web/announcement-upload.ts";
import { editAnnouncements, seeAnnouncements } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { announcementAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({ may: seeAnnouncements, handle: ({ actor }) => announcements.list(actor) });

export const POST = route({
  may: editAnnouncements,
  status: 201,
  handle: async ({ actor, request }) => {
    const form = await uploadedForm(request);
    if (isProblem(form)) return form;
    const words = wordsOf(form);
    if (isProblem(words)) return words;
    const sound = await soundOf(form);
    return isProblem(sound) ? sound : announcementAnswer(await announcements.create(actor, words, sound));
  },
});
