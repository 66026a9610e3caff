/**
 * Cells of a report in SQL. What is kept of a day and what is counted from its calls at once are made by the same words, those of the call
 * log (call-selection.ts), so they cannot say different things of the same calls.
 */
import { assertNever } from "../domain/assert-never.ts";
import { addedFigures, addedSeconds, longestWaitKept, octetsPerWait } from "../domain/report/cell.ts";
import type { Division } from "../domain/report/report.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { countedBy } from "./call-selection.ts";

type Sql = Prisma.Sql;
const { sql, join, raw } = Prisma;

export const slices = ["hour", "agent", "origin", "reason"] as const;
export type Slice = (typeof slices)[number];

/** Days, weeks and groups are found in any slice: reasons make the fewest cells. */
export function sliceOf(division: Division): Slice {
  switch (division) {
    case "day":
    case "week":
    case "group":
      return "reason";
    case "caller":
      // Those that told no number are an origin of their own.
      return "origin";
    case "hour":
    case "agent":
    case "origin":
    case "reason":
      return division;
    default:
      return assertNever(division);
  }
}

const sums = [...addedFigures, ...addedSeconds];
const waits = ["answeredWaits", "abandonedWaits"] as const;
const column = (name: string) => raw(`"${name}"`);
export const cellColumns = join([...sums, ...waits].map(column));

const seconds: Record<(typeof addedSeconds)[number], Sql> = {
  talkSeconds: sql`sum(c."talkSeconds") FILTER (WHERE ${countedBy.handled})`,
  wrapUpSeconds: sql`sum(c."wrapUpSeconds") FILTER (WHERE ${countedBy.handled})`,
  estimateErrorSeconds: sql`sum(abs(c."forecastErrorSeconds")) FILTER (WHERE ${countedBy.estimated})`,
};

const packed = (wait: Sql) =>
  sql`substring(int4send(LEAST(GREATEST(${wait}, 0), ${raw(String(longestWaitKept))})) FROM ${raw(String(5 - octetsPerWait))})`;
const packedWaits: Record<(typeof waits)[number], Sql> = {
  answeredWaits: sql`string_agg(${packed(sql`c."waitSeconds"`)}, ''::bytea) FILTER (WHERE ${countedBy.answered} AND c."waitSeconds" IS NOT NULL)`,
  abandonedWaits: sql`string_agg(${packed(sql`COALESCE(c."waitSeconds", 0)`)}, ''::bytea) FILTER (WHERE ${countedBy.abandoned})`,
};

/** {@link cellColumns} of calls, in the order of those. */
export const cellOfCalls = join([
  ...addedFigures.map((figure) => sql`(count(*) FILTER (WHERE ${countedBy[figure]}))::int AS ${column(figure)}`),
  ...addedSeconds.map((name) => sql`COALESCE(${seconds[name]}, 0)::int AS ${column(name)}`),
  ...waits.map((name) => sql`COALESCE(${packedWaits[name]}, ''::bytea) AS ${column(name)}`),
]);

/** Cells put together. */
export const cellOfCells = join([
  ...sums.map((name) => sql`sum(${column(name)})::float8 AS ${column(name)}`),
  ...waits.map((name) => sql`string_agg(${column(name)}, ''::bytea) AS ${column(name)}`),
]);

/** Hours are told by the instant at which they began, in the time zone. */
export const hourOfCall = (timeZone: string): Sql =>
  sql`date_trunc('hour', c."arrivedAt" AT TIME ZONE 'UTC', ${timeZone}) AT TIME ZONE 'UTC'`;

export const keyOfCall: Record<Exclude<Slice, "hour">, Sql> = {
  agent: sql`c."answeredById"::text`,
  origin: sql`c."origin"`,
  reason: sql`CASE WHEN ${countedBy.overflowed} THEN c."outcomeReason" END`,
};
