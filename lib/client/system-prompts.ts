import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../domain/actor.ts";
import type { PromptId } from "../domain/prompts.ts";
import { getJson, sendJson, sendSound } from "./api.ts";

export interface OwnPrompt {
  promptId: string;
  language: Language;
  durationMs: number;
  version: string;
}

const path = (language: Language, id: PromptId) => `/system-prompts/${language}/${id}`;

export const ownPromptsQuery = queryOptions({ queryKey: ["system-prompts"], queryFn: () => getJson<OwnPrompt[]>("/system-prompts") });
export const recordPrompt = (language: Language, id: PromptId, wav: Blob) => sendSound<OwnPrompt>("PUT", path(language, id), wav);
export const resetPrompt = (language: Language, id: PromptId) => sendJson<void>("DELETE", path(language, id));

/** Where it is heard: the own recording, or the one that comes with Jono. */
export const promptAddress = (language: Language, id: PromptId, own: OwnPrompt | undefined) =>
  own ? `/api/v1${path(language, id)}?version=${own.version}` : `/prompts/${language}/${id}.wav`;
