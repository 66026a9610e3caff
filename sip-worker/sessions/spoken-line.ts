/** Something that is said once in the middle of a wait; then what was heard before goes on. */
import type { AudioKey, MediaLeg } from "../ports/media.ts";
import type { Dialogue } from "./dialogue.ts";

export class SpokenLine implements Dialogue {
  readonly #media: MediaLeg;
  readonly #keys: AudioKey[];
  readonly #said: () => void;
  #playId: number | null = null;

  constructor(media: MediaLeg, keys: AudioKey[], said: () => void) {
    this.#media = media;
    this.#keys = keys;
    this.#said = said;
  }

  start(): void {
    this.#playId = this.#media.play(this.#keys.map((key) => ({ kind: "audio", key })));
  }

  onKey(): void {}

  onPlayed(playId: number): void {
    if (playId === this.#playId) this.#said();
  }

  stop(): void {
    this.#playId = null;
  }
}
