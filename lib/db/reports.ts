/**
 * The figures of a period. Days whose figures are kept are read, the others are counted from their calls: both as cells, of which the
 * figures are reckoned (lib/domain/report/cell.ts).
 */
import type { Actor } from "../domain/actor.ts";
import { assertNever } from "../domain/assert-never.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { type Cell, figuresOf, type Thresholds } from "../domain/report/cell.ts";
import { countDays, type Days } from "../domain/report/period.ts";
import { type Division, filterOfRow, type Misses, type Report, type ReportRow, withheldCaller } from "../domain/report/report.ts";
import { orderedRows } from "../domain/report/rows.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { boundsOf, callFacts, instant, selectedCalls, visibleCalls } from "./call-selection.ts";
import { db, type Transaction } from "./client.ts";
import { type Callers, frequentCallers } from "./frequent-callers.ts";
import { missesByMember } from "./missed-calls.ts";
import { timeZoneOf } from "./organisations.ts";
import { cellColumns, cellOfCalls, cellOfCells, hourOfCall, keyOfCall, sliceOf } from "./report-cells.ts";
import { cleanDays, type Stretch } from "./rolled-days.ts";
import { workedTime } from "./worked-time.ts";

const { sql, join } = Prisma;
/** Of a report of a year none of whose days is kept. */
const longestMs = 60_000;
/** Of a group that was deleted: those of a new one. */
const thresholdsOfNew: Thresholds = { serviceLevelTargetSeconds: 20, shortAbandonSeconds: 5 };

/** All days of the report, of one group or of all that the actor sees. */
export async function report(actor: Actor, days: Days, division: Division, groupId?: string): Promise<Report> {
  const timeZone = await timeZoneOf(actor.organisationId);
  const filter: CallFilter = { from: days.from, to: days.to, ...(groupId !== undefined && { groupId }) };
  const { cells, groups, misses, callers } = await found(actor, filter, division, days, timeZone);
  const thresholdsOf = (id: string | null) => (id === null ? thresholdsOfNew : (groups.get(id) ?? thresholdsOfNew));
  // Who was not answered has no agent, who did not overflow no reason of that, who called seldom no row: they are in the total only.
  const counted = [...(division === "group" ? cells : cells.filter(({ key }) => key !== null)), ...(callers?.cells ?? [])];
  const keys = new Set([...counted.map(({ key }) => key), ...(misses?.keys() ?? [])]);
  const rows = [...keys].map((key): ReportRow => {
    const ofRow = counted.filter((cell) => cell.key === key);
    const known = key ?? "deleted";
    const name = division === "group" && key !== null ? (groups.get(key)?.name ?? null) : null;
    const row = { key: known, name, figures: figuresOf(ofRow, thresholdsOf), filter: filterOfRow(division, known, days, filter) };
    const caller = callers?.facts.get(known);
    if (division === "agent" && misses) return { ...row, misses: misses.get(known) ?? {} };
    return caller ? { ...row, caller } : row;
  });
  const ordered = orderedRows(rows, division, days, filter);
  return {
    days,
    timeZone,
    division,
    filter,
    total: figuresOf(cells, thresholdsOf),
    rows: division === "agent" ? await withWorkedTime(actor, ordered, filter, timeZone) : ordered,
    ...(callers && { numbers: callers.numbers }),
  };
}

interface Found {
  cells: Cell[];
  groups: Map<string, Thresholds & { name: string }>;
  /** By member; null: not divided by members, or told to a member, whose report is of the calls that he answered. */
  misses: Map<string, Misses> | null;
  /** Asked only when it is divided by callers. */
  callers: Callers | null;
}

/** All is asked of the database as it was at one instant. */
function found(actor: Actor, filter: CallFilter, division: Division, days: Days, timeZone: string): Promise<Found> {
  return db().$transaction(
    async (tx) => {
      // Compiling these statements takes PostgreSQL longer than running them.
      await tx.$executeRaw`SET LOCAL jit = off`;
      await tx.$executeRaw`SET LOCAL work_mem = '64MB'`;
      const whole = boundsOf(filter, timeZone) as Stretch;
      const kept = await keptDays(tx, actor, timeZone, whole);
      const known = keptCells(actor, filter, division, days, timeZone, kept);
      const counted = countedCells(actor, filter, division, days, timeZone, between(kept, whole));
      const cells = await tx.$queryRaw<Cell[]>`
        SELECT "key", "groupId"::text, ${cellOfCells} FROM (${join([...known, ...counted], " UNION ALL ")}) cells GROUP BY 1, 2`;
      const hasMisses = division === "agent" && actor.role !== "member";
      const misses = hasMisses ? await missesOf(tx, actor, filter, timeZone, kept, between(kept, whole)) : null;
      const callers = division === "caller" ? await frequentCallers(tx, selectedCalls(actor, filter, timeZone)) : null;
      const groups = await tx.group.findMany({
        where: { organisationId: actor.organisationId },
        select: { id: true, name: true, serviceLevelTargetSeconds: true, shortAbandonSeconds: true },
      });
      return { cells, misses, callers, groups: new Map(groups.map(({ id, ...group }) => [id, group])) };
    },
    { timeout: longestMs, isolationLevel: "RepeatableRead" },
  );
}

