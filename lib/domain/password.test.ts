import { expect, test } from "vitest";
import { newPassword } from "./password.ts";

const said = (password: string) => newPassword.safeParse(password).error?.issues.map((issue) => issue.message) ?? [];

test.each(["lyhyt12", "1234567"])("%s is too short", (password) => expect(said(password)).toContain("errors.passwordShort"));

test.each([
  "salasana",
  "Salasana1!",
  "password123",
  "QWERTYUIOP",
  "12345678",
  "87654321",
  "aaaaaaaa",
  "abababab",
  "Lösenord2026",
  "letmein!!",
])("%s is what everybody tries", (password) => expect(said(password)).toEqual(["errors.passwordCommon"]));

test.each(["lumi-ja-kuura-7", "kolme koiraa kadulla", "🦊🦊🐻🐼🦁🐸🐨🐷", "xK2mPq9w", "pppokkeus"])(
  "%s is taken without more rules",
  (password) => expect(said(password)).toEqual([]),
);
