/** Which kind of number suits a need: the choice wizard. */
import { checkNumber } from "./number-checks.ts";
import { type NumberPurpose, type NumberType, numberTypeRules } from "./number-rules.ts";

export interface NumberNeed {
  purpose: Exclude<NumberPurpose, "unset">;
  /** Who pays: the organisation everything, the caller an ordinary call, or the caller more. */
  price: "free" | "ordinary" | "more";
  fromAbroad: boolean;
}

export type ChoiceReason =
  | "callerPaysNothing"
  | "callerPaysOrdinary"
  | "callerPaysMore"
  | "meantForPurpose"
  | "fromAbroad"
  | "notFromAbroad";

export interface NumberChoice {
  type: NumberType;
  reasons: ChoiceReason[];
}

const order: NumberType[] = ["freephone", "geographic", "mobile", "company", "general", "transaction", "entertainment"];

/** Those that fit, best first; none when what is wanted is against the rules. */
export function chooseNumber(need: NumberNeed): NumberChoice[] {
  return order.filter((type) => fits(type, need)).map((type) => ({ type, reasons: reasonsFor(type, need) }));
}

const priceOf = (type: NumberType): NumberNeed["price"] =>
  type === "freephone" ? "free" : numberTypeRules[type].chargeable ? "more" : "ordinary";

function fits(type: NumberType, { purpose, price, fromAbroad }: NumberNeed): boolean {
  if (priceOf(type) !== price || (fromAbroad && !numberTypeRules[type].reachable)) return false;
  return checkNumber(type, { purpose, priceText: "x", parallelNumber: "x" }).length === 0;
}

function reasonsFor(type: NumberType, { fromAbroad }: NumberNeed): ChoiceReason[] {
  const paid = { free: "callerPaysNothing", ordinary: "callerPaysOrdinary", more: "callerPaysMore" } as const;
  const abroad: ChoiceReason[] = numberTypeRules[type].reachable ? (fromAbroad ? ["fromAbroad"] : []) : ["notFromAbroad"];
  return [paid[priceOf(type)], "meantForPurpose", ...abroad];
}
