/** Text to speech by the program espeak-ng, where it is installed on the portal's machine. */
import "server-only";
import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import type { Language } from "@/lib/domain/actor.ts";

const voices: Record<Language, string> = { fi: "fi", sv: "sv", en: "en-gb" };
const wordsPerMinute = 145;
const longestMs = 20_000;

/** A WAV as the program makes it (22,050 Hz); null when the program is not there or fails. The text goes in as data, never as arguments. */
export async function speech(language: Language, text: string): Promise<Buffer | null> {
  const args = ["-v", voices[language], "-s", String(wordsPerMinute), "--stdin", "--stdout"];
  const program = spawn("espeak-ng", args, { stdio: ["pipe", "pipe", "ignore"], timeout: longestMs });
  const ended = new Promise<boolean>((resolve) => {
    program.on("error", () => resolve(false));
    program.on("close", (code) => resolve(code === 0));
  });
  program.stdin.on("error", () => {});
  program.stdin.end(text);
  const [sound, ok] = await Promise.all([buffer(program.stdout), ended]);
  return ok && sound.length > 44 ? sound : null;
}

let installed: Promise<boolean> | null = null;

/** Asked of the program once. */
export function speechInstalled(): Promise<boolean> {
  installed ??= speech("fi", "a").then((sound) => sound !== null);
  return installed;
}
