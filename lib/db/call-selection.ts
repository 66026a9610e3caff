/**
 * Which calls, in SQL: who may see them, what the filter says, and what each counted figure counts. The call log and the reports ask
 * with the same words, so a figure and its list have the same length. `c` is a call with what is known of it, one row each: a call leaves
 * one callback request at most.
 */
import type { Actor } from "../domain/actor.ts";
import type { CallFilter } from "../domain/call-filter.ts";
import { type NumberSearch, numberSearch } from "../domain/number-search.ts";
import type { CountedFigure } from "../domain/report/figures.ts";
import { endOfDate, isLocalDate, startOfDate } from "../domain/report/local-date.ts";
import { Prisma } from "../generated/prisma/client.ts";

type Sql = Prisma.Sql;
const { sql, join, raw } = Prisma;

/** Target and limit are the group's present ones; of a group that was deleted, those of a new group. */
export const callFacts = sql`(
  SELECT k.*, g."name" AS "presentGroupName", b."state"::text AS "request",
    k."waitSeconds" <= COALESCE(g."serviceLevelTargetSeconds", 20) AS "inTarget",
    COALESCE(k."waitSeconds", 0) >= COALESCE(g."shortAbandonSeconds", 5) AS "late",
    k."talkSeconds" IS NOT NULL AS "talked", k."forecastErrorSeconds" IS NOT NULL AS "told", k."groupName" <> '' AS "ofGroup"
  FROM "Call" k LEFT JOIN "Group" g ON g."id" = k."groupId" LEFT JOIN "Callback" b ON b."originCallId" = k."id") c`;
/** As {@link callFacts}, without what is known of the group and the request: enough to count what is offered. */
export const callsOfGroups = sql`(SELECT k.*, k."groupName" <> '' AS "ofGroup" FROM "Call" k) c`;
/** The columns that {@link countedBy} looks at. */
export const factColumns = sql`c."ofGroup", c."direction", c."outcome", c."request", c."inTarget", c."late", c."talked", c."told"`;

/** The columns hold UTC without saying so. */
export const instant = (at: Date): Sql => sql`${at.toISOString().slice(0, -1)}::timestamp`;
export const localArrival = (timeZone: string): Sql => sql`(c."arrivedAt" AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone})`;

const offered = sql`c."ofGroup" AND c."direction" <> 'outgoing' AND c."outcome" IS NOT NULL`;
const of = (outcome: string) => sql`${offered} AND c."outcome" = ${raw(`'${outcome}'`)}`;
const request = (...states: string[]) => sql`${offered} AND c."request" IN (${raw(states.map((state) => `'${state}'`).join(", "))})`;

/** The condition under which a call counts for the figure. */
export const countedBy: Record<CountedFigure, Sql> = {
  offered,
  answered: of("answered"),
  answeredInTarget: sql`${of("answered")} AND c."inTarget"`,
  abandoned: of("abandoned"),
  abandonedShort: sql`${of("abandoned")} AND NOT c."late"`,
  abandonedLate: sql`${of("abandoned")} AND c."late"`,
  overflowed: of("overflowed"),
  closed: of("closed"),
  callbackRequested: of("callbackRequested"),
  failed: of("failed"),
  callbacksAsked: sql`${offered} AND c."request" IS NOT NULL`,
  callbacksReached: request("reached"),
  callbacksUnreached: request("unreached", "expired", "failed"),
  callbacksCancelled: request("cancelled"),
  callbacksOpen: request("waiting", "reserved", "ringing"),
  callbackAttempts: sql`c."ofGroup" AND c."direction" = 'outgoing' AND c."outcome" IS NOT NULL`,
  handled: sql`c."ofGroup" AND c."outcome" = 'answered' AND c."talked"`,
  estimated: sql`${of("answered")} AND c."told"`,
};

/** Rings that end so are nobody's miss: another was faster, or it was he who answered. */
export const ringsTaken = sql`('answered', 'answeredElsewhere')`;

/** Calls that rang at the member and that he did not take in the end. */
const missedBy = (
  userId: string,
): Sql => sql`(c."ofGroup" AND c."outcome" IS NOT NULL AND c."answeredById" IS DISTINCT FROM ${userId}::uuid AND EXISTS (
  SELECT 1 FROM "CallEvent" e WHERE e."callId" = c."id" AND e."kind" = 'ringEnded' AND e."userId" = ${userId}::uuid
    AND e."detail"->>'result' NOT IN ${ringsTaken}))`;

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
  if (filter.figure) conditions.push(countedBy[filter.figure]);
  return join(conditions, " AND ");
}

function filterConditions(filter: CallFilter, timeZone: string): Sql[] {
  const { groupId, userId, outcome, reason, direction, hour, origin, caller } = filter;
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
    filter.missedBy !== undefined && missedBy(filter.missedBy),
    origin !== undefined && sql`c."origin" = ${origin}`,
    caller !== undefined && sql`c."otherNumber" = ${caller}`,
    search && matching(search),
  ].filter((condition) => condition !== false && condition !== undefined && condition !== null);
}

/** The column is collated byte by byte, so its index answers a beginning as a range; `:` is what follows 9. */
const matching = (search: NumberSearch): Sql =>
  search.kind === "beginning"
    ? sql`(c."otherNumber" >= ${search.text} AND c."otherNumber" < ${`${search.text}:`})`
    : sql`(strpos(c."otherNumber", ${search.digits}) > 0 OR strpos(c."callerNumber", ${search.digits}) > 0
      OR strpos(c."dialledNumber", ${search.digits}) > 0)`;

/** `to` is the first instant that does not belong to it any more. */
export function boundsOf({ from, to }: Pick<CallFilter, "from" | "to">, timeZone: string): { from?: Date; to?: Date } {
  return {
    ...(from !== undefined && { from: isLocalDate(from) ? startOfDate(from, timeZone) : new Date(from) }),
    ...(to !== undefined && { to: isLocalDate(to) ? endOfDate(to, timeZone) : new Date(to) }),
  };
}
