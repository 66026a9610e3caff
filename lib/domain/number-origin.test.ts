import { describe, expect, test } from "vitest";
import { isAbroad, otherParty } from "./number-origin.ts";
import { numberSearch } from "./number-search.ts";

test.each([
  [null, null, "withheld"],
  [" ", null, "withheld"],
  ["0451234567", "+358451234567", "+35845"],
  ["+358 45 123 4567", "+358451234567", "+35845"],
  ["00358451234567", "+358451234567", "+35845"],
  ["0912345678", "+358912345678", "+3589"],
  ["020 712 3456", "+358207123456", "+35820"],
  ["0212345678", "+358212345678", "+3582"],
  ["0800 123 456", "+358800123456", "+358800"],
  ["0046 8 123 4567", "+4681234567", "+46"],
  ["+1 202 555 0123", "+12025550123", "+1"],
  ["+372 5123 4567", "+37251234567", "+372"],
  ["101", "101", "inside"],
  ["<script>", "<script>", "unknown"],
])("%s is %s from %s", (came, otherNumber, origin) => {
  expect(otherParty(came)).toEqual({ otherNumber, origin });
});

test("Finland is not abroad, and neither is a withheld number", () => {
  expect(["+46", "+35845", "+358", "withheld", "inside"].map(isAbroad)).toEqual([true, false, false, false, false]);
});

describe("a number that is looked for", () => {
  test.each(["045 123", "+358 45-123", "00358 45123", "(045) 123", "+358 (0)45 123", "+358045123"])("%s is its beginning", (typed) => {
    expect(numberSearch(typed)).toEqual({ kind: "beginning", text: "+35845123" });
  });
  test("digits without a prefix are a part of it", () => {
    expect(numberSearch("1234 5")).toEqual({ kind: "part", digits: "12345" });
  });
  test("358 in front is the country when a number follows", () => {
    expect(numberSearch("358451234567")).toEqual({ kind: "beginning", text: "+358451234567" });
    expect(numberSearch("3584")).toEqual({ kind: "part", digits: "3584" });
  });
  test.each(["", "  ", "abc", "+", "0", "00"])("%j is nothing to look for", (typed) => {
    expect(numberSearch(typed)).toBeNull();
  });
});
