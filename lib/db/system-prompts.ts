/** The organisation's own recordings of the system's prompts; the others are those that come with Jono. */
import { randomUUID } from "node:crypto";
import type { Actor, Language } from "../domain/actor.ts";
import type { PromptId } from "../domain/prompts.ts";
import type { Sound } from "./announcements.ts";
import { changeConfiguration } from "./change.ts";
import { db } from "./client.ts";

export interface OwnPrompt {
  promptId: string;
  language: Language;
  durationMs: number;
  /** Another one for each recording. */
  version: string;
}

export interface PromptName {
  language: Language;
  promptId: PromptId;
}

export async function list(actor: Actor): Promise<OwnPrompt[]> {
  const rows = await db().systemPromptOverride.findMany({
    where: { organisationId: actor.organisationId },
    select: { id: true, promptId: true, language: true, durationMs: true },
    orderBy: [{ language: "asc" }, { promptId: "asc" }],
  });
  return rows.map(({ id, ...prompt }) => ({ ...prompt, version: id }));
}

/** The own recording as WAV, or null. */
export async function wav(actor: Actor, name: PromptName): Promise<Uint8Array | null> {
  const row = await db().systemPromptOverride.findFirst({
    where: { organisationId: actor.organisationId, ...name },
    select: { wav: true },
  });
  return row?.wav ?? null;
}

export function record(actor: Actor, name: PromptName, sound: Sound): Promise<OwnPrompt> {
  return changeConfiguration<OwnPrompt>(actor, async (tx) => {
    const { organisationId } = actor;
    const before = await tx.systemPromptOverride.findFirst({ where: { organisationId, ...name }, select: { durationMs: true } });
    await tx.systemPromptOverride.deleteMany({ where: { organisationId, ...name } });
    const id = randomUUID();
    const { durationMs } = sound;
    const bytes = { wav: Uint8Array.from(sound.wav), alaw: Uint8Array.from(sound.alaw) };
    await tx.systemPromptOverride.create({ data: { id, organisationId, ...name, ...bytes, durationMs } });
    return {
      result: { ...name, durationMs, version: id },
      audit: { ...subject(name), action: before ? "update" : "create", before: before ?? undefined, after: { durationMs } },
    };
  });
}

/** Callers hear the prompt that comes with Jono again. */
export function reset(actor: Actor, name: PromptName): Promise<void> {
  return changeConfiguration<void>(actor, async (tx) => {
    await tx.systemPromptOverride.deleteMany({ where: { organisationId: actor.organisationId, ...name } });
    return { result: undefined, audit: { ...subject(name), action: "delete" } };
  });
}

const subject = ({ language, promptId }: PromptName) => ({ kind: "systemPrompt", id: `${language}/${promptId}`, name: promptId });
