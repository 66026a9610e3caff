/** Announcements of an organisation, brought from the database into the media engine. */

import type { Language } from "../../lib/domain/actor.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import type { AudioKey } from "./media.ts";

export interface AudioLibrary {
  /** Null: never loaded (deleted, or the database is away): the caller of this falls back to a system prompt. */
  announcement(configuration: OrganisationConfiguration, id: string): AudioKey | null;
  /** The organisation's own recording of a system prompt, or the one that comes with Jono. */
  prompt(configuration: OrganisationConfiguration, language: Language, id: PromptId): AudioKey;
}
