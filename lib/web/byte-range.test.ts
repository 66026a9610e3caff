import { expect, test } from "vitest";
import { readRange, soundResponse } from "./byte-range.ts";

test.each([
  [null, { kind: "whole" }],
  ["bytes=0-", { kind: "part", first: 0, last: 99 }],
  ["bytes=10-19", { kind: "part", first: 10, last: 19 }],
  ["bytes=90-500", { kind: "part", first: 90, last: 99 }],
  ["bytes=-10", { kind: "part", first: 90, last: 99 }],
  ["bytes=-500", { kind: "part", first: 0, last: 99 }],
  ["bytes=99-99", { kind: "part", first: 99, last: 99 }],
  ["bytes=100-", { kind: "unsatisfiable" }],
  ["bytes=-0", { kind: "unsatisfiable" }],
  ["bytes=5-4", { kind: "whole" }],
  ["bytes=0-1,5-6", { kind: "whole" }],
  ["bytes=-", { kind: "whole" }],
  ["lines=0-1", { kind: "whole" }],
])("%s of 100 bytes", (header, expected) => {
  expect(readRange(header, 100)).toEqual(expected);
});

test("a recording is served in parts, cached by nobody, and never sniffed", async () => {
  const wav = Uint8Array.from({ length: 100 }, (_, n) => n);
  const part = soundResponse(wav, "bytes=10-12");
  expect([part.status, part.headers.get("Content-Range")]).toEqual([206, "bytes 10-12/100"]);
  expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([10, 11, 12]);
  expect(soundResponse(wav, "bytes=100-").status).toBe(416);
  for (const response of [part, soundResponse(wav, null), soundResponse(wav, "bytes=100-")]) {
    expect([response.headers.get("Cache-Control"), response.headers.get("X-Content-Type-Options")]).toEqual(["no-store", "nosniff"]);
  }
});
