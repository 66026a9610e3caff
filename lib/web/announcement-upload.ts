/** An uploaded announcement: the form's words, and its sound checked strictly and made into what the telephone needs. */
import "server-only";
import * as z from "zod";
import { encodeG711 } from "@/lib/audio/g711.ts";
import { parseWav, writeWav } from "@/lib/audio/wav.ts";
import type { Sound } from "@/lib/db/announcements.ts";
import { text } from "@/lib/domain/bounded.ts";
import { fieldProblems } from "@/lib/domain/field-problem.ts";
import { Problem, problem } from "./problem.ts";

export const announcementWords = z.object({
  name: text(1, 80),
  language: z.enum(["fi", "sv", "en"]).default("fi"),
  kind: z.enum(["announcement", "music"]).default("announcement"),
});

const largestUploadBytes = 20 * 1024 * 1024;
const samplesPerMs = 8;

export async function uploadedForm(request: Request): Promise<FormData | Problem> {
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) return problem("unsupportedType");
  if (Number(request.headers.get("content-length") ?? 0) > largestUploadBytes + 10_000) return problem("tooBig");
  return request.formData().catch(() => problem("badJson"));
}

export function wordsOf(form: FormData): z.output<typeof announcementWords> | Problem {
  const given = Object.fromEntries(["name", "language", "kind"].flatMap((key) => (form.has(key) ? [[key, form.get(key)]] : [])));
  const read = announcementWords.safeParse(given);
  return read.success ? read.data : problem("invalid", { fields: fieldProblems(read.error) });
}

const unreadable = (message: "errors.invalidAudio" | "errors.tooBig") =>
  problem(message === "errors.tooBig" ? "tooBig" : "invalidAudio", { fields: [{ path: "audio", message }] });

export async function soundOf(form: FormData): Promise<Sound | Problem> {
  const file = form.get("audio") ?? form.get("file");
  if (!(file instanceof File)) return problem("invalid", { fields: [{ path: "audio", message: "errors.required" }] });
  if (file.size > largestUploadBytes) return unreadable("errors.tooBig");
  const parsed = parseWav(new Uint8Array(await file.arrayBuffer()));
  if (!parsed.ok) return unreadable(parsed.refusal === "tooLong" ? "errors.tooBig" : "errors.invalidAudio");
  const { samples } = parsed;
  return { wav: writeWav(samples), alaw: encodeG711("alaw", samples), durationMs: Math.round(samples.length / samplesPerMs) };
}

export const isProblem = (value: unknown): value is Problem => value instanceof Problem;
