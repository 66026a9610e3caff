/** Announcements and the organisations' own system prompts, from the database in the media engine. A sound is read once; a new version has a new key. */
import { announcementSamples, promptSamples } from "../../lib/db/configuration.ts";
import type { Language } from "../../lib/domain/actor.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import { type AudioKey, announcementKey, ownPromptKey, promptKey } from "../ports/audio-keys.ts";
import type { AudioLibrary } from "../ports/audio-library.ts";
import type { MediaEngine } from "../ports/media.ts";

export class AnnouncementLibrary implements AudioLibrary {
  readonly #media: MediaEngine;

  constructor(media: MediaEngine) {
    this.#media = media;
  }

  /** Brings what the configuration names into the engine, before callers can meet it. */
  async load(configuration: OrganisationConfiguration): Promise<void> {
    for (const announcement of configuration.announcements) {
      const key = announcementKey(announcement);
      if (this.#media.hasAudio(key)) continue;
      const samples = await announcementSamples(announcement.id);
      if (samples) this.#media.loadAudio(key, samples);
    }
    for (const prompt of configuration.prompts) {
      const key = ownPromptKey(prompt);
      if (this.#media.hasAudio(key)) continue;
      const samples = await promptSamples(prompt.id);
      if (samples) this.#media.loadAudio(key, samples);
    }
  }

  announcement(configuration: OrganisationConfiguration, id: string): AudioKey | null {
    const found = configuration.announcements.find((announcement) => announcement.id === id);
    const key = found && announcementKey(found);
    return key && this.#media.hasAudio(key) ? key : null;
  }

  prompt(configuration: OrganisationConfiguration, language: Language, id: PromptId): AudioKey {
    const own = configuration.prompts.find((prompt) => prompt.language === language && prompt.promptId === id);
    const key = own && ownPromptKey(own);
    return key && this.#media.hasAudio(key) ? key : promptKey(language, id);
  }
}
