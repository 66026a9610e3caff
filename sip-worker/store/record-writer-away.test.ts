/** Durable facts while the database is away, takes nothing, or another worker serves. */
import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { RecordWriter } from "./record-writer.ts";
import {
  arrival,
  at,
  direct,
  end,
  groupId,
  journalOf,
  lease,
  link,
  log,
  recordsTo,
  rowOf,
  takeOver,
  untilEmpty,
  userId,
  wholeCall,
} from "./testing/record-scene.ts";

describe("a worker that has lost its lease", () => {
  const loggedIn = () => direct.groupLogin.count({ where: { groupId, userId } });

  test("does not change the state of members any more, neither at once nor from its journal; its calls are still recorded", async () => {
    const journal = journalOf("stale");
    const stale = recordsTo(journal);
    stale.login(groupId, userId, true);
    await untilEmpty(stale);
    link.cut();
    stale.login(groupId, userId, false);
    stale.personalState(userId, { paused: true, pauseReason: "stale", presence: "busy", presenceName: null });
    const id = randomUUID();
    for (const write of wholeCall(id)) stale.call(write);
    expect(await stale.flush()).toBe(false);
    link.mend();
    const { token } = await takeOver();
    await untilEmpty(stale);
    await new RecordWriter(log, journal).replay();
    stale.login(groupId, userId, false);
    expect(await stale.flush()).toBe(true);
    expect(await loggedIn()).toBe(1);
    expect(await direct.agentState.findFirst({ where: { userId, pauseReason: "stale" } })).toBeNull();
    expect(await rowOf(id)).toMatchObject({ outcome: "answered", workerToken: token });
  });

  test("finds its open calls closed by its successor, and changes nothing behind the outcome", async () => {
    const stale = recordsTo(journalOf("closed"));
    const id = randomUUID();
    stale.call(arrival(id));
    await untilEmpty(stale);
    await takeOver();
    const own = randomUUID();
    const successor = recordsTo(journalOf("successor"));
    successor.call(arrival(own));
    await untilEmpty(successor);
    const { closeOrphans } = await import("../../lib/db/call-records.ts");
    expect(await closeOrphans(lease, at, [])).toBe(1);
    stale.call({ kind: "progress", callId: id, progress: { answeredAt: at } });
    stale.call(end(id, "answered"));
    await untilEmpty(stale);
    expect(await rowOf(id)).toMatchObject({ outcome: "failed", outcomeReason: "workerStopped", answeredAt: null });
    expect(await rowOf(own)).toMatchObject({ outcome: null });
  });

  test("a take-over waits for the write that has begun", async () => {
    const { holdsLease } = await import("../../lib/db/leases.ts");
    const steps: string[] = [];
    let takeover: Promise<unknown> = Promise.resolve();
    await direct.$transaction(async (tx) => {
      expect(await holdsLease(tx, lease)).toBe(true);
      takeover = takeOver().then(() => steps.push("taken"));
      await untilBlocked();
      steps.push("written");
    });
    await takeover;
    expect(steps).toEqual(["written", "taken"]);
  });

  const untilBlocked = () =>
    vi.waitFor(async () => expect(await direct.$queryRaw`SELECT 1 FROM pg_locks WHERE NOT granted`).not.toEqual([]), { timeout: 5_000 });
});

