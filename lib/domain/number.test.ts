/** What the rules say of numbers: each broken use is named, each good one is silent. */
import { describe, expect, test } from "vitest";
import { newNumber } from "./number.ts";
import { checkNumber } from "./number-checks.ts";
import { chooseNumber, type NumberNeed } from "./number-choice.ts";
import { type NumberPurpose, type NumberType, typeOfNumber } from "./number-rules.ts";

test.each([
  ["8000", "test"],
  ["0800123456", "freephone"],
  ["116000", "freephone"],
  ["0100100", "general"],
  ["0300123456", "general"],
  ["0207123456", "company"],
  ["0202123456", "general"],
  ["0306123456", "company"],
  ["0600123456", "transaction"],
  ["0700123456", "entertainment"],
  ["0451234567", "mobile"],
  ["0912345678", "geographic"],
  ["112", null],
  ["8100", null],
  ["004612345678", null],
] as [string, NumberType | null][])("%s is %s", (digits, type) => expect(typeOfNumber(digits)).toBe(type));

describe("a number as it is written", () => {
  test.each([
    ["0800 123 456", "0800123456"],
    ["+358 20 712 3456", "0207123456"],
    ["8042", "8042"],
  ])("%s is kept as %s", (typed, digits) => expect(newNumber.parse({ digits: typed }).digits).toBe(digits));

  test.each(["", "palvelu", "112", "+1 202 555 0100", "12"])("%j is refused", (digits) =>
    expect(newNumber.safeParse({ digits }).error?.issues[0]?.message).toBe("errors.serviceNumber"),
  );
});

const judge = (type: NumberType, purpose: NumberPurpose, priceText = "pvm/mpm", parallelNumber: string | null = "0912345678") =>
  checkNumber(type, { purpose, priceText, parallelNumber }).map(({ id, severity }) => `${id}:${severity}`);

describe("customers with a contract", () => {
  test.each(["company", "general", "transaction", "entertainment"] as const)("may not be asked to call %s: it blocks", (type) =>
    expect(judge(type, "existingCustomers")).toContain("existingCustomersPay:blocking"),
  );
  test.each(["freephone", "geographic", "mobile", "test"] as const)("may call %s", (type) =>
    expect(judge(type, "existingCustomers")).toEqual([]),
  );
});

test.each([
  ["transaction", "entertainment"],
  ["entertainment", "business"],
  ["general", "sales"],
  ["company", "transactions"],
  ["geographic", "entertainment"],
] as [NumberType, NumberPurpose][])("%s is not meant for %s", (type, purpose) =>
  expect(judge(type, purpose)).toEqual(["wrongPurpose:warning"]),
);

test("a chargeable number needs a purpose, a price and an ordinary number beside it", () => {
  expect(judge("company", "unset", " ", null)).toEqual(["purposeUnset:warning", "priceMissing:warning", "parallelMissing:warning"]);
  expect(judge("company", "sales")).toEqual([]);
  expect(judge("freephone", "unset", "", null)).toEqual([]);
});

test.each([
  ["transaction", "2,29 €/min + pvm/mpm", []],
  ["transaction", "2,30 €/min + pvm/mpm", ["priceAnnouncement:warning"]],
  ["transaction", "0,50 €/min, 3 € / puhelu", ["priceAnnouncement:warning"]],
  ["entertainment", "1.15 eur/min", ["priceAnnouncement:warning"]],
  ["entertainment", "1,14 €/min", []],
] as [NumberType, string, string[]][])("%s at %s: %j", (type, price, found) =>
  expect(judge(type, type === "transaction" ? "transactions" : "entertainment", price)).toEqual(found),
);

describe("the choice by need", () => {
  const need = (given: Partial<NumberNeed>): NumberNeed => ({
    purpose: "existingCustomers",
    price: "ordinary",
    fromAbroad: false,
    ...given,
  });
  test.each([
    [{}, ["geographic", "mobile"]],
    [{ price: "free" }, ["freephone"]],
    [{ price: "more" }, []],
    [{ price: "more", purpose: "business" }, ["company", "general"]],
    [{ price: "more", purpose: "transactions" }, ["transaction"]],
    [{ price: "more", purpose: "entertainment" }, ["entertainment"]],
    [{ price: "free", fromAbroad: true }, []],
    [{ fromAbroad: true, purpose: "sales" }, ["geographic", "mobile"]],
  ] as [Partial<NumberNeed>, NumberType[]][])("%j: %j", (given, types) =>
    expect(chooseNumber(need(given)).map(({ type }) => type)).toEqual(types),
  );

  test("never proposes what the checks would warn of", () => {
    for (const purpose of ["existingCustomers", "sales", "business", "publicInterest", "transactions", "entertainment"] as const)
      for (const price of ["free", "ordinary", "more"] as const)
        for (const { type } of chooseNumber(need({ purpose, price }))) expect(judge(type, purpose)).toEqual([]);
  });
});
