import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../domain/actor.ts";
import { getJson, sendForm, sendForSound, sendJson } from "./api.ts";

export interface AnnouncementRecord {
  id: string;
  version: number;
  name: string;
  language: Language;
  kind: "announcement" | "music";
  durationMs: number;
  updatedAt: string;
  usedBy: string[];
}

export const announcementsQuery = queryOptions({
  queryKey: ["announcements"],
  queryFn: () => getJson<AnnouncementRecord[]>("/announcements"),
});

/** Where its sound is; the version keeps an old one from being heard after a change. */
export const audioAddress = (announcement: { id: string; version: number }) =>
  `/api/v1/announcements/${announcement.id}/audio?version=${announcement.version}`;

export interface NewAnnouncement {
  name: string;
  language: Language;
  kind: "announcement" | "music";
  /** 8 kHz mono 16-bit WAV. */
  wav: Blob;
}

export function createAnnouncement({ name, language, kind, wav }: NewAnnouncement): Promise<AnnouncementRecord> {
  const form = new FormData();
  form.set("name", name);
  form.set("language", language);
  form.set("kind", kind);
  form.set("audio", wav, "announcement.wav");
  return sendForm("POST", "/announcements", form);
}

export interface SoundVersion {
  version: number;
  durationMs: number;
  createdAt: string;
}

export const versionsQuery = (id: string) =>
  queryOptions({ queryKey: ["announcements", id, "versions"], queryFn: () => getJson<SoundVersion[]>(`/announcements/${id}/versions`) });
export const restoreVersion = (id: string, version: number) =>
  sendJson<AnnouncementRecord>("POST", `/announcements/${id}/versions`, { version });
export const renameAnnouncement = (id: string, words: Omit<NewAnnouncement, "wav">) =>
  sendJson<AnnouncementRecord>("PUT", `/announcements/${id}`, words);

export const speechQuery = queryOptions({
  queryKey: ["speech"],
  queryFn: () => getJson<{ installed: boolean }>("/speech"),
  staleTime: Number.POSITIVE_INFINITY,
});
export const speak = (language: Language, text: string) => sendForSound("/speech", { language, text });

export function replaceAudio(id: string, wav: Blob): Promise<AnnouncementRecord> {
  const form = new FormData();
  form.set("audio", wav, "announcement.wav");
  return sendForm("PUT", `/announcements/${id}/audio`, form);
}

export const deleteAnnouncement = (id: string) => sendJson<void>("DELETE", `/announcements/${id}`);
