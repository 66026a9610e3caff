import { readFile } from "node:fs/promises";
import { decodeG711 } from "../../lib/audio/g711.ts";
import { alawOfWav } from "../../lib/audio/wav.ts";

/** The first milliseconds of the built-in hold music, as they are played. */
export async function beginningOfMusic(durationMs: number): Promise<Int16Array> {
  const alaw = alawOfWav(await readFile(new URL("../../public/prompts/music/default.wav", import.meta.url)));
  if (!alaw) throw new Error("no music");
  return decodeG711("alaw", alaw.subarray(0, durationMs * 8));
}
