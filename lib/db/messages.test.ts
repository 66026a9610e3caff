/** Messages in a real database: written piece by piece by the worker, heard by those who may. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Actor, Role } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";
import { type MessageStart, type MessageWrite, messagesKeptLimit } from "../domain/message.ts";
import { messageBoxSettings } from "../domain/message-box.ts";
import type { Lease } from "./leases.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const boxes = await import("./message-boxes.ts");
const { takeLease } = await import("./leases.ts");
const { beginMessage, completeLeftMessages, writeMessages } = await import("./message-records.ts");
const messages = await import("./messages.ts");

const noon = new Date("2026-03-02T10:00:00Z");
let made = 0;
let administrator: Actor;
let supervisor: Actor;
let groupId: string;
let boxId: string;
let lease: Lease;

async function person(organisationId: string, role: Role): Promise<Actor> {
  const extension = randomUUID();
  const { id } = await db().user.create({
    data: { organisationId, email: `${randomUUID()}@m.invalid`, name: role, extension, role },
  });
  return { userId: id, organisationId, role, name: role, language: "fi" };
}

beforeEach(async () => {
  made++;
  const { id: organisationId } = await db().organisation.create({ data: { name: `messages ${made}` } });
  administrator = await person(organisationId, "administrator");
  supervisor = await person(organisationId, "supervisor");
  const { id: numberId } = await db().number.create({ data: { organisationId, digits: `9188${made}`, type: "test" } });
  const settings = groupSettings.parse({ general: { name: "g", numberId }, members: { supervisors: [supervisor.userId] } });
  const saved = await groups.create(administrator, settings);
  groupId = saved.ok ? saved.group.id : "";
  const box = await boxes.create(administrator, messageBoxSettings.parse({ name: "box", questions: [{ prompt: "q" }] }));
  boxId = box.ok ? box.messageBox.id : "";
  lease = (await takeLease(organisationId, "one", 15))!;
});

const start = (change: Partial<MessageStart> = {}): MessageStart => ({
  id: randomUUID(),
  messageBoxId: boxId,
  boxName: "box",
  groupId,
  callId: randomUUID(),
  callerNumber: "0401234567",
  callerName: null,
  startedAt: noon,
  questions: ["Asia", "Nimi", "Asiakasnumero"],
  ...change,
});
const write = (...writes: MessageWrite[]) => db().$transaction((tx) => writeMessages(tx, writes));
const sound = (messageId: string, question: number, piece: number, octet: number): MessageWrite => ({
  ...{ kind: "sound", messageId, question, piece },
  alaw: Buffer.alloc(8_000, octet).toString("base64"),
});
async function left(change: Partial<MessageStart> = {}): Promise<string> {
  const begun = start(change);
  expect(await beginMessage(lease, begun)).toBe("begun");
  await write(sound(begun.id, 0, 0, 1), sound(begun.id, 0, 1, 2), { kind: "keys", messageId: begun.id, question: 2, keys: "345" });
  await write({ kind: "complete", messageId: begun.id, at: noon });
  return begun.id;
}
const audit = () =>
  db()
    .auditEntry.findMany({ where: { organisationId: administrator.organisationId, subjectKind: "message" }, orderBy: { id: "asc" } })
    .then((entries) => entries.map(({ action, actorName, after }) => [action, actorName, after]));

describe("a message that is left", () => {
  test("is shown when it is complete, with what was asked and answered", async () => {
    const id = await left();
    const [message] = await messages.list(administrator);
    expect(message).toMatchObject({ id, boxName: "box", groupName: "g", callerNumber: "0401234567", cutOff: false, heardAt: null });
    expect(message?.answers).toEqual([
      { prompt: "Asia", seconds: 2, keys: null },
      { prompt: "Nimi", seconds: null, keys: null },
      { prompt: "Asiakasnumero", seconds: null, keys: "345" },
    ]);
  });

  test("has its sound in the order in which it was spoken, whatever the order of writing and however often", async () => {
    const begun = start();
    await beginMessage(lease, begun);
    await write(sound(begun.id, 0, 1, 2));
    await write(sound(begun.id, 0, 0, 1), sound(begun.id, 0, 1, 9), sound(begun.id, 1, 0, 3));
    await write({ kind: "complete", messageId: begun.id, at: noon });
    await write(sound(begun.id, 0, 0, 9), { kind: "complete", messageId: begun.id, at: new Date() });
    const heard = await messages.sound(administrator, begun.id, 0);
    expect(heard?.length).toBe(16_000);
    expect([heard?.[0], heard?.[7_999], heard?.[8_000], heard?.[15_999]]).toEqual([1, 1, 2, 2]);
    expect((await messages.list(administrator))[0]?.completedAt).toBe(noon.toISOString());
  });

  test("is not shown while it is being left, nor when nothing was said", async () => {
    const begun = start();
    await beginMessage(lease, begun);
    await write(sound(begun.id, 0, 0, 1));
    expect([await messages.list(administrator), await messages.sound(administrator, begun.id, 0)]).toEqual([[], null]);
    const silent = start();
    await beginMessage(lease, silent);
    await write({ kind: "discarded", messageId: silent.id });
    expect(await db().message.count({ where: { id: silent.id } })).toBe(0);
  });

  test("that is deleted meanwhile takes nothing with it: what still comes of it is left out", async () => {
    const [gone, kept] = [start(), start()];
    await beginMessage(lease, kept);
    await write(sound(gone.id, 0, 0, 1), sound(kept.id, 0, 0, 2), { kind: "complete", messageId: kept.id, at: noon });
    expect((await messages.list(administrator)).map(({ id }) => id)).toEqual([kept.id]);
  });

  test("goes on when its box and its group are deleted", async () => {
    expect(await beginMessage(lease, start({ messageBoxId: randomUUID(), groupId: randomUUID() }))).toBe("begun");
    const id = await left();
    await boxes.remove(administrator, boxId);
    expect((await messages.list(administrator)).map((message) => [message.id, message.messageBoxId, message.boxName])).toEqual([
      [id, null, "box"],
    ]);
  });

  test("is refused beyond the number that is kept", async () => {
    const { organisationId } = lease;
    const many = Array.from({ length: messagesKeptLimit - 1 }, () => {
      const { questions: _questions, ...row } = start();
      return { ...row, organisationId, fencingToken: lease.token };
    });
    await db().message.createMany({ data: many });
    expect(await Promise.all([beginMessage(lease, start()), beginMessage(lease, start())]).then((all) => all.sort())).toEqual([
      "begun",
      "full",
    ]);
  });

  test("is not begun by a worker that has lost its lease", async () => {
    await takeLease(lease.organisationId, "one", 15);
    await expect(beginMessage(lease, start())).rejects.toThrow("lease");
  });
});

test("after a worker died: what was said is complete and marked, what was not is gone, what others leave goes on", async () => {
  const [spoken, silent, keyed] = [start(), start(), start()];
  for (const begun of [spoken, silent, keyed]) await beginMessage(lease, begun);
  await write(sound(spoken.id, 1, 0, 1), { kind: "keys", messageId: keyed.id, question: 2, keys: "1" });
  const next = (await takeLease(lease.organisationId, "one", 15))!;
  const current = start();
  await beginMessage(next, current);
  expect(await completeLeftMessages(next, noon)).toBe(2);
  const shown = await messages.list(administrator);
  expect(shown.map(({ id, cutOff }) => [id, cutOff]).sort()).toEqual(
    [
      [spoken.id, true],
      [keyed.id, true],
    ].sort(),
  );
  expect(await db().message.count({ where: { id: { in: [silent.id, current.id] } } })).toBe(1);
});

describe("who may hear a message", () => {
  test("an administrator, and a supervisor of the group whose caller left it; nobody of another organisation", async () => {
    const id = await left();
    await left({ groupId: randomUUID() });
    const other = await person(administrator.organisationId, "supervisor");
    const stranger = await person((await db().organisation.create({ data: { name: `stranger ${made}` } })).id, "administrator");
    const seen = await Promise.all(
      [administrator, supervisor, other, stranger].map((actor) => messages.list(actor).then(({ length }) => length)),
    );
    expect(seen).toEqual([2, 1, 0, 0]);
    for (const actor of [other, stranger]) {
      expect(await messages.sound(actor, id, 0)).toBeNull();
      expect(await messages.markHeard(actor, id, true)).toBe(false);
      expect(await messages.remove(actor, id)).toBe(false);
    }
    expect((await messages.sound(supervisor, id, 0))?.length).toBe(16_000);
    expect(await audit()).toEqual([["listen", "supervisor", { question: "Asia" }]]);
  });

  test("listening, marking and deleting stand in the audit log; one listening in several requests once", async () => {
    const id = await left();
    for (let request = 0; request < 3; request++) await messages.sound(administrator, id, 0);
    expect(await messages.sound(administrator, id, 1)).toBeNull();
    for (const heard of [true, true, false]) expect(await messages.markHeard(administrator, id, heard)).toBe(true);
    expect(await messages.remove(administrator, id)).toBe(true);
    expect(await audit()).toEqual([
      ["listen", "administrator", { question: "Asia" }],
      ["update", "administrator", { heard: true }],
      ["update", "administrator", { heard: false }],
      ["delete", "administrator", null],
    ]);
    expect(await db().messageSound.count({ where: { messageId: id } })).toBe(0);
  });

  test("the list can be of one box, and of those that nobody has heard", async () => {
    const [heard, unheard] = [await left(), await left({ callerNumber: null })];
    await messages.markHeard(supervisor, heard, true);
    expect((await messages.list(administrator, { unheard: true })).map(({ id }) => id)).toEqual([unheard]);
    expect((await messages.list(administrator, { messageBoxId: boxId })).length).toBe(2);
    expect(await messages.list(administrator, { messageBoxId: randomUUID() })).toEqual([]);
    expect((await messages.list(administrator)).find(({ id }) => id === heard)?.heardBy).toBe("supervisor");
  });
});
