/** Records on their way to a real PostgreSQL that goes away and comes back: an organisation with a group and a member, new for each test file. */
import { randomInt, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, inject, vi } from "vitest";
import type { Lease } from "../../../lib/db/leases.ts";
import type { CallWrite } from "../../../lib/domain/call-record.ts";
import { createLog } from "../../runtime/log.ts";
import { Journal } from "../journal.ts";
import { type RecordEntry, RecordWriter } from "../record-writer.ts";
import { DatabaseLink } from "./database-link.ts";

export const link = await DatabaseLink.open(inject("databaseUrl"));
vi.stubEnv("DATABASE_URL", link.url);
const { createDatabase, closeDatabase } = await import("../../../lib/db/client.ts");
/** Looks at the database past the link. */
export const direct = createDatabase(inject("databaseUrl"), 2);

vi.setConfig({ testTimeout: 20_000 });
export const log = createLog("test", "error", () => undefined);
export let organisationId: string;
export let groupId: string;
export let userId: string;
export let lease: Lease;
export let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "jono-records-"));
  organisationId = (await direct.organisation.create({ data: { name: "records" } })).id;
  const user = { organisationId, email: `${randomUUID()}@records.invalid`, name: "Anna", extension: "100", role: "member" as const };
  userId = (await direct.user.create({ data: user })).id;
  const groups = await import("../../../lib/db/groups.ts");
  const { groupSettings } = await import("../../../lib/domain/group/group.ts");
  const number = await direct.number.create({ data: { organisationId, digits: String(randomInt(93_000_000, 94_000_000)), type: "test" } });
  const actor = { userId, organisationId, role: "administrator" as const, name: "x", language: "fi" as const };
  const members = { members: [{ userId }] };
  const saved = await groups.create(actor, groupSettings.parse({ general: { name: "Records", numberId: number.id }, members }));
  if (!saved.ok) throw new Error(saved.reason);
  groupId = saved.group.id;
  const { takeLease } = await import("../../../lib/db/leases.ts");
  lease = (await takeLease(organisationId, "records", 3_600))!;
});
afterEach(() => link.mend());
afterAll(async () => {
  await closeDatabase();
  await direct.$disconnect();
  link.close();
  await rm(dir, { recursive: true });
});

export const journalOf = (name: string) => new Journal<RecordEntry>(path.join(dir, `${name}.jsonl`));
/** A writer, and what is written by it under the lease. */
export const recordsTo = (journal: Journal<RecordEntry>, to = log) => {
  const writer = new RecordWriter(to, journal);
  return Object.assign(writer, writer.under(lease));
};
export const at = new Date("2026-03-01T12:00:00.000Z");

export const arrival = (id: string, rest = {}): CallWrite => ({
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
export const event = (callId: string, sequence: number): CallWrite => ({
  kind: "event",
  event: { callId, sequence, at, kind: "queued", userId: null, detail: { sequence } },
});
export const end = (callId: string, outcome: "answered" | "abandoned", waitSeconds = 3): CallWrite => ({
  kind: "end",
  callId,
  end: { endedAt: at, outcome, outcomeReason: "callerHungUp", endedBy: "caller", waitSeconds, talkSeconds: null },
});
export const wholeCall = (id: string) => [arrival(id), event(id, 1), event(id, 2), end(id, "answered"), event(id, 3)];

export const rowOf = (id: string) => direct.call.findUnique({ where: { id }, include: { events: { orderBy: { sequence: "asc" } } } });
export const untilEmpty = (writer: RecordWriter) => vi.waitFor(() => expect(writer.backlog).toBe(0), { timeout: 8_000, interval: 20 });

/** Another life of the worker serves now; the lease of the one before. */
export async function takeOver(): Promise<Lease> {
  const { takeLease } = await import("../../../lib/db/leases.ts");
  const before = lease;
  lease = (await takeLease(organisationId, "records", 3_600))!;
  return before;
}
