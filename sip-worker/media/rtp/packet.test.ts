import fc from "fast-check";
import { expect, test } from "vitest";
import { readRtp, rtpHeaderBytes, rtpPayloadLimit, sequenceDistance, timestampDistance, writeRtpHeader } from "./packet.ts";

const header = fc.record({
  payloadType: fc.integer({ min: 0, max: 127 }),
  marker: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 0xffff }),
  timestamp: fc.integer({ min: 0, max: 0xffff_ffff }),
  ssrc: fc.integer({ min: 0, max: 0xffff_ffff }),
});
const payload = fc.uint8Array({ minLength: 1, maxLength: 320 });

test("a packet is read as it was written", () => {
  fc.assert(
    fc.property(header, payload, (fields, octets) => {
      const data = new Uint8Array(rtpHeaderBytes + octets.length);
      writeRtpHeader(data, fields);
      data.set(octets, rtpHeaderBytes);
      expect(readRtp(data)).toEqual({ ...fields, payload: octets });
    }),
  );
});

test("contributing sources, an extension and padding are stepped over", () => {
  fc.assert(
    fc.property(header, payload, fc.nat(15), fc.nat(20), fc.nat(8), (fields, octets, sources, words, padding) => {
      const extension = Uint8Array.from([0xbe, 0xde, 0, words, ...new Uint8Array(4 * words)]);
      const tail = padding === 0 ? [] : [...new Uint8Array(padding - 1), padding];
      const data = Uint8Array.from([...new Uint8Array(rtpHeaderBytes + 4 * sources), ...extension, ...octets, ...tail]);
      writeRtpHeader(data, fields);
      data[0] = 0x80 | 0x10 | sources | (padding === 0 ? 0 : 0x20);
      expect(readRtp(data)?.payload).toEqual(octets);
    }),
  );
});

test("nothing from the network makes it throw, and no payload reaches past the packet", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      const packet = readRtp(data);
      expect(packet === null || (packet.payload.length > 0 && packet.payload.length <= data.length - rtpHeaderBytes)).toBe(true);
    }),
  );
});

test.each<[string, number[]]>([
  ["nothing", []],
  ["a header without payload", [0x80, ...new Uint8Array(11)]],
  ["version 1", [0x40, ...new Uint8Array(20)]],
  ["more padding than packet", [0xa0, ...new Uint8Array(12), 200]],
  ["padding of nothing", [0xa0, ...new Uint8Array(13)]],
  ["an extension that is cut off", [0x90, ...new Uint8Array(13)]],
  ["an extension longer than the packet", [0x90, ...new Uint8Array(11), 0, 0, 0xff, 0xff, 1]],
  ["sources that are not there", [0x8f, ...new Uint8Array(30)]],
  ["more than any telephone sends", [0x80, ...new Uint8Array(rtpHeaderBytes + rtpPayloadLimit)]],
])("%s is no packet", (_what, octets) => {
  expect(readRtp(Uint8Array.from(octets))).toBeNull();
});

test("distances go the short way around the circle", () => {
  expect(sequenceDistance(2, 65_534)).toBe(4);
  expect(sequenceDistance(65_534, 2)).toBe(-4);
  expect(timestampDistance(5, 0xffff_fffb)).toBe(10);
  expect(timestampDistance(0xffff_fffb, 5)).toBe(-10);
});
