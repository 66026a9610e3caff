/**
 * A caller whose number we do not know gives one by keypad: it is asked for, read back, and taken when he says that it is right. Hash ends
 * the number, star begins it anew. Who presses nothing is asked once more and then left in peace: his place is kept all the time.
 */
import type { AudioKey, MediaLeg } from "../ports/media.ts";
import type { Dialogue } from "./dialogue.ts";

export interface NumberEntryListener {
  /** What is to be played. */
  askNumber(): AudioKey[];
  readBack(number: string): AudioKey[];
  /** As it will be called; null: it can't be, for whatever reason. */
  read(keys: string): string | null;
  chosen(number: string): void;
  notPossible(): void;
  gaveUp(): void;
}

/** E.164 allows 15 digits; an international prefix comes on top. */
const mostKeys = 20;
/** From the end of what is said, or from the last key. */
const silenceMs = 8_000;
const mostSilences = 2;

export class NumberEntry implements Dialogue {
  readonly #media: MediaLeg;
  readonly #listener: NumberEntryListener;
  #keys = "";
  /** Read back and waiting for 1 or 2; null while it is being entered. */
  #number: string | null = null;
  #silences = 0;
  #playId = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(media: MediaLeg, listener: NumberEntryListener) {
    this.#media = media;
    this.#listener = listener;
  }

  start(): void {
    this.#ask();
  }

  onKey(key: string): void {
    this.#silences = 0;
    if (this.#number === null) this.#onNumberKey(key);
    else if (key === "1") this.#listener.chosen(this.#number);
    else if (key === "2") this.#ask();
  }

  onPlayed(playId: number): void {
    if (playId === this.#playId) this.#awaitKey();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#playId = 0;
  }

  #ask(): void {
    this.#keys = "";
    this.#number = null;
    this.#say(this.#listener.askNumber());
  }

  #onNumberKey(key: string): void {
    if (key === "*") this.#ask();
    else if (key === "#") this.#entered();
    else if (/^[0-9]$/.test(key)) this.#addKey(key);
  }

  #addKey(key: string): void {
    if (this.#keys === "") this.#media.stop();
    this.#playId = 0;
    if (this.#keys.length < mostKeys) this.#keys += key;
    this.#awaitKey();
  }

  #entered(): void {
    this.#number = this.#listener.read(this.#keys);
    if (this.#number === null) this.#listener.notPossible();
    else this.#say(this.#listener.readBack(this.#number));
  }

  #say(keys: AudioKey[]): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#playId = this.#media.play(keys.map((key) => ({ kind: "audio", key })));
  }

  #awaitKey(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#onSilence(), silenceMs);
  }

  /** A number without its hash is taken as it is. */
  #onSilence(): void {
    this.#silences++;
    if (this.#number === null && this.#keys !== "") this.#entered();
    else if (this.#silences >= mostSilences) this.#listener.gaveUp();
    else if (this.#number === null) this.#ask();
    else this.#say(this.#listener.readBack(this.#number));
  }
}
