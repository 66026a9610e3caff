/** The figures of a period, counted by PostgreSQL with the conditions of the call log. */
import type { Actor } from "../domain/actor.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { countedFigures, noFigures, type ReportFigures } from "../domain/report/figures.ts";
import { countDays, type Days } from "../domain/report/period.ts";
import { type Division, filterOfRow, type Report, type ReportRow } from "../domain/report/report.ts";
import { orderedRows } from "../domain/report/rows.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { boundsOf, callFacts, countedBy, factColumns, localArrival, selectedCalls } from "./call-selection.ts";
import { db } from "./client.ts";
import { timeZoneOf } from "./organisations.ts";
import { workedTime } from "./worked-time.ts";

const { sql, join, raw } = Prisma;

/** Of a report of a year. */
const longestMs = 60_000;

type Row = ReportFigures & { whole: boolean; key: string | null; name: string | null };

/** All days of the report, of one group or of all that the actor sees. */
export async function report(actor: Actor, days: Days, division: Division, groupId?: string): Promise<Report> {
  const timeZone = await timeZoneOf(actor.organisationId);
  const filter: CallFilter = { from: days.from, to: days.to, ...(groupId !== undefined && { groupId }) };
  const found = await figuresOf(selectedCalls(actor, filter, timeZone), keyOf(division, timeZone, days), nameOf(division));
  const {
    whole: _whole,
    key: _key,
    name: _name,
    ...total
  } = found.find(({ whole }) => whole) ?? { whole: true, key: null, name: null, ...noFigures };
  // Who was not answered has no agent, who did not overflow no reason of that: they are in the total only.
  const counted = found.filter(({ whole, key }) => !whole && (key !== null || division === "group"));
  const rows = orderedRows(
    counted.map((row) => toRow(row, division, days, filter)),
    division,
    days,
    filter,
  );
  return {
    days,
    timeZone,
    division,
    filter,
    total,
    rows: division === "agent" ? await withWorkedTime(actor, rows, filter, timeZone) : rows,
  };
}

async function withWorkedTime(actor: Actor, rows: ReportRow[], filter: CallFilter, timeZone: string): Promise<ReportRow[]> {
  const { from, to } = boundsOf(filter, timeZone);
  if (!from || !to) return rows;
  const userIds = rows.map(({ key }) => key);
  const worked = await workedTime(actor, { userIds, from, to, groupId: filter.groupId });
  const people = await db().user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, name: names.get(row.key) ?? null, workedSeconds: worked.get(row.key) ?? null }));
}

function toRow({ whole: _whole, key, name, ...figures }: Row, division: Division, days: Days, whole: CallFilter): ReportRow {
  const known = key ?? (division === "group" ? "deleted" : "");
  return { key: known, name, figures, filter: filterOfRow(division, known, days, whole) };
}

function keyOf(division: Division, timeZone: string, days: Days): Prisma.Sql {
  const local = localArrival(timeZone);
  const keys: Record<Division, () => Prisma.Sql> = {
    // The hours of one day are told by their instants: a day of 25 hours has one of them twice.
    hour: () =>
      countDays(days) === 1
        ? sql`to_char(date_trunc('hour', c."arrivedAt" AT TIME ZONE 'UTC', ${timeZone}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
        : sql`extract(hour FROM ${local})::int::text`,
    day: () => sql`to_char(${local}, 'YYYY-MM-DD')`,
    week: () => sql`to_char(date_trunc('week', ${local}), 'YYYY-MM-DD')`,
    group: () => sql`c."groupId"::text`,
    agent: () => sql`c."answeredById"::text`,
    origin: () => sql`c."origin"`,
    reason: () => sql`CASE WHEN ${countedBy.overflowed} THEN c."outcomeReason" END`,
  };
  return keys[division]();
}

function nameOf(division: Division): Prisma.Sql {
  return division === "group" ? sql`c."presentGroupName"` : sql`NULL::text`;
}

/**
 * Calls that count alike are put together first; all figures, of the rows and of the whole, are made from those few. The wait of nine of
 * ten is the first that so many waited at most.
 */
function figuresOf(selected: Prisma.Sql, key: Prisma.Sql, name: Prisma.Sql): Promise<Row[]> {
  const counts = countedFigures.map(
    (figure) => sql`COALESCE(sum(c."n") FILTER (WHERE ${countedBy[figure]}), 0)::int AS ${raw(`"${figure}"`)}`,
  );
  const query = sql`
    WITH alike AS MATERIALIZED (
      SELECT ${key} AS "key", ${name} AS "name", ${factColumns}, CASE WHEN ${countedBy.answered} THEN c."waitSeconds" END AS "wait",
        count(*) AS "n", sum(c."talkSeconds") AS "talk", sum(c."wrapUpSeconds") AS "wrapUp", sum(abs(c."forecastErrorSeconds")) AS "error"
      FROM ${callFacts} WHERE ${selected} AND c."ofGroup" AND c."outcome" IS NOT NULL
      GROUP BY 1, 2, ${factColumns}, 11
    ), waits AS (
      SELECT "key", "wait", sum("n") AS "n", grouping("key") = 1 AS "whole" FROM alike WHERE "wait" IS NOT NULL GROUP BY GROUPING SETS (("key", "wait"), ("wait"))
    ), reached AS (
      SELECT "key", "whole", "wait", sum("n") OVER (PARTITION BY "whole", "key" ORDER BY "wait") AS "upTo", sum("n") OVER (PARTITION BY "whole", "key") AS "all" FROM waits
    ), ninety AS (
      SELECT "key", "whole", min("wait") FILTER (WHERE "upTo" >= 0.9 * "all") AS "wait90Seconds" FROM reached GROUP BY 1, 2
    ), summed AS (
      SELECT c."key", grouping(c."key") = 1 AS "whole", max(c."name") AS "name", ${join(counts)},
        (sum(c."wait" * c."n") / sum(c."n") FILTER (WHERE c."wait" IS NOT NULL))::float8 AS "meanWaitSeconds",
        max(c."wait") AS "longestWaitSeconds",
        COALESCE(sum(c."talk") FILTER (WHERE ${countedBy.handled}), 0)::float8 AS "talkSeconds",
        COALESCE(sum(c."wrapUp") FILTER (WHERE ${countedBy.handled}), 0)::float8 AS "wrapUpSeconds",
        (sum(c."error") FILTER (WHERE ${countedBy.estimated}) / sum(c."n") FILTER (WHERE ${countedBy.estimated}))::float8 AS "meanEstimateErrorSeconds"
      FROM alike c GROUP BY GROUPING SETS ((c."key"), ())
    )
    SELECT s.*, n."wait90Seconds" FROM summed s LEFT JOIN ninety n ON n."whole" = s."whole" AND n."key" IS NOT DISTINCT FROM s."key"`;
  return db().$transaction(
    async (tx) => {
      // Compiling this statement takes PostgreSQL longer than running it, and the groups of a long period do not fit into the usual 4 MB.
      await tx.$executeRaw`SET LOCAL jit = off`;
      await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
      return tx.$queryRaw<Row[]>(query);
    },
    { timeout: longestMs },
  );
}
