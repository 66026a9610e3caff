/**
 * Who called most. Found among the calls each time and kept nowhere else: a number that is erased, or whose calls are too old to be kept,
 * stands in no list (docs/decisions/0022).
 */
import type { Cell } from "../domain/report/cell.ts";
import { type CallerFacts, callersShown, withheldCaller } from "../domain/report/report.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { callFacts, callsOfGroups, countedBy } from "./call-selection.ts";
import type { Transaction } from "./client.ts";
import { cellOfCalls } from "./report-cells.ts";

type Sql = Prisma.Sql;

export interface Callers {
  /** How many different numbers called. */
  numbers: number;
  /** Of those that called most, and of all that told no number, by the row's key. */
  facts: Map<string, CallerFacts>;
  /** Of those that called most; what told no number has cells among the origins. */
  cells: Cell[];
}

export async function frequentCallers(tx: Transaction, selected: Sql): Promise<Callers> {
  const found = await most(tx, selected);
  const facts = found.map(({ number, lastCallAt, longestWaitSeconds }): [string, CallerFacts] => [
    number ?? withheldCaller,
    { lastCallAt: lastCallAt.toISOString(), longestWaitSeconds },
  ]);
  const numbers = found.flatMap(({ number }) => number ?? []);
  return { numbers: found[0]?.numbers ?? 0, facts: new Map(facts), cells: await cellsOf(tx, selected, numbers) };
}

interface Found {
  /** Null: withheld. */
  number: string | null;
  lastCallAt: Date;
  longestWaitSeconds: number | null;
  numbers: number;
}

const most = (tx: Transaction, selected: Sql) => tx.$queryRaw<Found[]>`
  SELECT c."otherNumber" AS "number", max(c."arrivedAt") AS "lastCallAt", max(c."waitSeconds") AS "longestWaitSeconds",
    (count(c."otherNumber") OVER ())::int AS "numbers"
  FROM ${callsOfGroups} WHERE ${selected} AND ${countedBy.offered} AND (c."otherNumber" IS NOT NULL OR c."origin" = 'withheld')
  GROUP BY 1 ORDER BY c."otherNumber" IS NULL DESC, count(*) DESC, 1 LIMIT ${callersShown + 1}`;

const cellsOf = (tx: Transaction, selected: Sql, numbers: string[]) => tx.$queryRaw<Cell[]>`
  SELECT c."otherNumber" AS "key", c."groupId"::text, ${cellOfCalls} FROM ${callFacts}
  WHERE ${selected} AND c."otherNumber" = ANY(${numbers}) AND c."ofGroup" AND c."outcome" IS NOT NULL GROUP BY 1, 2`;
