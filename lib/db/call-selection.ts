/**
 * Which calls, in SQL: who may see them, what the filter says, and what each counted figure counts. The call log and the reports ask
 * with the same words, so a figure and its list have the same length. `c` is the call, `g` its group (none when that was deleted).
 */
import type { Actor } from "../domain/actor.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { type NumberSearch, numberSearch } from "../domain/number-search.ts";
import type { CountedFigure } from "../domain/report/figures.ts";
import { endOfDate, isLocalDate, startOfDate } from "../domain/report/local-date.ts";
import { Prisma } from "../generated/prisma/client.ts";

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

export const callsWithGroups = sql`"Call" c LEFT JOIN "Group" g ON g."id" = c."groupId"`;

/** The columns hold UTC without saying so. */
export const instant = (at: Date): Sql => sql`${at.toISOString().slice(0, -1)}::timestamp`;
export const localArrival = (timeZone: string): Sql => sql`(c."arrivedAt" AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone})`;

const offered = sql`c."groupName" <> '' AND c."direction" <> 'outgoing' AND c."outcome" IS NOT NULL`;
const of = (outcome: string) => sql`${offered} AND c."outcome" = ${outcome}::"CallOutcome"`;
const wait = sql`COALESCE(c."waitSeconds", 0)`;
const shortLimit = sql`COALESCE(g."shortAbandonSeconds", 5)`;
const target = sql`COALESCE(g."serviceLevelTargetSeconds", 20)`;
const requestIn = (organisationId: string, ...states: string[]) => sql`${offered} AND c."id" IN (
  SELECT b."originCallId" FROM "Callback" b WHERE b."organisationId" = ${organisationId}::uuid AND b."originCallId" IS NOT NULL
  ${states.length === 0 ? empty : sql`AND b."state"::text IN (${join(states)})`})`;

/** The condition under which a call counts for the figure. */
export function countedBy(figure: CountedFigure, organisationId: string): Sql {
  const conditions: Record<CountedFigure, () => Sql> = {
    offered: () => offered,
    answered: () => of("answered"),
    answeredInTarget: () => sql`${of("answered")} AND c."waitSeconds" <= ${target}`,
    abandoned: () => of("abandoned"),
    abandonedShort: () => sql`${of("abandoned")} AND ${wait} < ${shortLimit}`,
    abandonedLate: () => sql`${of("abandoned")} AND ${wait} >= ${shortLimit}`,
    overflowed: () => of("overflowed"),
    closed: () => of("closed"),
    callbackRequested: () => of("callbackRequested"),
    failed: () => of("failed"),
    callbacksAsked: () => requestIn(organisationId),
    callbacksReached: () => requestIn(organisationId, "reached"),
    callbacksUnreached: () => requestIn(organisationId, "unreached", "expired", "failed"),
    callbacksCancelled: () => requestIn(organisationId, "cancelled"),
    callbacksOpen: () => requestIn(organisationId, "waiting", "reserved", "ringing"),
    callbackAttempts: () => sql`c."groupName" <> '' AND c."direction" = 'outgoing' AND c."outcome" IS NOT NULL`,
    handled: () => sql`c."groupName" <> '' AND c."outcome" = 'answered' AND c."talkSeconds" IS NOT NULL`,
    estimated: () => sql`${of("answered")} AND c."forecastErrorSeconds" IS NOT NULL`,
  };
  return conditions[figure]();
}

/** A supervisor sees the calls of the groups given to her, a member those that he answered, an administrator all. */
export function visibleCalls(actor: Actor): Sql {
  const own = sql`c."organisationId" = ${actor.organisationId}::uuid`;
  if (actor.role === "administrator") return own;
  if (actor.role === "member") return sql`${own} AND c."answeredById" = ${actor.userId}::uuid`;
  return sql`${own} AND c."groupId" IN (SELECT "groupId" FROM "GroupSupervisor" WHERE "userId" = ${actor.userId}::uuid)`;
}

/** All that the filter says and the actor may see, as one condition. */
export function selectedCalls(actor: Actor, filter: CallFilter, timeZone: string): Sql {
  const conditions = [visibleCalls(actor), ...filterConditions(filter, timeZone)];
  if (filter.figure) conditions.push(countedBy(filter.figure, actor.organisationId));
  return join(conditions, " AND ");
}

function filterConditions(filter: CallFilter, timeZone: string): Sql[] {
  const { groupId, userId, outcome, reason, direction, hour, origin } = filter;
  const { from, to } = boundsOf(filter, timeZone);
  const search = filter.number === undefined ? null : numberSearch(filter.number);
  return [
    groupId === "deleted" && sql`c."groupId" IS NULL AND c."groupName" <> ''`,
    groupId !== undefined && groupId !== "deleted" && sql`c."groupId" = ${groupId}::uuid`,
    userId !== undefined && sql`c."answeredById" = ${userId}::uuid`,
    outcome !== undefined && sql`c."outcome" = ${outcome}::"CallOutcome"`,
    reason !== undefined && sql`c."outcomeReason" = ${reason}`,
    direction !== undefined && sql`c."direction" = ${direction}::"CallDirection"`,
    from && sql`c."arrivedAt" >= ${instant(from)}`,
    to && sql`c."arrivedAt" < ${instant(to)}`,
    hour !== undefined && sql`extract(hour FROM ${localArrival(timeZone)})::int = ${hour}`,
    origin !== undefined && sql`c."origin" = ${origin}`,
    search && matching(search),
  ].filter((condition) => condition !== false && condition !== undefined && condition !== null);
}

/** The column is collated byte by byte, so its index answers a beginning as a range; `:` is what follows 9. */
const matching = (search: NumberSearch): Sql =>
  search.kind === "beginning"
    ? sql`(c."otherNumber" >= ${search.text} AND c."otherNumber" < ${`${search.text}:`})`
    : sql`(strpos(c."otherNumber", ${search.digits}) > 0 OR strpos(c."callerNumber", ${search.digits}) > 0)`;

/** `to` is the first instant that does not belong to it any more. */
export function boundsOf({ from, to }: Pick<CallFilter, "from" | "to">, timeZone: string): { from?: Date; to?: Date } {
  return {
    ...(from !== undefined && { from: isLocalDate(from) ? startOfDate(from, timeZone) : new Date(from) }),
    ...(to !== undefined && { to: isLocalDate(to) ? endOfDate(to, timeZone) : new Date(to) }),
  };
}
