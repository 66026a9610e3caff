import * as systemPrompts from "@/lib/db/system-prompts.ts";
import { isProblem, soundOf, uploadedForm } from "@/lib/web/announcement-upload.ts";
import { soundResponse } from "@/lib/web/byte-range.ts";
import { editAnnouncements, seeAnnouncements } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { promptNameOf } from "@/lib/web/prompt-name.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: seeAnnouncements,
  handle: async ({ actor, params, request }) => {
    const name = promptNameOf(params);
    const wav = name && (await systemPrompts.wav(actor, name));
    return wav ? soundResponse(wav, request.headers.get("Range")) : problem("notFound");
  },
});

export const PUT = route({
  may: editAnnouncements,
  handle: async ({ actor, params, request }) => {
    const name = promptNameOf(params);
    if (!name) return problem("notFound");
    const form = await uploadedForm(request);
    if (isProblem(form)) return form;
    const sound = await soundOf(form);
    return isProblem(sound) ? sound : systemPrompts.record(actor, name, sound);
  },
});

export const DELETE = route({
  may: editAnnouncements,
  handle: ({ actor, params }) => {
    const name = promptNameOf(params);
    return name ? systemPrompts.reset(actor, name) : problem("notFound");
  },
});
