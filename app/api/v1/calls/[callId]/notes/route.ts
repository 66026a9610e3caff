import * as z from "zod";
import * as desk from "@/lib/db/desk.ts";
import { longestNotes } from "@/lib/domain/desk.ts";
import { noteCalls } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({
  may: noteCalls,
  handle: async ({ actor, params }) => (await desk.handled(actor, params.callId!)) ?? problem("notFound"),
});

/** PostgreSQL takes no NUL and no half of a character; every other letter, and lines, are the writer's own. */
const notes = z
  .string("errors.text")
  .max(longestNotes, "errors.tooLong")
  .refine((text) => !text.includes("\u0000"), "errors.controlCharacters")
  .transform((text) => text.toWellFormed());

/** `before`: what the writer saw. When another has written meanwhile nothing is saved, and his words are in `current`. */
export const PUT = route({
  may: noteCalls,
  body: z.object({ notes, before: notes }),
  handle: async ({ actor, params, body }) => {
    const saved = await desk.saveNotes(actor, params.callId!, body);
    if (saved.ok) return undefined;
    return saved.reason === "notFound" ? problem("notFound") : problem("changedByAnother", { current: { notes: saved.notes } });
  },
});
