/** QR codes: the same as those that a reader (zbar) read when they were made, and mathematically sound at every size. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { qrCode, qrPath } from "./qr-code.ts";
import { correction, multiply } from "./reed-solomon.ts";

const text = (length: number) => Array.from({ length }, (_, i) => "abcdefghij:@;=.0123456789"[(i * 7 + length) % 25]).join("");
const digest = (length: number) =>
  createHash("sha256")
    .update(qrPath(qrCode(text(length))!))
    .digest("hex")
    .slice(0, 12);

test("every version is drawn as it was when a reader read it", () => {
  expect([14, 26, 42, 62, 84, 106, 122, 152, 180, 213].map(digest)).toMatchInlineSnapshot(`
    [
      "82113410ba0f",
      "e8612299460e",
      "f77e590ed1cd",
      "0e8a75079bc5",
      "7227189bf08e",
      "71eb0f5010fe",
      "4c2ffea05f3b",
      "9d54bb7b42c4",
      "fdf9179bdfdb",
      "de7e9ad83110",
    ]
  `);
});

test("a text of 213 bytes fits, one of 214 does not; ä takes two", () => {
  expect(qrCode(text(213))).toHaveLength(57);
  expect(qrCode(text(214))).toBeNull();
  expect(qrCode("ä".repeat(106))).toHaveLength(57);
  expect(qrCode("ä".repeat(107))).toBeNull();
});

test("a block with its correction is zero at every root, and a damaged one is not", () => {
  const at = (words: number[], root: number) => words.reduce((sum, word) => multiply(sum, root) ^ word, 0);
  const roots = (count: number) => Array.from({ length: count }, (_, power) => Array(power).fill(2).reduce(multiply, 1) as number);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 10, maxLength: 44 }), fc.nat(9), (data, place) => {
      const block = [...data, ...correction(data, 16)];
      expect(roots(16).map((root) => at(block, root))).toEqual(Array(16).fill(0));
      const damaged = block.with(place, block[place]! ^ 1);
      expect(roots(16).every((root) => at(damaged, root) !== 0)).toBe(true);
    }),
  );
});
