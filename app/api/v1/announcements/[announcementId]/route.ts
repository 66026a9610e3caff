import * as announcements from "@/lib/db/announcements.ts";
import { announcementWords } from "@/lib/web/announcement-upload.ts";
import { editAnnouncements, seeAnnouncements } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { announcementAnswer, removedAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({
  may: seeAnnouncements,
  handle: async ({ actor, params }) => (await announcements.get(actor, params.announcementId!)) ?? problem("notFound"),
});

export const PUT = route({
  may: editAnnouncements,
  body: announcementWords,
  handle: async ({ actor, params, body }) => announcementAnswer(await announcements.rename(actor, params.announcementId!, body)),
});

export const DELETE = route({
  may: editAnnouncements,
  handle: async ({ actor, params }) => removedAnswer(await announcements.remove(actor, params.announcementId!)),
});
