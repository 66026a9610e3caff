/**
 * Makes every prompt and the hold music anew: `npm run prompts`. Needs the program espeak-ng (`apt-get install espeak-ng`); the
 * finished files are in the repository, so that nothing of this is needed to run Jono. How: README.md beside this file.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { encodeG711 } from "../../lib/audio/g711.ts";
import { normalise, trim } from "../../lib/audio/level.ts";
import { sampleRate } from "../../lib/audio/tones.ts";
import { parseWav, writeAlawWav } from "../../lib/audio/wav.ts";
import { promptText } from "../../lib/domain/prompt-texts.ts";
import { isPart, type PromptId, type PromptLanguage, promptIds, promptLanguages } from "../../lib/domain/prompts.ts";
import { composeMusic } from "./music.ts";

const run = promisify(execFile);
const here = import.meta.dirname;
const voices: Record<PromptLanguage, string> = { fi: "fi", sv: "sv", en: "en-gb" };
const wordsPerMinute = 145;
/** Programs at a time. */
const parallel = 4;

await mkdir(join(here, "music"), { recursive: true });
await writeFile(join(here, "music", "default.wav"), writeAlawWav(encodeG711("alaw", composeMusic())));
const scratch = await mkdtemp(join(tmpdir(), "jono-prompts-"));
try {
  for (const language of promptLanguages) await makeLanguage(language);
} finally {
  await rm(scratch, { recursive: true });
}

async function makeLanguage(language: PromptLanguage): Promise<void> {
  await mkdir(join(here, language), { recursive: true });
  const waiting = [...promptIds];
  const work = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) await makePrompt(language, id);
  };
  await Promise.all(Array.from({ length: parallel }, work));
  console.log(`${language}: ${promptIds.length} prompts`);
}

async function makePrompt(language: PromptLanguage, id: PromptId): Promise<void> {
  const spoken = await speak(language, sentenceOf(language, id), `${language}-${id}`);
  const sound = normalise(trim(spoken));
  const { before, after } = pauses(id);
  const samples = new Int16Array(before + sound.length + after);
  samples.set(sound, before);
  await writeFile(join(here, language, `${id}.wav`), writeAlawWav(encodeG711("alaw", samples)));
}

/** The voice falls before a full stop and stays up before a comma: parts in the middle must not sound like an end. */
function sentenceOf(language: PromptLanguage, id: PromptId): string {
  const text = promptText(language, id);
  if (/[.?]$/.test(text)) return text;
  return isContinued(id) ? `${text},` : `${text}.`;
}

function isContinued(id: PromptId): boolean {
  return id === "queue.wait" || id === "callback.readBack" || (id.startsWith("digit.") && !id.endsWith(".end"));
}

/** In samples. A sentence begins with silence, so that its first sound is not lost when a phone has just answered. */
function pauses(id: PromptId): { before: number; after: number } {
  const samplesOf = (ms: number) => (ms * sampleRate) / 1000;
  if (id.endsWith(".end")) return { before: samplesOf(20), after: samplesOf(350) };
  if (isContinued(id)) return { before: samplesOf(id.startsWith("digit.") ? 20 : 120), after: samplesOf(60) };
  return { before: samplesOf(isPart(id) ? 30 : 120), after: samplesOf(200) };
}

async function speak(language: PromptLanguage, text: string, name: string): Promise<Int16Array> {
  const file = join(scratch, `${name}.wav`);
  await run("espeak-ng", ["-v", voices[language], "-s", String(wordsPerMinute), "-w", file, text]);
  const wav = parseWav(await readFile(file));
  if (!wav.ok) throw new Error(`espeak-ng made no usable sound of "${text}": ${wav.refusal}`);
  return wav.samples;
}
