/** Under which keys the media engine knows what callers hear. */
import type { Language } from "../../lib/domain/actor.ts";
import type { ConfiguredAnnouncement } from "../../lib/domain/configuration.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";

export type { AudioKey } from "./media.ts";

import type { AudioKey } from "./media.ts";

export const defaultMusic: AudioKey = "music:default";
/** Between a question and the answer to it. */
export const answerTone: AudioKey = "tone:answer";
export const promptKey = (language: Language, id: PromptId): AudioKey => `prompt:${language}:${id}`;
/** A new sound gets a new key, so that a caller who hears the old one hears it to its end. */
export const announcementKey = ({ id, sha256 }: Pick<ConfiguredAnnouncement, "id" | "sha256">): AudioKey => `announcement:${id}:${sha256}`;
