/** The organisation's own recordings of system prompts, in a real database and in the worker's configuration. */
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { administratorOf } = await import("./testing/administrator.ts");
const { loadConfiguration, promptSamples } = await import("./configuration.ts");
const systemPrompts = await import("./system-prompts.ts");

let actor: Actor;
let stranger: Actor;
beforeAll(async () => {
  actor = await administratorOf("prompts-a");
  stranger = await administratorOf("prompts-b");
});

const next = { language: "fi", promptId: "queue.next" } as const;
const sound = (mark: number) => ({ wav: Uint8Array.of(mark), alaw: Uint8Array.of(mark), durationMs: 1000 });
const configured = async (owner: Actor) => (await loadConfiguration(owner.organisationId))?.prompts ?? [];

test("a recording of one's own reaches the worker under a new id each time, and is gone after it was taken back", async () => {
  await systemPrompts.record(actor, next, sound(1));
  const [first] = await configured(actor);
  expect(first).toMatchObject(next);
  await systemPrompts.record(actor, next, sound(2));
  const [second, ...others] = await configured(actor);
  expect([second?.id === first?.id, others]).toEqual([false, []]);
  expect([...((await promptSamples(second!.id)) ?? [])]).toEqual([2]);
  expect([...((await systemPrompts.wav(actor, next)) ?? [])]).toEqual([2]);
  await systemPrompts.reset(actor, next);
  expect([await configured(actor), await systemPrompts.list(actor), await systemPrompts.wav(actor, next)]).toEqual([[], [], null]);
});

test("another organisation hears nothing of it", async () => {
  await systemPrompts.record(actor, next, sound(3));
  expect([await configured(stranger), await systemPrompts.list(stranger), await systemPrompts.wav(stranger, next)]).toEqual([[], [], null]);
  await systemPrompts.reset(stranger, next);
  expect(await systemPrompts.list(actor)).toHaveLength(1);
});
