/** The system's own recordings, from `public/prompts` into the media engine: `prompt:<language>:<id>` and `music:default`; and the tone. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { encodeG711 } from "../../lib/audio/g711.ts";
import { sine } from "../../lib/audio/tones.ts";
import { alawOfWav } from "../../lib/audio/wav.ts";
import { promptIds, promptLanguages } from "../../lib/domain/prompts.ts";
import { answerTone, defaultMusic, promptKey } from "../ports/audio-keys.ts";
import type { AudioKey, MediaEngine } from "../ports/media.ts";

const folder = path.resolve("public/prompts");

/** Resolves when all of them can be played. Rejects when a file is missing or is no 8 kHz mono A-law: `npm run prompts` makes them. */
export async function loadSystemPrompts(engine: Pick<MediaEngine, "loadAudio">): Promise<void> {
  const prompts = promptLanguages.flatMap((language) =>
    promptIds.map((id) => ({ key: promptKey(language, id), file: `${language}/${id}.wav` })),
  );
  engine.loadAudio(answerTone, encodeG711("alaw", sine(1_000, 0.4)));
  await Promise.all([...prompts, { key: defaultMusic, file: "music/default.wav" }].map((entry) => load(engine, entry)));
}

async function load(engine: Pick<MediaEngine, "loadAudio">, { key, file }: { key: AudioKey; file: string }): Promise<void> {
  const alaw = alawOfWav(await readFile(path.join(folder, file)));
  if (!alaw) throw new Error(`public/prompts/${file} is no 8 kHz mono A-law WAV`);
  engine.loadAudio(key, alaw);
}
