/** How long the reports and the call log take over 1.8 million calls of 90 days, as a supervisor would wait for them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Actor } from "../../lib/domain/actor.ts";
import { divisions } from "../../lib/domain/report/report.ts";
import { startPostgres } from "../../lib/stack/postgres.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { printTimes } from "./report.ts";

const callCount = 1_800_000;
const days = { from: "2026-08-01", to: "2026-10-29" };
const times = 5;

export async function run(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), "jono-bench-reports-"));
  const postgres = await startPostgres(path.join(dir, "pg"));
  try {
    await deployMigrations(postgres.url);
    process.env.DATABASE_URL = postgres.url;
    await measure();
  } finally {
    await (await import("../../lib/db/client.ts")).closeDatabase();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(): Promise<void> {
  const actor = await seeded();
  const { report } = await import("../../lib/db/reports.ts");
  const calls = await import("../../lib/db/calls.ts");
  const { db } = await import("../../lib/db/client.ts");
  const { takeLease } = await import("../../lib/db/leases.ts");
  console.log(`${callCount} calls of ${days.from} to ${days.to}, 10 groups, 40 agents`);
  const { rollDays } = await import("../../lib/db/rolled-days.ts");
  const lease = (await takeLease(actor.organisationId, "bench", 3600))!;
  const now = new Date("2026-10-30T12:00:00Z");
  await timed("report by day, all days, none of them kept", () => report(actor, days, "day"), 1);
  await timed("making the figures of all days", () => rollDays(lease, now), 1);
  await db().$executeRaw`VACUUM ANALYZE`;
  await timed("looking whether any day is to be made", () => rollDays(lease, now));
  for (const division of divisions) await timed(`report by ${division}, all days`, () => report(actor, days, division));
  await db().call.updateMany({ where: { id: { in: await oneOf(["2026-08-05", "2026-10-29"]) } }, data: { wrapUpSeconds: 99 } });
  await timed("report by hour, two days have changed", () => report(actor, days, "hour"));
  await timed("report of one day by hour", () => report(actor, { from: "2026-10-12", to: "2026-10-12" }, "hour"));
  await timed("call log, first page", () => calls.list(actor));
  await timed("call log, beginning of a number", () => calls.list(actor, { number: "0451234567" }));
  await timed("call log, part of a number that nobody has", () => calls.list(actor, { number: "99999999" }));
  await timed("count behind a figure", () => calls.count(actor, { ...days, figure: "abandonedLate" }));
}

async function oneOf(dates: string[]): Promise<string[]> {
  const { db } = await import("../../lib/db/client.ts");
  const found = dates.map((date) =>
    db().call.findFirstOrThrow({ where: { arrivedAt: { gte: new Date(`${date}T09:00:00Z`) } }, orderBy: { arrivedAt: "asc" } }),
  );
  return (await Promise.all(found)).map(({ id }) => id);
}

async function timed(what: string, ask: () => Promise<unknown>, count = times): Promise<void> {
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const begin = performance.now();
    await ask();
    taken.push(performance.now() - begin);
  }
  printTimes(what, taken);
}

/** The same calls every time: everything follows from a call's number. Half a million people call, some of them often, and one of four withholds his number. */
async function seeded(): Promise<Actor> {
  const { db } = await import("../../lib/db/client.ts");
  const groups = await import("../../lib/db/groups.ts");
  const { groupSettings } = await import("../../lib/domain/group/group.ts");
  const { id: organisationId } = await db().organisation.create({ data: { name: "bench" } });
  const people = await db().user.createManyAndReturn({
    data: Array.from({ length: 40 }, (_, n) => ({
      organisationId,
      email: `${n}@bench.invalid`,
      name: `Agent ${n}`,
      extension: String(100 + n),
    })),
  });
  const actor: Actor = { userId: people[0]!.id, organisationId, role: "administrator", name: "bench", language: "fi" };
  const groupIds: string[] = [];
  for (let n = 0; n < 10; n++) {
    const { id } = await db().number.create({ data: { organisationId, digits: `80${10 + n}`, type: "test" } });
    const saved = await groups.create(actor, groupSettings.parse({ general: { name: `Group ${n}`, numberId: id } }));
    if (saved.ok) groupIds.push(saved.group.id);
  }
  const userIds = people.map((person) => person.id);
  await db().$executeRaw`
    INSERT INTO "Call" ("id", "organisationId", "groupId", "groupName", "dialledNumber", "callerNumber", "otherNumber", "origin", "direction", "sipCallId",
      "arrivedAt", "endedAt", "answeredById", "outcome", "outcomeReason", "waitSeconds", "talkSeconds", "wrapUpSeconds", "forecastErrorSeconds")
    SELECT gen_random_uuid(), ${organisationId}::uuid, (${groupIds}::uuid[])[1 + n % 10], 'Group ' || n % 10, '8010', number, number, (ARRAY['+35845', '+3589', '+46', 'withheld'])[1 + n % 4],
      'incoming', 's', at, at + interval '5 minutes', CASE WHEN outcome = 'answered' THEN (${userIds}::uuid[])[1 + n % 40] END, outcome::"CallOutcome",
      CASE WHEN outcome = 'overflowed' THEN (ARRAY['full', 'maxWait', 'noAgents'])[1 + n % 3] ELSE 'callerHungUp' END, (n % 1000 * 7919) % 400,
      CASE WHEN outcome = 'answered' THEN 30 + (n % 1000 * 104729) % 600 END, CASE WHEN outcome = 'answered' THEN n % 60 END, CASE WHEN n % 3 = 0 THEN n % 120 - 60 END
    FROM (
      SELECT n, CASE WHEN n % 4 < 3 THEN '+35845' || lpad((n::bigint * 7919 % 1000003 * (n::bigint * 104729 % 1000003) / 1000003)::text, 7, '0') END AS number,
        timestamp '2026-07-31 21:00:00' + n * interval '4.32 seconds' AS at,
        (ARRAY['answered', 'answered', 'answered', 'answered', 'answered', 'answered', 'abandoned', 'abandoned', 'overflowed', 'callbackRequested'])[1 + (n % 1000 * 31) % 10] AS outcome
      FROM generate_series(0, ${callCount - 1}) n
    ) made`;
  await db().$executeRaw`
    INSERT INTO "Callback" ("id", "organisationId", "groupId", "originCallId", "number", "state", "arrivedAt", "requestedAt", "expiresAt")
    SELECT gen_random_uuid(), "organisationId", "groupId", "id", COALESCE("callerNumber", '0451234567'), 'reached', "arrivedAt", "arrivedAt", "arrivedAt" FROM "Call" WHERE "outcome" = 'callbackRequested'`;
  await db().$executeRaw`VACUUM ANALYZE`;
  return actor;
}
