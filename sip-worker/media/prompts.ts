/** The system's own recordings, from `public/prompts` into the media engine: `prompt:<language>:<id>` and `music:default`. */
import { readFile } from "node:fs/promises";
import { alawOfWav } from "../../lib/audio/wav.ts";
import { type PromptId, type PromptLanguage, promptIds, promptLanguages } from "../../lib/domain/prompts.ts";
import type { AudioKey, MediaEngine, PlayItem } from "../ports/media.ts";

const folder = new URL("../../public/prompts/", import.meta.url);

export const defaultMusic: AudioKey = "music:default";

export function promptKey(language: PromptLanguage, id: PromptId): AudioKey {
  return `prompt:${language}:${id}`;
}

/** A sentence made of several recordings, to be played without gaps. */
export function promptItems(language: PromptLanguage, ids: readonly PromptId[]): PlayItem[] {
  return ids.map((id) => ({ kind: "audio", key: promptKey(language, id) }));
}

/** Resolves when all of them can be played. Rejects when a file is missing or is no 8 kHz mono A-law: `npm run prompts` makes them. */
export async function loadSystemPrompts(engine: Pick<MediaEngine, "loadAudio">): Promise<void> {
  const prompts = promptLanguages.flatMap((language) =>
    promptIds.map((id) => ({ key: promptKey(language, id), file: `${language}/${id}.wav` })),
  );
  await Promise.all([...prompts, { key: defaultMusic, file: "music/default.wav" }].map((entry) => load(engine, entry)));
}

async function load(engine: Pick<MediaEngine, "loadAudio">, { key, file }: { key: AudioKey; file: string }): Promise<void> {
  const alaw = alawOfWav(await readFile(new URL(file, folder)));
  if (!alaw) throw new Error(`public/prompts/${file} is no 8 kHz mono A-law WAV`);
  engine.loadAudio(key, alaw);
}
