/** The system prompt that an address names. */
import "server-only";
import type { PromptName } from "@/lib/db/system-prompts.ts";
import { promptIds, promptLanguages } from "@/lib/domain/prompts.ts";

export function promptNameOf(params: Record<string, string>): PromptName | null {
  const language = promptLanguages.find((known) => known === params.language);
  const promptId = promptIds.find((known) => known === params.prompt);
  return language && promptId ? { language, promptId } : null;
}
