/** Durable facts on their way to a real PostgreSQL. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import { createLog } from "../runtime/log.ts";
import { Journal } from "./journal.ts";
import type { RecordEntry } from "./record-writer.ts";
import {
  arrival,
  at,
  dir,
  direct,
  end,
  event,
  groupId,
  journalOf,
  lease,
  link,
  organisationId,
  recordsTo,
  rowOf,
  untilEmpty,
  userId,
  wholeCall,
} from "./testing/record-scene.ts";

test("the next worker reckons waits from talk and wrap-up as they were, oldest first, whatever wrap-up is set", async () => {
  const writer = recordsTo(journalOf("handled"));
  const ended = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000);
  // The last met a voicemail, which is no handled call.
  for (const [talkSeconds, wrapUpSeconds, secondsAgo, outcome] of [
    [30, 12, 20, "answered"],
    [40, null, 60, "answered"],
    [8, null, 10, "failed"],
  ] as const) {
    const id = randomUUID();
    writer.call(arrival(id));
    const times = { endedAt: ended(secondsAgo), waitSeconds: 1, talkSeconds };
    writer.call({ kind: "end", callId: id, end: { ...times, outcome, outcomeReason: "callerHungUp", endedBy: "caller" } });
    if (wrapUpSeconds !== null) writer.call({ kind: "wrapUp", callId: id, wrapUpSeconds });
  }
  await untilEmpty(writer);
  const { recentHandleSeconds } = await import("../../lib/db/call-records.ts");
  expect((await recentHandleSeconds(organisationId)).get(groupId)).toEqual([40, 42]);
});

test("what is written is there soon, without anybody waiting for it", async () => {
  const writer = recordsTo(journalOf("plain"));
  const id = randomUUID();
  for (const write of wholeCall(id)) writer.call(write);
  writer.login(groupId, userId, false);
  writer.login(groupId, userId, true);
  writer.personalState(userId, { paused: true, pauseReason: "lunch", presence: "away", presenceName: null });
  await untilEmpty(writer);
  expect(await rowOf(id)).toMatchObject({ outcome: "answered", events: [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }] });
  expect(await direct.agentState.findUnique({ where: { userId } })).toMatchObject({ paused: true, pauseReason: "lunch" });
});

test("the outcome of a call is written once; what comes later changes nothing", async () => {
  const writer = recordsTo(journalOf("twice"));
  const id = randomUUID();
  for (const write of [arrival(id), end(id, "abandoned"), end(id, "answered"), arrival(id, { groupName: "Other" })]) writer.call(write);
  expect(await writer.flush()).toBe(true);
  expect(await rowOf(id)).toMatchObject({ outcome: "abandoned", groupName: "Records" });
});

test("a name that was cut in the middle of a character does not keep the call out of the log", async () => {
  const writer = recordsTo(journalOf("half-a-character"));
  const id = randomUUID();
  for (const write of [arrival(id, { callerName: "Anna \u{1F600}".slice(0, -1) }), end(id, "answered")]) writer.call(write);
  expect(await writer.flush()).toBe(true);
  expect(await rowOf(id)).toMatchObject({ outcome: "answered", callerName: "Anna \uFFFD" });
});

test("facts that keep coming share few transactions", async () => {
  const writer = recordsTo(journalOf("stream"));
  const ids: string[] = [];
  const begin = performance.now();
  for (let n = 0; n < 60; n++) {
    ids.push(randomUUID());
    for (const write of wholeCall(ids.at(-1)!)) writer.call(write);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await untilEmpty(writer);
  const [found] = await direct.$queryRaw<{ calls: number; transactions: number }[]>`
    SELECT count(*)::int AS "calls", count(DISTINCT xmin::text)::int AS "transactions" FROM "Call" WHERE "id" = ANY(${ids}::uuid[])`;
  expect(found!.calls).toBe(60);
  // One at once, and five a second, however long it took.
  expect(found!.transactions).toBeLessThanOrEqual((performance.now() - begin) / 200 + 2);
});

test("a worker that is killed at once has lost nothing", async () => {
  const journal = journalOf("killed");
  link.cut();
  const id = randomUUID();
  const killed = recordsTo(journal);
  for (const write of wholeCall(id)) killed.call(write);
  // No flush and no tick later: the next life finds it.
  const found = new Journal<RecordEntry>(path.join(dir, "killed.jsonl"));
  expect(found.read()).toHaveLength(5);
  link.mend();
  await untilEmpty(killed);
  expect(found.read()).toEqual([]);
});

test("a worker that is killed while a caller leaves a message, the database being away, has lost nothing of what he said", async () => {
  const { beginMessage } = await import("../../lib/db/message-records.ts");
  const messages = await import("../../lib/db/messages.ts");
  const id = randomUUID();
  const caller = { callerNumber: null, callerName: null, startedAt: at, questions: ["q"] };
  await beginMessage(lease, { id, messageBoxId: randomUUID(), boxName: "box", groupId, callId: randomUUID(), ...caller });
  const killed = recordsTo(journalOf("message"));
  link.cut();
  for (const piece of [0, 1]) {
    killed.message({ kind: "sound", messageId: id, question: 0, piece, alaw: Buffer.alloc(8_000, piece + 1).toString("base64") });
  }
  killed.message({ kind: "complete", messageId: id, at });
  expect(await killed.flush()).toBe(false);
  link.mend();
  const next = recordsTo(journalOf("message"));
  await next.replay();
  await untilEmpty(next);
  const actor = { userId, organisationId, role: "administrator" as const, name: "x", language: "fi" as const };
  const heard = await messages.sound(actor, id, 0);
  expect([heard?.length, heard?.[0], heard?.[15_999]]).toEqual([16_000, 1, 2]);
});

test("what a caller said is in no log, also when the database refuses it", async () => {
  const lines: string[] = [];
  const writer = recordsTo(
    journalOf("refused sound"),
    createLog("test", "debug", (line) => lines.push(line)),
  );
  writer.message({ kind: "sound", messageId: "no uuid", question: 0, piece: 0, alaw: "c2VjcmV0" });
  await untilEmpty(writer);
  expect(lines.join()).toContain("refused by the database");
  expect(lines.join()).not.toContain("c2VjcmV0");
});

test("a journal that never comes to rest is written anew, with what the database has not taken", async () => {
  const journal = journalOf("busy");
  vi.spyOn(journal, "size", "get").mockReturnValue(5_000_000);
  const writer = recordsTo(journal);
  const ids = Array.from({ length: 120 }, () => randomUUID());
  for (const id of ids) for (const write of wholeCall(id)) writer.call(write);
  const rewrite = journal.rewrite.bind(journal);
  const left: [number, number][] = [];
  vi.spyOn(journal, "rewrite").mockImplementation((entries) => {
    rewrite(entries);
    left.push([writer.backlog, journal.read().length]);
  });
  expect(await writer.flush()).toBe(true);
  expect(left).toEqual([[100, 100]]);
  expect(journal.read()).toEqual([]);
  expect(await direct.call.count({ where: { id: { in: ids }, outcome: "answered" } })).toBe(120);
});

test("an answer by somebody who is deleted before it is written is an answer by nobody that is known", async () => {
  const lines: string[] = [];
  const writer = recordsTo(
    journalOf("deleted user"),
    createLog("test", "error", (line) => lines.push(line)),
  );
  const id = randomUUID();
  writer.call(arrival(id));
  writer.call({ kind: "progress", callId: id, progress: { answeredAt: at, answeredById: randomUUID(), groupId: randomUUID() } });
  writer.call(end(id, "answered"));
  await untilEmpty(writer);
  expect([lines, await rowOf(id)]).toMatchObject([[], { outcome: "answered", answeredAt: at, answeredById: null, groupId }]);
});

describe("a record that the database will never take", () => {
  const poisons: [string, () => CallWrite][] = [
    ["an organisation that is gone", () => arrival(randomUUID(), { organisationId: randomUUID() })],
    ["an event of a call that is gone", () => event(randomUUID(), 1)],
    ["a text with a zero byte", () => arrival(randomUUID(), { callerName: "a\u0000b" })],
    ["a number out of range", () => end(randomUUID(), "answered", 5_000_000_000)],
    ["an outcome that nobody knows", () => end(randomUUID(), "lost" as "answered")],
    ["an id that is none", () => arrival("x")],
  ];
  test.each(poisons)("%s holds nobody back, before or after it", async (what, poison) => {
    const journal = journalOf(what);
    const lines: string[] = [];
    const writer = recordsTo(
      journal,
      createLog("test", "error", (line) => lines.push(line)),
    );
    const [before, after] = [randomUUID(), randomUUID()];
    for (const write of [...wholeCall(before), poison(), ...wholeCall(after)]) writer.call(write);
    const taken = await writer.flush();
    const rows = [await rowOf(before), await rowOf(after)];
    expect(lines).toHaveLength(1);
    expect(taken).toBe(true);
    expect(rows.map((row) => [row?.outcome, row?.events.length])).toEqual([
      ["answered", 3],
      ["answered", 3],
    ]);
  });
});

test("a call to a group that was deleted meanwhile keeps the group's name", async () => {
  const writer = recordsTo(journalOf("deleted"));
  const id = randomUUID();
  writer.call(arrival(id, { groupId: randomUUID(), groupName: "Poistettu" }));
  expect(await writer.flush()).toBe(true);
  expect(await rowOf(id)).toMatchObject({ groupId: null, groupName: "Poistettu" });
});

test("a database that is too slow for what has gathered takes it in smaller parts", { timeout: 60_000 }, async () => {
  await direct.$executeRawUnsafe(`CREATE FUNCTION slow_event() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW."detail"->>'slow' = 'true' THEN PERFORM pg_sleep(0.012); END IF; RETURN NEW; END $$`);
  await direct.$executeRawUnsafe(`CREATE TRIGGER slow_event BEFORE INSERT ON "CallEvent" FOR EACH ROW EXECUTE FUNCTION slow_event()`);
  const writer = recordsTo(journalOf("slow"));
  const id = randomUUID();
  writer.call(arrival(id));
  for (let sequence = 1; sequence <= 500; sequence++) {
    writer.call({ kind: "event", event: { callId: id, sequence, at, kind: "queued", userId: null, detail: { slow: true } } });
  }
  await vi.waitFor(() => expect(writer.backlog).toBe(0), { timeout: 40_000, interval: 100 });
  await direct.$executeRawUnsafe(`DROP TRIGGER slow_event ON "CallEvent"`);
  expect(await direct.callEvent.count({ where: { callId: id } })).toBe(500);
});

test("two thousand writes at once arrive in order and whole", async () => {
  const writer = recordsTo(journalOf("many"));
  const ids = Array.from({ length: 400 }, () => randomUUID());
  for (const id of ids) for (const write of wholeCall(id)) writer.call(write);
  expect(await writer.flush()).toBe(true);
  expect(await direct.call.count({ where: { id: { in: ids }, outcome: "answered" } })).toBe(400);
  expect(await direct.callEvent.count({ where: { callId: { in: ids } } })).toBe(1200);
});
