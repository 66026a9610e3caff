import { expect, test } from "vitest";
import { chosenPassword } from "./chosen-password.ts";

const said = (password: string) => chosenPassword.safeParse(password).error?.issues.map((issue) => issue.message) ?? [];

test.each(["butterfly", "1qaz2wsx3edc", "michelle", "Charlotte", "Butterfly7!", "charlie2026", "liverpool1", "salasana1"])(
  "%s is on the list of those who guess",
  (password) => expect(said(password)).toContain("errors.passwordCommon"),
);

test.each(["lumi-ja-kuura-7", "kettu kulkee lumessa", "xK2mPq9w", "kolme koiraa kadulla 3", "Väinämöisen kantele"])(
  "%s is taken",
  (password) => expect(said(password)).toEqual([]),
);
