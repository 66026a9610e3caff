import * as z from "zod";
import * as announcements from "@/lib/db/announcements.ts";
import { version } from "@/lib/domain/bounded.ts";
import { editAnnouncements, seeAnnouncements } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";
import { announcementAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({
  may: seeAnnouncements,
  handle: async ({ actor, params }) => (await announcements.versions(actor, params.announcementId!)) ?? problem("notFound"),
});

export const POST = route({
  may: editAnnouncements,
  body: z.object({ version }),
  handle: async ({ actor, params, body }) =>
    announcementAnswer(await announcements.restoreSound(actor, params.announcementId!, body.version)),
});
