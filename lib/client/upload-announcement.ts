/** A file, made into an announcement of the library under the file's own name, or that name with a number behind it. */
import type { Language } from "../domain/actor.ts";
import { type AnnouncementRecord, createAnnouncement } from "./announcements.ts";
import { Refusal } from "./api.ts";
import { toTelephoneSound } from "./telephone-sound.ts";

const mostTries = 9;

/** @throws Refusal */
export async function uploadAnnouncement(file: File, kind: "announcement" | "music", language: Language): Promise<AnnouncementRecord> {
  const sound = await toTelephoneSound(file);
  if (!sound.ok) throw new Refusal({ code: sound.reason });
  const name = nameOf(file);
  for (let number = 1; ; number++) {
    try {
      return await createAnnouncement({ name: number === 1 ? name : `${name} ${number}`, language, kind, wav: sound.wav });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "nameTaken" || number === mostTries) throw error;
    }
  }
}

/** "tervetuloa_2026.wav" -> "tervetuloa 2026" */
export const nameOf = (file: File): string =>
  [
    ...file.name
      .replace(/\.[^.]{1,5}$/, "")
      .replaceAll(/[_\s]+/g, " ")
      .trim(),
  ]
    .slice(0, 70)
    .join("") || "Äänite";
