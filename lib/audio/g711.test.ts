import { expect, test } from "vitest";
import { copyG711, decodeG711, encodeG711, type G711Law, silenceOctet } from "./g711.ts";

const everyOctet = Uint8Array.from({ length: 256 }, (_, octet) => octet);
const everySample = Int16Array.from({ length: 65536 }, (_, index) => index - 32768);

test("every A-law octet survives decoding and encoding", () => {
  expect(encodeG711("alaw", decodeG711("alaw", everyOctet))).toEqual(everyOctet);
});

test("every mu-law octet survives but negative zero, which becomes zero", () => {
  const expected = everyOctet.map((octet) => (octet === 0x7f ? 0xff : octet));
  expect(encodeG711("ulaw", decodeG711("ulaw", everyOctet))).toEqual(expected);
});

test.each<[G711Law, number, number]>([
  ["alaw", 0, 0xd5],
  ["alaw", -1, 0x55],
  ["alaw", 32767, 0xaa],
  ["alaw", -32768, 0x2a],
  ["ulaw", 0, 0xff],
  ["ulaw", 32767, 0x80],
  ["ulaw", -32768, 0x00],
])("%s of %i is the octet of the recommendation", (law, sample, octet) => {
  expect(encodeG711(law, Int16Array.of(sample))[0]).toBe(octet);
});

/** Half a step of the segment; mu-law has nothing above its clipping point. */
function allowedError(law: G711Law, sample: number): number {
  return Math.max(16, Math.abs(sample) / 16) + (law === "ulaw" && Math.abs(sample) > 32_635 ? 644 : 0);
}

test.each<G711Law>(["alaw", "ulaw"])("no sample in %s is further from its original than half a step", (law) => {
  const decoded = decodeG711(law, encodeG711(law, everySample));
  const tooFar = everySample.filter((original, i) => Math.abs(decoded[i]! - original) > allowedError(law, original));
  expect([...tooFar]).toEqual([]);
});

test("copying between the laws keeps the sample, and silence stays silence", () => {
  const target = new Uint8Array(258);
  copyG711("alaw", everyOctet, "ulaw", target, 2);
  expect(target.subarray(2)).toEqual(encodeG711("ulaw", decodeG711("alaw", everyOctet)));
  copyG711("ulaw", Uint8Array.of(silenceOctet.ulaw), "alaw", target, 0);
  expect(target[0]).toBe(silenceOctet.alaw);
});
