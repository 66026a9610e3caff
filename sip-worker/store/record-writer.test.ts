/** Durable facts on their way to a real PostgreSQL that goes away and comes back. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Lease } from "../../lib/db/leases.ts";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import { createLog } from "../runtime/log.ts";
import { Journal } from "./journal.ts";
import { type RecordEntry, RecordWriter } from "./record-writer.ts";
import { DatabaseLink } from "./testing/database-link.ts";

const link = await DatabaseLink.open(inject("databaseUrl"));
vi.stubEnv("DATABASE_URL", link.url);
const { createDatabase, closeDatabase } = await import("../../lib/db/client.ts");
const { BindingWriter } = await import("./binding-writer.ts");
/** Looks at the database past the link. */
const direct = createDatabase(inject("databaseUrl"), 2);

vi.setConfig({ testTimeout: 20_000 });
const log = createLog("test", "error", () => undefined);
let organisationId: string;
let groupId: string;
let userId: string;
let lease: Lease;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "jono-records-"));
  organisationId = (await direct.organisation.create({ data: { name: "records" } })).id;
  const user = { organisationId, email: "records@records.invalid", name: "Anna", extension: "100", role: "member" as const };
  userId = (await direct.user.create({ data: user })).id;
  const groups = await import("../../lib/db/groups.ts");
  const { groupSettings } = await import("../../lib/domain/group/group.ts");
  const number = await direct.number.create({ data: { organisationId, digits: "9300", type: "test" } });
  const actor = { userId, organisationId, role: "administrator" as const, name: "x", language: "fi" as const };
  const members = { members: [{ userId }] };
  const saved = await groups.create(actor, groupSettings.parse({ general: { name: "Records", numberId: number.id }, members }));
  if (!saved.ok) throw new Error(saved.reason);
  groupId = saved.group.id;
  const { takeLease } = await import("../../lib/db/leases.ts");
  lease = (await takeLease(organisationId, "records", 3_600))!;
});
afterEach(() => link.mend());
afterAll(async () => {
  await closeDatabase();
  await direct.$disconnect();
  link.close();
  await rm(dir, { recursive: true });
});

const journalOf = (name: string) => new Journal<RecordEntry>(path.join(dir, `${name}.jsonl`));
/** A writer, and what is written by it under the lease. */
const recordsTo = (journal: Journal<RecordEntry>, to = log) => {
  const writer = new RecordWriter(to, journal);
  return Object.assign(writer, writer.under(lease));
};
const at = new Date("2026-03-01T12:00:00.000Z");

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

const arrival = (id: string, rest = {}): CallWrite => ({
  kind: "arrival",
  arrival: {
    id,
    organisationId,
    groupId,
    groupName: "Records",
    dialledNumber: "9300",
    callerNumber: null,
    callerName: null,
    direction: "internal",
    sipCallId: "s",
    arrivedAt: at,
    ...rest,
  },
});
const event = (callId: string, sequence: number): CallWrite => ({
  kind: "event",
  event: { callId, sequence, at, kind: "queued", userId: null, detail: { sequence } },
});
const end = (callId: string, outcome: "answered" | "abandoned", waitSeconds = 3): CallWrite => ({
  kind: "end",
  callId,
  end: { endedAt: at, outcome, outcomeReason: "callerHungUp", endedBy: "caller", waitSeconds, talkSeconds: null },
});
const wholeCall = (id: string) => [arrival(id), event(id, 1), event(id, 2), end(id, "answered"), event(id, 3)];

const rowOf = (id: string) => direct.call.findUnique({ where: { id }, include: { events: { orderBy: { sequence: "asc" } } } });
const untilEmpty = (writer: RecordWriter) => vi.waitFor(() => expect(writer.backlog).toBe(0), { timeout: 8_000, interval: 20 });

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

describe("a worker that has lost its lease", () => {
  const loggedIn = () => direct.groupLogin.count({ where: { groupId, userId } });
  /** Another life of the worker serves now. */
  const takeOver = async () => {
    const { takeLease } = await import("../../lib/db/leases.ts");
    const before = lease;
    lease = (await takeLease(organisationId, "records", 3_600))!;
    return before;
  };

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
    const { holdsLease, takeLease } = await import("../../lib/db/leases.ts");
    const steps: string[] = [];
    let takeover: Promise<unknown> = Promise.resolve();
    await direct.$transaction(async (tx) => {
      expect(await holdsLease(tx, lease)).toBe(true);
      takeover = takeLease(organisationId, "records", 3_600).then((taken) => {
        steps.push("taken");
        lease = taken!;
      });
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

  test("phone locations are written when it is back, the newest of each account", async () => {
    const accountId = await account("301");
    const writer = new BindingWriter(log);
    link.cut();
    writer.save(accountId, [binding("sip:old@a")]);
    writer.save(accountId, [binding("sip:new@a")]);
    await vi.waitFor(() => direct.$queryRaw`SELECT 1`);
    link.mend();
    const rows = () => direct.sipBinding.findMany({ where: { accountId }, select: { contactUri: true } });
    await vi.waitFor(async () => expect(await rows()).toEqual([{ contactUri: "sip:new@a" }]), { timeout: 5_000, interval: 50 });
    writer.save(accountId, []);
    await vi.waitFor(async () => expect(await rows()).toEqual([]));
  });
});

async function account(username: string, kind: "ipPhone" | "workstation" = "ipPhone"): Promise<string> {
  const device = await direct.device.create({
    data: {
      userId,
      kind,
      sipAccount: { create: { organisationId, username, realm: "jono", ha1Md5: "", ha1Sha256: "", ha1Sha512256: "" } },
    },
    include: { sipAccount: true },
  });
  return device.sipAccount!.id;
}
const binding = (contactUri: string) => ({
  contactUri,
  receivedAddress: "127.0.0.1",
  receivedPort: 5060,
  transport: "udp",
  callId: "c",
  cseq: 4_294_967_295,
  q: 1,
  userAgent: null,
  expiresAt: new Date(Date.now() + 60_000),
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

  test("phone locations of an account that is gone keep no other waiting", async () => {
    const accountId = await account("302", "workstation");
    const writer = new BindingWriter(log);
    writer.save(randomUUID(), [binding("sip:gone@a")]);
    writer.save(accountId, [binding("sip:here@a")]);
    await vi.waitFor(async () => expect(await direct.sipBinding.count({ where: { accountId } })).toBe(1));
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
