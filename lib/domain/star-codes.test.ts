import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { users as en } from "../i18n/en/users.ts";
import { users as fi } from "../i18n/fi/users.ts";
import { users as sv } from "../i18n/sv/users.ts";
import { isStarDialling, starAction, starCodes } from "./star-codes.ts";

test("what begins with a star is a code, known or not; everything else is a number", () => {
  expect(["*71", "*99", "*", "*7*1", "71", "+35840", "*#06#", `*${"1".repeat(9)}`].filter(isStarDialling)).toEqual(["*71", "*99", "*7*1"]);
  expect(["*71", "*90", "*99", "toString"].map(starAction)).toEqual(["logIn", "finishWrapUp", null, null]);
});

test("README and the help of the user page in every language name every code", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  for (const text of [readme, fi.starCodesHelp, sv.starCodesHelp, en.starCodesHelp])
    expect(Object.keys(starCodes).filter((code) => !text.includes(code))).toEqual([]);
});
