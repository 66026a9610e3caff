import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, FrameReader } from "./frame.ts";

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 300 });

test("frames come out as they went in, however the bytes are cut", () => {
  fc.assert(
    fc.property(
      fc.array(bytes, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
      (payloads, cuts) => {
        const wire = payloads.map(encodeFrame).join("");
        const reader = new FrameReader(10_000);
        const out: string[] = [];
        for (let at = 0, cut = 0; at < wire.length; cut++) {
          const size = cuts[cut % cuts.length]!;
          out.push(...(reader.push(wire.slice(at, at + size)) ?? ["broken"]));
          at += size;
        }
        expect(out).toEqual(payloads);
      },
    ),
  );
});

test.each(["x#y", "#", "0#", "-1#", "99999999#", "20000#", " 5#hello", "12a#", "hello world, this is no frame"])(
  "%j breaks the connection",
  (wire) => {
    const reader = new FrameReader(10_000);
    expect(reader.push(wire)).toBeNull();
    expect(reader.push(encodeFrame("later"))).toBeNull();
  },
);

test("a length counts bytes: a character of three bytes cut in the middle arrives whole", () => {
  const payload = Buffer.from("id|sip|€", "utf8").toString("latin1");
  const reader = new FrameReader(100);
  const wire = encodeFrame(payload);
  expect(reader.push(wire.slice(0, -1))).toEqual([]);
  const [read] = reader.push(wire.slice(-1)) ?? [];
  expect(Buffer.from(read!, "latin1").toString("utf8")).toBe("id|sip|€");
});
