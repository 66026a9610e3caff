/** The announcement library in a real database: its sounds are kept in versions, the last ten of them. */
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { administratorOf } = await import("./testing/administrator.ts");
const announcements = await import("./announcements.ts");

let actor: Actor;
let stranger: Actor;
beforeAll(async () => {
  actor = await administratorOf("sounds-a");
  stranger = await administratorOf("sounds-b");
});

const sound = (mark: number) => ({ wav: Uint8Array.of(mark), alaw: Uint8Array.of(mark), durationMs: mark * 1000 });
async function added(name: string): Promise<string> {
  const saved = await announcements.create(actor, { name, language: "fi", kind: "announcement" }, sound(1));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.announcement.id;
}
const heard = async (id: string, version?: number) => [...((await announcements.wav(actor, id, version)) ?? [])];

test("an earlier sound can be heard and taken back, as the newest", async () => {
  const id = await added("Tervetuloa");
  await announcements.replaceSound(actor, id, sound(2));
  expect(await announcements.versions(actor, id)).toMatchObject([
    { version: 2, durationMs: 2000 },
    { version: 1, durationMs: 1000 },
  ]);
  expect([await heard(id), await heard(id, 1), await heard(id, 7)]).toEqual([[2], [1], []]);
  expect(await announcements.restoreSound(actor, id, 1)).toMatchObject({ ok: true, announcement: { version: 3, durationMs: 1000 } });
  expect(await heard(id)).toEqual([1]);
});

test("the last ten sounds are kept", async () => {
  const id = await added("Ruuhka");
  for (let mark = 2; mark <= 12; mark++) await announcements.replaceSound(actor, id, sound(mark));
  const kept = await announcements.versions(actor, id);
  expect(kept?.map(({ version }) => version)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  expect(await announcements.restoreSound(actor, id, 1)).toEqual({ ok: false, reason: "notFound" });
});

test("another organisation neither sees nor restores them", async () => {
  const id = await added("Suljettu");
  expect(await announcements.versions(stranger, id)).toBeNull();
  expect(await announcements.wav(stranger, id, 1)).toBeNull();
  expect(await announcements.restoreSound(stranger, id, 1)).toEqual({ ok: false, reason: "notFound" });
});
