/** The figures of a period, counted by PostgreSQL with the conditions of the call log. */
import type { Actor } from "../domain/actor.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { countedFigures, noFigures, type ReportFigures } from "../domain/report/figures.ts";
import { countDays, type Days } from "../domain/report/period.ts";
import { type Division, filterOfRow, type Report, type ReportRow } from "../domain/report/report.ts";
import { orderedRows } from "../domain/report/rows.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { boundsOf, callsWithGroups, countedBy, localArrival, selectedCalls } from "./call-selection.ts";
import { db } from "./client.ts";
import { timeZoneOf } from "./organisations.ts";
import { workedTime } from "./worked-time.ts";

const { sql, join, raw } = Prisma;

type Row = ReportFigures & { key: string | null; name: string | null };

/** All days of the report, of one group or of all that the actor sees. */
export async function report(actor: Actor, days: Days, division: Division, groupId?: string): Promise<Report> {
  const timeZone = await timeZoneOf(actor.organisationId);
  const filter: CallFilter = { from: days.from, to: days.to, ...(groupId !== undefined && { groupId }) };
  const [total, found] = await Promise.all([
    figuresOf(actor, filter, timeZone, sql`NULL::text`, sql`NULL::text`),
    figuresOf(actor, divided(filter, division), timeZone, keyOf(division, timeZone, days), nameOf(division)),
  ]);
  const { key: _key, name: _name, ...all } = total[0] ?? { key: null, name: null, ...noFigures };
  // Whoever was not answered has no agent, and is in the total only.
  const rows = found.filter(({ key }) => key !== null || division === "group").map((row) => toRow(row, division, days, filter));
  const ordered = orderedRows(rows, division, days, filter);
  return {
    days,
    timeZone,
    division,
    filter,
    total: all,
    rows: division === "agent" ? await withWorkedTime(actor, ordered, filter, timeZone) : ordered,
  };
}

async function withWorkedTime(actor: Actor, rows: ReportRow[], filter: CallFilter, timeZone: string): Promise<ReportRow[]> {
  const { from, to } = boundsOf(filter, timeZone);
  if (!from || !to) return rows;
  const worked = await workedTime(actor, { userIds: rows.map(({ key }) => key), from, to, groupId: filter.groupId });
  return rows.map((row) => ({ ...row, workedSeconds: worked.get(row.key) ?? null }));
}

/** Only overflowed calls have a reason that is worth a row. */
const divided = (filter: CallFilter, division: Division): CallFilter =>
  division === "reason" ? { ...filter, figure: "overflowed" } : filter;

function toRow({ key, name, ...figures }: Row, division: Division, days: Days, whole: CallFilter): ReportRow {
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
    reason: () => sql`c."outcomeReason"`,
  };
  return keys[division]();
}

function nameOf(division: Division): Prisma.Sql {
  if (division === "group") return sql`max(g."name")`;
  return division === "agent" ? sql`(SELECT u."name" FROM "User" u WHERE u."id" = max(c."answeredById"::text)::uuid)` : sql`NULL::text`;
}

function figuresOf(actor: Actor, filter: CallFilter, timeZone: string, key: Prisma.Sql, name: Prisma.Sql): Promise<Row[]> {
  const when = (figure: Parameters<typeof countedBy>[0]) => countedBy(figure, actor.organisationId);
  const counts = countedFigures.map((figure) => sql`(count(*) FILTER (WHERE ${when(figure)}))::int AS ${raw(`"${figure}"`)}`);
  const answered = when("answered");
  return db().$queryRaw<Row[]>`
    SELECT ${key} AS "key", ${name} AS "name", ${join(counts)},
      (avg(c."waitSeconds") FILTER (WHERE ${answered}))::float8 AS "meanWaitSeconds",
      percentile_disc(0.9) WITHIN GROUP (ORDER BY c."waitSeconds") FILTER (WHERE ${answered}) AS "wait90Seconds",
      max(c."waitSeconds") FILTER (WHERE ${answered}) AS "longestWaitSeconds",
      COALESCE(sum(c."talkSeconds") FILTER (WHERE ${when("handled")}), 0)::float8 AS "talkSeconds",
      COALESCE(sum(c."wrapUpSeconds") FILTER (WHERE ${when("handled")}), 0)::float8 AS "wrapUpSeconds",
      (avg(abs(c."forecastErrorSeconds")) FILTER (WHERE ${when("estimated")}))::float8 AS "meanEstimateErrorSeconds"
    FROM ${callsWithGroups}
    WHERE ${selectedCalls(actor, filter, timeZone)} AND c."groupName" <> '' AND c."outcome" IS NOT NULL
    GROUP BY 1
    ORDER BY 1`;
}
