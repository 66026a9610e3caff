/** Two short tones. Browsers play nothing before the person has pressed something: switching the sound on is that. */
const wishedKey = "jono.alertSound";

/** Of this browser, not of the person: one room has one loudspeaker. */
export const isSoundWished = (): boolean => readWish() === "on";

export function wishSound(on: boolean): void {
  try {
    localStorage.setItem(wishedKey, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing asks again after the next visit.
  }
}

function readWish(): string | null {
  try {
    return localStorage.getItem(wishedKey);
  } catch {
    return null;
  }
}

let audio: AudioContext | null = null;

export async function playAlert(): Promise<void> {
  audio ??= new AudioContext();
  if (audio.state !== "running") await audio.resume();
  const now = audio.currentTime;
  tone(audio, 880, now);
  tone(audio, 660, now + 0.22);
}

const toneSeconds = 0.18;
const loudness = 0.15;

function tone(context: AudioContext, frequency: number, at: number): void {
  const source = new OscillatorNode(context, { frequency });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
  gain.gain.linearRampToValueAtTime(0, at + toneSeconds);
  source.connect(gain).connect(context.destination);
  source.start(at);
  source.stop(at + toneSeconds);
}
