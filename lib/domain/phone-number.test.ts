import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NumberClass, numberClasses } from "./number-class.ts";
import { outsideClasses } from "./outside-classes.ts";
import { dialledDigits, mayCall, readNumber } from "./phone-number.ts";

const mobile = { e164: "+358410000123", digits: "0410000123", class: "mobile" };

describe("one number, however it is written", () => {
  test.each([
    "0410000123",
    "041 000 0123",
    "041-000-0123",
    "+358410000123",
    "+358 (0)41 000 0123",
    "+3580410000123",
    "00358410000123",
    "990358410000123",
    "994 358 41 0000123",
    "999358410000123",
    "1010410000123",
    "1090410000123",
    "10410410000123",
    "tel:+358410000123",
    "TEL:0410000123;phone-context=+358",
    "410000123;phone-context=+358",
    "041\u00a0000\u20110123",
    "０４１００００１２３",
    "٠٤١٠٠٠٠١٢٣",
    "०४१००००१२३",
    "𝟎𝟒𝟏𝟎𝟎𝟎𝟎𝟏𝟐𝟑",
  ])("%s", (text) => {
    expect(readNumber(text)).toEqual(mobile);
  });

  test("is written back as it is dialled in Finland", () => {
    expect(dialledDigits("+46 8 000 000")).toBe("00468000000");
    expect(dialledDigits("+358 9 0000 3300")).toBe("0900003300");
    expect(dialledDigits("8000")).toBe("8000");
  });
});

test.each<[string, NumberClass]>([
  ["0900003300", "nationalFixed"],
  ["0180000000", "nationalFixed"],
  ["0500000123", "mobile"],
  ["0457000123", "mobile"],
  ["0800000120", "freephone"],
  ["116117", "freephone"],
  ["0100000120", "premium"],
  ["0200000120", "premium"],
  ["0202000000", "premium"],
  ["0209800000", "premium"],
  ["0751000000", "premium"],
  ["0750010000", "premium"],
  ["0753300000", "company"],
  ["0708000120", "premium"],
  ["0600000120", "premium"],
  ["0700000120", "premium"],
  ["118000", "premium"],
  ["0300000120", "general"],
  ["0101000000", "company"],
  ["0207000000", "company"],
  ["0290000120", "company"],
  ["0109000000", "company"],
  ["0710000000", "company"],
  ["0760000000", "premium"],
  ["+46800000000", "foreign"],
  ["+870000000000", "satellite"],
  ["00881600000000", "satellite"],
  ["990979000000", "premium"],
  ["112", "emergency"],
  ["+358112", "emergency"],
  ["00358 112", "emergency"],
  ["112;phone-context=+358", "emergency"],
  ["101", "extension"],
  ["8042", "test"],
])("%s is %s", (text, expected) => {
  expect(readNumber(text)?.class).toBe(expected);
});

test.each([
  "",
  "1",
  "+",
  "abc",
  "0410000123x",
  "04*1",
  "#31#0410000123",
  "+0410000123",
  "0",
  "00",
  "410000123",
  "041+0000123",
  "0".repeat(24),
])("%j is no number", (text) => {
  expect(readNumber(text)).toBeNull();
});

describe("what may be called", () => {
  const usual = ["nationalFixed", "mobile"];
  test("only the classes that the organisation allows", () => {
    expect(mayCall(usual, readNumber("0410000123"))).toBe(true);
    expect(mayCall(usual, readNumber("0700000120"))).toBe(false);
    expect(mayCall([...usual, "premium"], readNumber("+358 700 000 120"))).toBe(true);
    expect(mayCall(usual, readNumber("+46800000000"))).toBe(false);
    expect(mayCall(usual, null)).toBe(false);
  });

  test("112 whatever is allowed; extensions and test numbers never leave the house", () => {
    expect(mayCall([], readNumber("112"))).toBe(true);
    expect(mayCall(numberClasses, readNumber("101"))).toBe(false);
    expect(mayCall(numberClasses, readNumber("8000"))).toBe(false);
  });
});

describe("properties", () => {
  const national = fc.tuple(
    fc.constantFrom("40", "50", "9", "600", "700", "100", "20", "300", "800"),
    fc.integer({ min: 0, max: 9_999_999 }),
  );
  const zeros = ["0", "０", "٠", "०"];
  const disguise = fc.array(fc.constantFrom("", " ", "-", ".", "\u00a0", "/"), { minLength: 20, maxLength: 20 });
  const script = fc.constantFrom(...zeros);
  const prefix = fc.constantFrom("0", "+358", "+3580", "00358", "990358", "999358", "1010", "1090", "10410", "+358(0)", "tel:+358");

  test("no way of writing a number changes what may be called", () => {
    fc.assert(
      fc.property(national, prefix, disguise, script, ([area, rest], before, separators, zero) => {
        const digits = `${area}${String(rest).padStart(7, "0")}`;
        const offset = zero.codePointAt(0)! - 48;
        const written = [...digits].map((digit, at) => String.fromCodePoint(digit.codePointAt(0)! + offset) + separators[at]).join("");
        expect(readNumber(before + written)).toEqual(readNumber(`0${digits}`));
        expect(readNumber(before + written)).not.toBeNull();
      }),
    );
  });

  test("any text gives null or a number that reads back as itself, with digits only", () => {
    let numbers = 0;
    const numberLike = fc.string({ unit: fc.constantFrom(..."+0123456789 -();=ti٣９"), maxLength: 26 });
    fc.assert(
      fc.property(fc.oneof(numberLike, fc.string({ unit: "binary" })), (text) => {
        const number = readNumber(text);
        if (!number) return;
        numbers++;
        expect(number.digits).toMatch(/^[0-9]{2,17}$/);
        expect(readNumber(number.digits)).toEqual(number);
        if (number.e164) expect(readNumber(number.e164)?.class).toBe(number.class);
      }),
      { numRuns: 2_000 },
    );
    expect(numbers).toBeGreaterThan(100);
  });

  test("nothing is allowed that is not in the list, but 112", () => {
    fc.assert(
      fc.property(
        fc.subarray([...outsideClasses]),
        fc.string({ unit: fc.constantFrom(..."+0123456789"), minLength: 2 }),
        (allowed, text) => {
          const number = readNumber(text);
          if (mayCall(allowed, number)) expect([...allowed, "emergency"]).toContain(number?.class);
        },
      ),
    );
  });
});