/** Of who answered, only the agents' cells know: a member's own calls are few, and counted. */
const keptDays = (tx: Transaction, { organisationId, role }: Actor, timeZone: string, whole: Stretch) =>
  role === "member" ? [] : cleanDays(tx, organisationId, timeZone, whole);

function keptCells(actor: Actor, { groupId }: CallFilter, division: Division, days: Days, timeZone: string, kept: Stretch[]): Prisma.Sql[] {
  if (kept.length === 0) return [];
  const key = keyOf(division, days, { at: sql`c."from"`, hour: sql`c."hour"`, key: sql`c."key"` }, timeZone);
  return [
    sql`SELECT ${key} AS "key", c."groupId", ${cellColumns} FROM "RolledFigures" c
      WHERE c."slice" = ${sliceOf(division)} AND ${keptOf(actor, groupId, kept)}`,
  ];
}

function countedCells(
  actor: Actor,
  filter: CallFilter,
  division: Division,
  days: Days,
  timeZone: string,
  stretches: Stretch[],
): Prisma.Sql[] {
  const slice = sliceOf(division);
  const own = slice === "hour" ? sql`NULL::text` : keyOfCall[slice];
  const key = keyOf(division, days, { at: sql`c."arrivedAt"`, hour: hourOfCall(timeZone), key: own }, timeZone);
  return [
    sql`SELECT ${key} AS "key", c."groupId", ${cellOfCalls} FROM ${callFacts}
      WHERE ${selectedCalls(actor, filter, timeZone)} AND ${arrivedIn(stretches)} AND c."ofGroup" AND c."outcome" IS NOT NULL
      GROUP BY 1, 2`,
  ];
}

/** `c` is something that is kept of a day and a group. */
function keptOf(actor: Actor, groupId: CallFilter["groupId"], kept: Stretch[]): Prisma.Sql {
  const ofGroup =
    groupId === undefined ? sql`TRUE` : groupId === "deleted" ? sql`c."groupId" IS NULL` : sql`c."groupId" = ${groupId}::uuid`;
  const begins = kept.map(({ from }) => from.toISOString());
  return sql`c."from" = ANY(${begins}::timestamp[]) AND ${visibleCalls(actor)} AND ${ofGroup}`;
}

const arrivedIn = (stretches: Stretch[]): Prisma.Sql =>
  stretches.length === 0
    ? sql`FALSE`
    : sql`(${join(
        stretches.map(({ from, to }) => sql`(c."arrivedAt" >= ${instant(from)} AND c."arrivedAt" < ${instant(to)})`),
        " OR ",
      )})`;

function missesOf(
  tx: Transaction,
  actor: Actor,
  filter: CallFilter,
  timeZone: string,
  kept: Stretch[],
  stretches: Stretch[],
): Promise<Map<string, Misses>> {
  const counted = sql`${selectedCalls(actor, filter, timeZone)} AND ${arrivedIn(stretches)}`;
  return missesByMember(tx, counted, keptOf(actor, filter.groupId, kept));
}

/** What of the whole is in none of the days, which are in the order of time. */
function between(kept: Stretch[], whole: Stretch): Stretch[] {
  const gaps: Stretch[] = [];
  let from = whole.from;
  for (const day of [...kept, { from: whole.to, to: whole.to }]) {
    if (day.from > from) gaps.push({ from, to: day.from });
    from = day.to;
  }
  return gaps;
}

/** What a kept cell and a call both know: an instant of the day, the hour at which it began, and the slice's own key. */
interface Known {
  at: Prisma.Sql;
  hour: Prisma.Sql;
  key: Prisma.Sql;
}

function keyOf(division: Division, days: Days, { at, hour, key }: Known, timeZone: string): Prisma.Sql {
  const local = (instantOf: Prisma.Sql) => sql`(${instantOf} AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone})`;
  switch (division) {
    case "hour":
      // The hours of one day are told by their instants: a day of 25 hours has one of them twice.
      return countDays(days) === 1
        ? sql`to_char(${hour}, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
        : sql`extract(hour FROM ${local(hour)})::int::text`;
    case "day":
      return sql`to_char(${local(at)}, 'YYYY-MM-DD')`;
    case "week":
      return sql`to_char(date_trunc('week', ${local(at)}), 'YYYY-MM-DD')`;
    case "group":
      return sql`c."groupId"::text`;
    case "caller":
      return sql`CASE WHEN ${key} = 'withheld' THEN ${withheldCaller} END`;
    case "agent":
    case "origin":
    case "reason":
      return key;
    default:
      return assertNever(division);
  }
}

async function withWorkedTime(actor: Actor, rows: ReportRow[], filter: CallFilter, timeZone: string): Promise<ReportRow[]> {
  const { from, to } = boundsOf(filter, timeZone);
  if (!from || !to) return rows;
  const userIds = rows.map(({ key }) => key);
  const worked = await workedTime(actor, { userIds, from, to, groupId: filter.groupId });
  const people = await db().user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  // Who was deleted has answered nothing any more; what he missed has no name to stand under.
  const present = rows.filter(({ key }) => names.has(key));
  return present.map((row) => ({ ...row, name: names.get(row.key) ?? null, workedSeconds: worked.get(row.key) ?? null }));
}
