/**
 * Figures of whole days, kept so that a long report need not count every call anew (docs/decisions/0019). They are only asked for while
 * nothing has changed behind them: a trigger notes every change (ReportChange), a day with such a note is counted from its calls, and the
 * holder of the lease makes its figures anew.
 */
import { Prisma } from "../generated/prisma/client.ts";
import { callFacts, instant } from "./call-selection.ts";
import { db, type Transaction } from "./client.ts";
import { holdsLease, type Lease } from "./leases.ts";
import { missesOfCalls } from "./missed-calls.ts";
import { timeZoneOf } from "./organisations.ts";
import { cellColumns, cellOfCalls, hourOfCall, keyOfCall, type Slice, slices } from "./report-cells.ts";

const { sql, join } = Prisma;
/** A note about a call that was never written, or is gone. */
const deadNoteMs = 86_400_000;
/** Of the busiest day. */
const longestMs = 60_000;

export interface Stretch {
  from: Date;
  to: Date;
}

/** Days inside the stretch whose figures are as their calls are, in the order of time. */
export async function cleanDays(tx: Transaction, organisationId: string, timeZone: string, { from, to }: Stretch): Promise<Stretch[]> {
  return tx.$queryRaw<Stretch[]>`
    SELECT d."from", d."to" FROM "RolledDay" d
    WHERE d."organisationId" = ${organisationId}::uuid AND d."timeZone" = ${timeZone}
      AND d."from" >= ${instant(from)} AND d."to" <= ${instant(to)}
      AND NOT EXISTS (
        SELECT 1 FROM "ReportChange" n WHERE n."organisationId" = d."organisationId" AND n."at" >= d."from" AND n."at" < d."to")
      AND NOT EXISTS (
        SELECT 1 FROM "ReportChange" n JOIN "Call" c ON c."id" = n."callId"
        WHERE n."organisationId" = d."organisationId" AND n."callId" IS NOT NULL AND c."arrivedAt" >= d."from" AND c."arrivedAt" < d."to")
    ORDER BY d."from"`;
}

/** Makes the figures of all days that are over and have none, or old ones. How many it made. */
export async function rollDays(lease: Lease, now: Date): Promise<number> {
  const { organisationId } = lease;
  const timeZone = await timeZoneOf(organisationId);
  const days = await daysOver(organisationId, now, timeZone);
  await forgetOtherDays(organisationId, timeZone, days, new Date(now.getTime() - deadNoteMs));
  if (days.length === 0) return 0;
  const clean = await cleanDays(db(), organisationId, timeZone, { from: days[0]!.from, to: days.at(-1)!.to });
  const known = new Set(clean.map(({ from }) => from.getTime()));
  let made = 0;
  for (const day of days) if (!known.has(day.from.getTime()) && (await rollDay(lease, day, timeZone))) made++;
  return made;
}

/** From the first call to yesterday. */
const daysOver = (organisationId: string, now: Date, timeZone: string) => db().$queryRaw<Stretch[]>`
  SELECT d AT TIME ZONE ${timeZone} AT TIME ZONE 'UTC' AS "from", (d + interval '1 day') AT TIME ZONE ${timeZone} AT TIME ZONE 'UTC' AS "to"
  FROM (SELECT min("arrivedAt") AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone} AS "first" FROM "Call" WHERE "organisationId" = ${organisationId}::uuid) c,
    generate_series(date_trunc('day', c."first"), ${instant(now)} AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone} - interval '1 day', interval '1 day') d`;

/** Days of another time zone, days whose calls are too old to be kept, and notes that are of no call. */
async function forgetOtherDays(organisationId: string, timeZone: string, days: Stretch[], deadBefore: Date): Promise<void> {
  const begins = days.map(({ from }) => from);
  await db().rolledDay.deleteMany({ where: { organisationId, OR: [{ timeZone: { not: timeZone } }, { from: { notIn: begins } }] } });
  await db().$executeRaw`
    DELETE FROM "ReportChange" n WHERE n."organisationId" = ${organisationId}::uuid AND n."callId" IS NOT NULL AND n."notedAt" < ${instant(deadBefore)}
      AND NOT EXISTS (SELECT 1 FROM "Call" c WHERE c."id" = n."callId")`;
}

/**
 * The notes go first. What they tell of is seen by the statements after that; a change that those do not see yet has a note that was not
 * seen either, and stays. False: the lease is another worker's.
 */
function rollDay(lease: Lease, day: Stretch, timeZone: string): Promise<boolean> {
  const { organisationId } = lease;
  return db().$transaction(
    async (tx) => {
      if (!(await holdsLease(tx, lease))) return false;
      await forgetNotes(tx, organisationId, day);
      await tx.rolledDay.deleteMany({ where: { organisationId, from: day.from } });
      await tx.rolledDay.create({ data: { organisationId, timeZone, ...day } });
      await tx.$executeRaw`SET LOCAL jit = off`;
      for (const slice of slices) await rollSlice(tx, organisationId, day, slice, timeZone);
      await tx.$executeRaw`
        INSERT INTO "RolledMisses" ("organisationId", "from", "groupId", "userId", "result", "calls")
        SELECT ${organisationId}::uuid, ${instant(day.from)}, m.* FROM (${missesOfCalls(arrivedIn(organisationId, day))}) m`;
      return true;
    },
    { timeout: longestMs },
  );
}

async function forgetNotes(tx: Transaction, organisationId: string, { from, to }: Stretch): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "ReportChange" WHERE "organisationId" = ${organisationId}::uuid AND "at" >= ${instant(from)} AND "at" < ${instant(to)}`;
  await tx.$executeRaw`
    DELETE FROM "ReportChange" n USING "Call" c
    WHERE n."organisationId" = ${organisationId}::uuid AND c."id" = n."callId" AND c."arrivedAt" >= ${instant(from)} AND c."arrivedAt" < ${instant(to)}`;
}

const arrivedIn = (organisationId: string, { from, to }: Stretch) =>
  sql`c."organisationId" = ${organisationId}::uuid AND c."arrivedAt" >= ${instant(from)} AND c."arrivedAt" < ${instant(to)}`;

function rollSlice(tx: Transaction, organisationId: string, day: Stretch, slice: Slice, timeZone: string): Promise<number> {
  const keys = slice === "hour" ? [hourOfCall(timeZone), sql`NULL::text`] : [sql`NULL::timestamp`, keyOfCall[slice]];
  return tx.$executeRaw`
    INSERT INTO "RolledFigures" ("organisationId", "from", "slice", "hour", "key", "groupId", ${cellColumns})
    SELECT ${organisationId}::uuid, ${instant(day.from)}, ${slice}, ${join(keys)}, c."groupId", ${cellOfCalls}
    FROM ${callFacts} WHERE ${arrivedIn(organisationId, day)} AND c."ofGroup" AND c."outcome" IS NOT NULL
    GROUP BY 4, 5, 6`;
}
