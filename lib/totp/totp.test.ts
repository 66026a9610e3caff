import { expect, test } from "vitest";
import { base32, codeOf, keyUri, stepAt, stepOf } from "./totp.ts";

const secret = Buffer.from("12345678901234567890");
const at = (seconds: number) => new Date(seconds * 1000);

/** RFC 6238 appendix B, of whose eight digits an app shows the last six. */
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at %i s the code is %s", (seconds, code) => {
  expect(codeOf(secret, stepAt(at(seconds)))).toBe(code);
  expect(stepOf(secret, `${code.slice(0, 3)} ${code.slice(3)}`, at(seconds))).toBe(stepAt(at(seconds)));
});

test("the neighbours' codes are taken, those further away are not", () => {
  const now = at(1_234_567_890);
  const taken = [-2, -1, 0, 1, 2].map((aside) => stepOf(secret, codeOf(secret, stepAt(now) + aside), now) !== null);
  expect(taken).toEqual([false, true, true, true, false]);
});

test.each(["", "28708", "2870821", "28708a", "２８７０８２"])("%j is no code", (typed) => {
  expect(stepOf(secret, typed, at(59))).toBeNull();
});

/** RFC 4648 10. */
test.each([
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("%s is %s in base 32", (text, written) => {
  expect(base32(Buffer.from(text))).toBe(written);
});

test("the key URI is what authenticator apps read", () => {
  expect(keyUri("Jono", "maija@example.invalid", Buffer.from("foobar"))).toBe(
    "otpauth://totp/Jono:maija%40example.invalid?secret=MZXW6YTBOI&issuer=Jono",
  );
});
