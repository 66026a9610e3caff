/**
 * A caller in a voice menu: the greeting, his keys, and what becomes of silence and of keys without a meaning. A key cuts what is said.
 */
import type { Destination } from "../../lib/domain/destination.ts";
import type { MenuSettings } from "../../lib/domain/menu.ts";
import { type MenuChoice, menuChoice } from "../../lib/domain/menu-choice.ts";
import type { AudioKey, MediaLeg } from "../ports/media.ts";
import type { Dialogue } from "./dialogue.ts";

/** Between the keys of an extension. */
const betweenKeysMs = 2_500;

export interface MenuSpeech {
  /** Null: nothing is said, and the time runs at once. */
  greeting: AudioKey | null;
  invalid: AudioKey;
}

export interface MenuListener {
  option(destination: Destination): void;
  extension(extension: string): void;
  /** The last try ended in silence, or in a key without a meaning. */
  gaveUp(how: "timeout" | "invalid"): void;
}

export class MenuDialogue implements Dialogue {
  readonly #media: MediaLeg;
  readonly #menu: MenuSettings;
  readonly #extensions: readonly string[];
  readonly #speech: MenuSpeech;
  readonly #listener: MenuListener;
  #keys = "";
  #tries = 0;
  #playId: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #over = false;

  constructor(media: MediaLeg, menu: MenuSettings, extensions: readonly string[], speech: MenuSpeech, listener: MenuListener) {
    this.#media = media;
    this.#menu = menu;
    this.#extensions = extensions;
    this.#speech = speech;
    this.#listener = listener;
  }

  start(): void {
    this.#say([]);
  }

  onKey(key: string): void {
    if (this.#over || !/^[0-9*#]$/.test(key)) return;
    if (this.#playId !== null) this.#media.stop();
    this.#playId = null;
    this.#keys += key;
    this.#take(menuChoice(this.#menu, this.#extensions, this.#keys));
  }

  onPlayed(playId: number): void {
    if (playId !== this.#playId) return;
    this.#playId = null;
    this.#wait(this.#menu.timeoutSeconds * 1000, () => this.#missed("timeout"));
  }

  stop(): void {
    this.#over = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#playId = null;
  }

  #take(choice: MenuChoice): void {
    switch (choice.kind) {
      case "unfinished":
        this.#wait(betweenKeysMs, () => this.#take(choice.now));
        return;
      case "option":
        this.stop();
        this.#listener.option(choice.destination);
        return;
      case "extension":
        this.stop();
        this.#listener.extension(choice.extension);
        return;
      case "invalid":
        this.#missed("invalid");
        return;
    }
  }

  #missed(how: "timeout" | "invalid"): void {
    this.#tries++;
    if (this.#tries <= this.#menu.retries) {
      this.#say(how === "invalid" ? [this.#speech.invalid] : []);
      return;
    }
    this.stop();
    this.#listener.gaveUp(how);
  }

  #say(before: AudioKey[]): void {
    this.#keys = "";
    if (this.#timer) clearTimeout(this.#timer);
    const { greeting } = this.#speech;
    const keys = [...before, ...(greeting ? [greeting] : [])];
    if (keys.length) this.#playId = this.#media.play(keys.map((key) => ({ kind: "audio", key })));
    else this.#wait(this.#menu.timeoutSeconds * 1000, () => this.#missed("timeout"));
  }

  #wait(ms: number, then: () => void): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }
}
