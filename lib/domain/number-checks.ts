/** What the rules say of a number that is used so: form and server ask the same. */
import { type NumberPurpose, type NumberType, numberTypeRules } from "./number-rules.ts";

export type NumberFindingId =
  | "existingCustomersPay"
  | "wrongPurpose"
  | "purposeUnset"
  | "priceMissing"
  | "priceAnnouncement"
  | "parallelMissing";

export interface NumberFinding {
  id: NumberFindingId;
  /** Blocking: saved only when an administrator accepts it on his name. */
  severity: "blocking" | "warning";
  field: "priceText" | "purpose" | "parallelNumber";
  /** Euros of the limit, with `priceAnnouncement`. */
  limit?: number;
}

interface Judged {
  priceText: string;
  purpose: NumberPurpose;
  parallelNumber: string | null;
}

/** What can't be, or should be looked at, of a number used so. Pure: form and server ask the same. */
export function checkNumber(type: NumberType, { priceText, purpose, parallelNumber }: Judged): NumberFinding[] {
  const rule = numberTypeRules[type];
  const found: NumberFinding[] = [];
  if (paysTooMuch(type, purpose)) found.push({ id: "existingCustomersPay", severity: "blocking", field: "purpose" });
  else if (!rule.purposes.includes(purpose)) found.push({ id: "wrongPurpose", severity: "warning", field: "purpose" });
  if (!rule.chargeable) return found;
  if (purpose === "unset") found.push({ id: "purposeUnset", severity: "warning", field: "purpose" });
  if (!priceText.trim()) found.push({ id: "priceMissing", severity: "warning", field: "priceText" });
  const limit = rule.announceFromEuros;
  if (limit !== null && highestPrice(priceText) >= limit)
    found.push({ id: "priceAnnouncement", severity: "warning", field: "priceText", limit });
  if (!parallelNumber) found.push({ id: "parallelMissing", severity: "warning", field: "parallelNumber" });
  return found;
}

/** A consumer's call about an existing contract may not cost more than one to an ordinary number, queueing included. */
const paysTooMuch = (type: NumberType, purpose: NumberPurpose) => purpose === "existingCustomers" && numberTypeRules[type].chargeable;

/** "1,02 €/min + pvm/mpm" -> 1.02; 0 when no price in euros stands there. */
function highestPrice(priceText: string): number {
  const prices = [...priceText.matchAll(/(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:€|eur)/gi)].map(([, euros]) =>
    Number((euros ?? "").replace(",", ".")),
  );
  return Math.max(0, ...prices);
}
