/** Calls that rang at a member who did not take them. A call that he took in the end was not missed. */
import type { MissedResult } from "../domain/desk.ts";
import type { Misses } from "../domain/report/report.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { callFacts, ringsTaken } from "./call-selection.ts";
import type { Transaction } from "./client.ts";

type Sql = Prisma.Sql;
const { sql, join } = Prisma;

/** One row each: groupId, userId, result, calls. A call counts once for a member, by the last ring that he missed. */
export const missesOfCalls = (selected: Sql): Sql => sql`
  SELECT l."groupId", l."userId", l."result", count(*)::int AS "calls" FROM (
    SELECT DISTINCT ON (c."id", e."userId") c."groupId", c."answeredById", e."userId", e."detail"->>'result' AS "result"
    FROM ${callFacts} JOIN "CallEvent" e ON e."callId" = c."id" AND e."kind" = 'ringEnded' AND e."userId" IS NOT NULL
      AND e."detail"->>'result' NOT IN ${ringsTaken}
    WHERE ${selected} AND c."ofGroup" AND c."outcome" IS NOT NULL
    ORDER BY c."id", e."userId", e."sequence" DESC) l
  WHERE l."answeredById" IS DISTINCT FROM l."userId"
  GROUP BY 1, 2, 3`;

/** By member, of calls counted now and of days that are kept. */
export async function missesByMember(tx: Transaction, counted: Sql, kept: Sql): Promise<Map<string, Misses>> {
  const rows = await tx.$queryRaw<{ userId: string; result: MissedResult; calls: number }[]>`
    SELECT "userId"::text, "result", sum("calls")::int AS "calls" FROM (${join(
      [missesOfCalls(counted), sql`SELECT c."groupId", c."userId", c."result", c."calls" FROM "RolledMisses" c WHERE ${kept}`],
      " UNION ALL ",
    )}) misses GROUP BY 1, 2`;
  const members = new Map<string, Misses>();
  for (const { userId, result, calls } of rows) members.set(userId, { ...members.get(userId), [result]: calls });
  return members;
}
