/** The figures of the day agree with the call log, counted as calls go on and counted by the database. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { CallOutcome } from "../domain/call.ts";
import type { CallWrite } from "../domain/call-record.ts";
import { groupSettings } from "../domain/group/group.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const groups = await import("./groups.ts");
const { takeLease } = await import("./leases.ts");
const { closeOrphans, totalsSince, writeCalls } = await import("./call-records.ts");

let organisationId: string;
let groupId: string;
const midnight = new Date("2026-03-01T22:00:00Z");
const minutes = (count: number) => new Date(midnight.getTime() + count * 60_000);

beforeAll(async () => {
  organisationId = (await db().organisation.create({ data: { name: "totals" } })).id;
  const number = await db().number.create({ data: { organisationId, digits: "9400", type: "test" } });
  const actor = { userId: randomUUID(), organisationId, role: "administrator" as const, name: "x", language: "fi" as const };
  await db().user.create({
    data: { id: actor.userId, organisationId, email: "t@t.invalid", name: "T", extension: "1", role: "administrator" },
  });
  const saved = await groups.create(actor, groupSettings.parse({ general: { name: "Totals", numberId: number.id } }));
  if (!saved.ok) throw new Error(saved.reason);
  groupId = saved.group.id;
});

const write = (writes: CallWrite[]) =>
  db().$transaction((tx) =>
    writeCalls(
      tx,
      writes.map((one) => ({ write: one, token: 1n })),
    ),
  );

async function call(arrivedAt: Date, outcome: CallOutcome | null, waitSeconds = 0): Promise<string> {
  const id = randomUUID();
  const base = { groupName: "Totals", dialledNumber: "9400", callerNumber: null, callerName: null, sipCallId: "s" };
  await write([
    { kind: "arrival", arrival: { id, organisationId, groupId, direction: "internal", arrivedAt, ...base } },
    ...(outcome
      ? [
          {
            kind: "end" as const,
            callId: id,
            end: { endedAt: arrivedAt, outcome, outcomeReason: "x", endedBy: null, waitSeconds, talkSeconds: null },
          },
        ]
      : []),
  ]);
  return id;
}

test("each ended call counts once, at its bounds, on the day on which it arrived; an open one not yet", async () => {
  await call(minutes(-1), "answered");
  await call(minutes(0), "answered", 20);
  await call(minutes(1), "answered", 21);
  await call(minutes(2), "abandoned", 4);
  await call(minutes(3), "abandoned", 5);
  await call(minutes(4), "overflowed");
  await call(minutes(5), "closed");
  await call(minutes(6), "failed");
  await call(minutes(6), "callbackRequested");
  const open = await call(minutes(7), null);
  const counted = { groupId, answered: 2, answeredInTarget: 1, abandoned: 2, abandonedLate: 1, overflowed: 1, callbackRequested: 1 };
  expect(await totalsSince(organisationId, midnight)).toEqual([{ ...counted, offered: 8 }]);

  const answered = await call(minutes(8), null);
  await write([{ kind: "progress", callId: answered, progress: { answeredAt: minutes(9) } }]);
  await takeLease(organisationId, "one", 3600);
  const lease = (await takeLease(organisationId, "one", 3600))!;
  expect(await closeOrphans(lease, minutes(10), [])).toBe(2);
  expect(await closeOrphans(lease, minutes(11), [])).toBe(0);
  expect(await db().call.findUnique({ where: { id: open } })).toMatchObject({ outcome: "failed", outcomeReason: "workerStopped" });
  expect(await db().call.findUnique({ where: { id: answered } })).toMatchObject({ outcome: "answered", endedAt: minutes(10) });
  const [total] = await totalsSince(organisationId, midnight);
  expect(total).toEqual({ ...counted, answered: 3, offered: 10 });
  const rows = await db().call.groupBy({ by: ["outcome"], where: { groupId, arrivedAt: { gte: midnight } }, _count: true });
  expect(rows.reduce((sum, row) => sum + row._count, 0)).toBe(total!.offered);
});
