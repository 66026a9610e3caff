/** Announcements of an organisation, brought from the database into the media engine. */
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { AudioKey } from "./media.ts";

export interface AudioLibrary {
  /** Null: never loaded (deleted, or the database is away): the caller of this falls back to a system prompt. */
  announcement(configuration: OrganisationConfiguration, id: string): AudioKey | null;
}
