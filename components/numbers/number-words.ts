/** The text keys of kinds and uses of numbers. */
import type { NumberFindingId } from "@/lib/domain/number-checks.ts";
import type { ChoiceReason } from "@/lib/domain/number-choice.ts";
import type { NumberPurpose, NumberType } from "@/lib/domain/number-rules.ts";

export const typeTexts = {
  test: "typeTest",
  freephone: "typeFreephone",
  general: "typeGeneral",
  company: "typeCompany",
  transaction: "typeTransaction",
  entertainment: "typeEntertainment",
  geographic: "typeGeographic",
  mobile: "typeMobile",
} as const satisfies Record<NumberType, string>;

export const purposeTexts = {
  unset: "purposeUnset",
  existingCustomers: "purposeExistingCustomers",
  sales: "purposeSales",
  business: "purposeBusiness",
  publicInterest: "purposePublicInterest",
  transactions: "purposeTransactions",
  entertainment: "purposeEntertainment",
} as const satisfies Record<NumberPurpose, string>;

export const findingTexts = {
  existingCustomersPay: "findingExistingCustomersPay",
  wrongPurpose: "findingWrongPurpose",
  purposeUnset: "findingPurposeUnset",
  priceMissing: "findingPriceMissing",
  priceAnnouncement: "findingPriceAnnouncement",
  parallelMissing: "findingParallelMissing",
} as const satisfies Record<NumberFindingId, string>;

export const reasonTexts = {
  callerPaysNothing: "reasonFree",
  callerPaysOrdinary: "reasonOrdinary",
  callerPaysMore: "reasonMore",
  meantForPurpose: "reasonPurpose",
  fromAbroad: "reasonAbroad",
  notFromAbroad: "reasonNotAbroad",
} as const satisfies Record<ChoiceReason, string>;
