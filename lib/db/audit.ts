import type { Actor } from "../domain/actor.ts";
import type { AuditQuestion, AuditRecord } from "../domain/audit.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { db } from "./client.ts";

const { sql } = Prisma;

/** Newest first. A page begins behind the entry `after`; of another organisation's entry nothing follows. */
export async function list(actor: Actor, question: AuditQuestion = {}): Promise<AuditRecord[]> {
  const conditions = [sql`entry."organisationId" = ${actor.organisationId}::uuid`, ...conditionsOf(question)];
  const rows = await db().$queryRaw<(Omit<AuditRecord, "at"> & { at: Date })[]>`
    SELECT entry."id", entry."at", entry."actorName", entry."action", entry."subjectKind", entry."subjectId", entry."subjectName",
      entry."before", entry."after"
    FROM "AuditEntry" entry JOIN "Organisation" organisation ON organisation."id" = entry."organisationId"
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY entry."at" DESC, entry."id" DESC LIMIT ${question.limit ?? 100}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

function conditionsOf({ who, kind, text, from, to, after }: AuditQuestion): Prisma.Sql[] {
  // Stored in UTC; a day is one of the organisation's place.
  const day = sql`(entry."at" AT TIME ZONE 'UTC' AT TIME ZONE organisation."timeZone")::date`;
  return [
    who && sql`entry."actorName" ILIKE ${anywhere(who)}`,
    kind && sql`entry."subjectKind" = ${kind}`,
    text && sql`concat_ws(' ', entry."actorName", entry."subjectName", entry."before", entry."after") ILIKE ${anywhere(text)}`,
    from && sql`${day} >= ${from}::date`,
    to && sql`${day} <= ${to}::date`,
    after &&
      sql`(entry."at", entry."id") < (SELECT last."at", last."id" FROM "AuditEntry" last
        WHERE last."id" = ${after}::uuid AND last."organisationId" = entry."organisationId")`,
  ].filter((condition) => typeof condition === "object");
}

/** What was typed is looked for as it is: % and _ mean themselves. */
const anywhere = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;
