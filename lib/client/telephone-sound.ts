/** Any sound file the browser can decode, as a telephone plays it: 8 kHz, mono, 16-bit WAV. */

export const telephoneHz = 8000;
export const largestFileBytes = 20 * 1024 * 1024;
export const longestSeconds = 600;

export type Conversion = { ok: true; wav: Blob; samples: Int16Array; seconds: number } | { ok: false; reason: "tooBig" | "invalidAudio" };

export async function toTelephoneSound(file: Blob): Promise<Conversion> {
  if (file.size > largestFileBytes) return { ok: false, reason: "tooBig" };
  const sound = await decode(file);
  if (!sound || sound.length === 0) return { ok: false, reason: "invalidAudio" };
  if (sound.duration > longestSeconds) return { ok: false, reason: "tooBig" };
  const samples = toSamples(mixedDown(sound));
  return { ok: true, wav: toWav(samples), samples, seconds: samples.length / telephoneHz };
}

/** The context's rate decides: the browser resamples while it decodes. */
async function decode(file: Blob): Promise<AudioBuffer | null> {
  const context = new OfflineAudioContext(1, 1, telephoneHz);
  return context.decodeAudioData(await file.arrayBuffer()).catch(() => null);
}

function mixedDown(sound: AudioBuffer): Float32Array {
  const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) => sound.getChannelData(channel));
  if (channels.length === 1 && channels[0]) return channels[0];
  const mixed = new Float32Array(sound.length);
  for (const channel of channels) for (let at = 0; at < mixed.length; at++) mixed[at]! += channel[at]! / channels.length;
  return mixed;
}

function toSamples(sound: Float32Array): Int16Array {
  const samples = new Int16Array(sound.length);
  for (let at = 0; at < sound.length; at++) samples[at] = Math.round(Math.max(-1, Math.min(1, sound[at]!)) * 32_767);
  return samples;
}

/** RIFF/WAVE with a 16-byte PCM format chunk. */
export function toWav(samples: Int16Array): Blob {
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string) => {
    for (let index = 0; index < word.length; index++) header.setUint8(at + index, word.charCodeAt(index));
  };
  const bytes = samples.length * 2;
  text(0, "RIFF");
  header.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, telephoneHz, true);
  header.setUint32(28, telephoneHz * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  text(36, "data");
  header.setUint32(40, bytes, true);
  return new Blob([header, samples as Int16Array<ArrayBuffer>], { type: "audio/wav" });
}

/** The loudest sample of each of `count` equal parts, 0-1, for a drawing. */
export function loudness(samples: Int16Array, count: number): number[] {
  const part = Math.max(1, Math.floor(samples.length / count));
  return Array.from({ length: Math.min(count, Math.ceil(samples.length / part)) }, (_, index) => {
    let most = 0;
    for (const sample of samples.subarray(index * part, (index + 1) * part)) most = Math.max(most, Math.abs(sample));
    return most / 32_768;
  });
}
