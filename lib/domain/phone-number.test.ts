import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dialledDigits } from "./phone-number.ts";

describe("what is dialled", () => {
  test.each([
    ["+358 40 123 4567", "0401234567"],
    ["00358401234567", "0401234567"],
    ["+358 (0)40 123 4567", "0401234567"],
    ["040-123.4567", "0401234567"],
    ["(09) 310 1691", "093101691"],
    ["8000", "8000"],
    ["112", "112"],
    ["+46 8 123 456", "00468123456"],
    ["0046812345", "0046812345"],
    ["12345678901234567890", "12345678901234567890"],
  ])("%s is %s", (text, digits) => expect(dialledDigits(text)).toBe(digits));

  test.each([
    "",
    "1",
    "+",
    "+1",
    "+358",
    "+3580",
    "00358",
    "anna",
    "040x",
    "*31#",
    "+35840+1",
    "040 1 2 a",
    "1".repeat(21),
    "٠٤٠١٢٣",
    "040\n123",
  ])("%s is no number", (text) => expect(dialledDigits(text)).toBeNull());
});

test("is digits or nothing, and reading it again changes nothing, whatever is written", () => {
  const digit = fc.constantFrom(..."0123456789");
  const number = fc.tuple(fc.constantFrom("", "+", "00", "+358", "00358"), fc.string({ unit: digit, minLength: 1, maxLength: 22 }));
  const any = fc.oneof(
    fc.string(),
    number.map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(any, (text) => {
      const digits = dialledDigits(text);
      if (digits === null) return;
      expect(digits).toMatch(/^\d{2,22}$/);
      expect(dialledDigits(digits)).toBe(digits.length > 20 ? null : digits);
    }),
  );
});