describe("with the database away", () => {
  test("everything stands in the journal, and is in the database once when it is back", async () => {
    const journal = journalOf("away");
    const writer = recordsTo(journal);
    const ids = Array.from({ length: 20 }, () => randomUUID());
    link.cut();
    for (const id of ids.slice(0, 10)) for (const write of wholeCall(id)) writer.call(write);
    expect(await writer.flush()).toBe(false);
    expect(journal.read()).toHaveLength(50);
    for (const id of ids.slice(10)) for (const write of wholeCall(id)) writer.call(write);
    expect(await writer.flush()).toBe(false);
    expect(journal.read().map((entry) => entry.kind === "call" && entry.write)).toEqual(ids.flatMap(wholeCall));
    link.mend();
    await untilEmpty(writer);
    const rows = await Promise.all(ids.map(rowOf));
    expect(rows.every((row) => row?.outcome === "answered" && row.events.length === 3)).toBe(true);
    await vi.waitFor(async () => expect(journal.read()).toEqual([]));
  });

  test("a worker that dies meanwhile leaves a journal that the next one replays, also twice, without harm", async () => {
    const journal = journalOf("crash");
    const dying = recordsTo(journal);
    const id = randomUUID();
    link.cut();
    for (const write of wholeCall(id)) dying.call(write);
    dying.login(groupId, userId, false);
    expect(await dying.flush()).toBe(false);
    const entries = journal.read();
    link.mend();
    await new RecordWriter(log, journal).replay();
    expect(journal.read()).toEqual([]);
    journal.append(entries);
    const refused: string[] = [];
    await new RecordWriter(
      createLog("test", "error", (line) => refused.push(line)),
      journal,
    ).replay();
    expect(refused).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ outcome: "answered", endedAt: at, events: [{ at }, {}, {}] });
    expect(await direct.groupLogin.count({ where: { groupId, userId } })).toBe(0);
    await untilEmpty(dying);
  });

  test("what is replayed stands in the journal once, also when more comes while the database is still away", async () => {
    const journal = journalOf("once");
    link.cut();
    const dying = recordsTo(journal);
    dying.login(groupId, userId, true);
    await dying.flush();
    const next = recordsTo(journal);
    await next.replay();
    next.login(groupId, userId, false);
    expect(journal.read().map((entry) => entry.kind === "login" && entry.loggedIn)).toEqual([true, false]);
    link.mend();
    await untilEmpty(next);
    await untilEmpty(dying);
  });

  test("what comes while the database is being told, and what comes after it, stands in the journal", async () => {
    const journal = journalOf("meanwhile");
    const writer = recordsTo(journal);
    for (let login = 0; login < 3; login++) writer.login(groupId, userId, true);
    const flushing = writer.flush();
    await new Promise((resolve) => setImmediate(resolve));
    writer.login(groupId, userId, false);
    await flushing;
    link.cut();
    writer.login(groupId, userId, true);
    expect(journal.read().map((entry) => entry.kind === "login" && entry.loggedIn)).toEqual([true, true, true, false, true]);
    link.mend();
    await untilEmpty(writer);
  });

  test("what was journalled is written before what came later", async () => {
    const writer = recordsTo(journalOf("order"));
    link.cut();
    writer.login(groupId, userId, true);
    await writer.flush();
    writer.login(groupId, userId, false);
    link.mend();
    await untilEmpty(writer);
    expect(await direct.groupLogin.count({ where: { groupId, userId } })).toBe(0);
  });

  test("a journal that cannot be written is said once, and does not keep the database from getting the records", async () => {
    const journal = journalOf("full");
    const append = vi.spyOn(journal, "append").mockImplementation(() => {
      throw new Error("no space left on device");
    });
    const lines: string[] = [];
    const writer = recordsTo(
      journal,
      createLog("test", "error", (line) => lines.push(line)),
    );
    const [first, second] = [randomUUID(), randomUUID()];
    link.cut();
    writer.call(arrival(first));
    writer.call(arrival(second));
    expect(await writer.flush()).toBe(false);
    expect(lines).toEqual([expect.stringContaining("kept in memory only")]);
    append.mockRestore();
    writer.call(end(first, "abandoned"));
    expect(journal.read()).toHaveLength(3);
    link.mend();
    await untilEmpty(writer);
    expect([await rowOf(first), await rowOf(second)]).toMatchObject([{ outcome: "abandoned" }, { outcome: null }]);
  });
});

/** As a server says it: SQLSTATE 53100 disk_full, 25006 read_only_sql_transaction. */
test.each([
  ["full", "53100"],
  ["read-only", "25006"],
])("with the database %s the records wait, and are written once it takes them again", async (what, state) => {
  await direct.$executeRawUnsafe(
    `CREATE FUNCTION refuse_writes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${state}'; END $$`,
  );
  await direct.$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE INSERT ON "Call" FOR EACH STATEMENT EXECUTE FUNCTION refuse_writes()`);
  const journal = journalOf(what);
  const writer = recordsTo(journal);
  const id = randomUUID();
  for (const write of wholeCall(id)) writer.call(write);
  const taken = await writer.flush();
  await direct.$executeRawUnsafe(`DROP FUNCTION refuse_writes CASCADE`);
  expect(taken).toBe(false);
  expect(journal.read()).toHaveLength(5);
  await untilEmpty(writer);
  expect(await rowOf(id)).toMatchObject({ outcome: "answered", events: [{}, {}, {}] });
});
