/** Calls that rang at a member who did not take them, in SQL. A call that he took in the end was not missed. */
import { Prisma } from "../generated/prisma/client.ts";
import { callFacts } from "./call-selection.ts";

type Sql = Prisma.Sql;
const { sql } = Prisma;

/** Rings that end so are nobody's miss: another was faster, or it was he who answered. */
export const ringsTaken = sql`('answered', 'answeredElsewhere')`;

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
