/** Numbers outside that a group or menu sends callers to must be of a class that the organisation calls (quality.md, "Fraud"). */
import type { Destination } from "../domain/destination.ts";
import { mayDialItself, readNumber } from "../domain/phone-number.ts";
import type { Transaction } from "./client.ts";

interface Target {
  field: string;
  destination: Destination;
}

/** The field of the first number that may not be called, or null. A number of the organisation's own never leaves the house. */
export async function firstBarred(tx: Transaction, organisationId: string, targets: readonly Target[]): Promise<string | null> {
  const outside = targets.flatMap(({ field, destination }) =>
    destination.kind === "outsideNumber" ? [{ field, number: readNumber(destination.number) }] : [],
  );
  if (outside.length === 0) return null;
  const where = { organisationId };
  const { allowedNumberClasses } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const own = new Set((await tx.number.findMany({ where, select: { digits: true } })).map(({ digits }) => digits));
  const barred = outside.find(({ number }) => !(number && own.has(number.digits)) && !mayDialItself(allowedNumberClasses, number));
  return barred?.field ?? null;
}
