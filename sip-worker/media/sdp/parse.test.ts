import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSdp, sdpLimits } from "./parse.ts";

const head = ["v=0", "o=- 1 1 IN IP4 192.0.2.1", "s=-"];
const sdp = (...lines: string[]) => [...head, ...lines, ""].join("\r\n");
const audio = "m=audio 4000 RTP/AVP 8";
const address = "c=IN IP4 192.0.2.1";

test("line ends may be bare, and unknown attributes are no concern of ours", () => {
  const parsed = parseSdp([...head, address, "a=ice-ufrag:x", audio, "a=rtcp-mux", "a=inactive"].join("\n"));
  expect(parsed?.media).toMatchObject([{ kind: "audio", port: 4000, address: "192.0.2.1", direction: "inactive", formats: ["8"] }]);
});

test("a direction of the session holds where the medium has none", () => {
  const parsed = parseSdp(sdp(address, "a=sendonly", audio, audio, "a=recvonly"));
  expect(parsed?.media.map((media) => media.direction)).toEqual(["sendonly", "recvonly"]);
});

test.each([
  ["nothing", ""],
  ["no version", "o=- 1 1 IN IP4 192.0.2.1\r\n"],
  ["another version", sdp(address, audio).replace("v=0", "v=1")],
  ["a short origin", sdp(address, audio).replace("1 1 IN", "1 IN")],
  ["an origin without numbers", sdp(address, audio).replace("- 1 1", "- a 1")],
  ["a second origin", sdp(address, head[1]!, audio)],
  ["no address", sdp(audio)],
  ["a port out of range", sdp(address, "m=audio 65536 RTP/AVP 8")],
  ["a port that is no number", sdp(address, "m=audio 4e3 RTP/AVP 8")],
  ["a negative port", sdp(address, "m=audio -1 RTP/AVP 8")],
  ["no formats", sdp(address, "m=audio 4000 RTP/AVP")],
  ["two spaces", sdp(address, "m=audio  4000 RTP/AVP 8")],
  ["an rtpmap without rate", sdp(address, audio, "a=rtpmap:8 PCMA")],
  ["a payload type over 127", sdp(address, audio, "a=rtpmap:128 PCMA/8000")],
  ["two addresses of one medium", sdp(audio, address, address)],
  ["a line without type", sdp(address, audio, "hello")],
  ["an empty line inside", sdp(address, "", audio)],
  ["an unknown type", sdp(address, audio, "x=1")],
  ["a null character", sdp(address, audio, "a=\0")],
  ["a long line", sdp(address, audio, `a=${"x".repeat(sdpLimits.lineBytes)}`)],
  ["many media", sdp(address, ...Array.from({ length: sdpLimits.media + 1 }, () => audio))],
  ["many formats", sdp(address, `${audio}${" 8".repeat(sdpLimits.formats)}`)],
  ["a long text", sdp(address, audio, ...Array.from({ length: 600 }, () => `a=${"x".repeat(100)}`))],
])("%s is malformed", (_what, text) => {
  expect(parseSdp(text)).toBeNull();
});

test("any text is understood or refused, never thrown at", () => {
  const line = fc.oneof(fc.constantFrom(...head, audio, address, "a=rtpmap:8 PCMA/8000", "m=audio 0 x"), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      parseSdp([...head, ...lines].join("\r\n"));
      parseSdp(lines.join("\n"));
    }),
  );
});

test("what was described is read as it was meant", () => {
  const directions = fc.constantFrom("sendrecv", "sendonly", "recvonly", "inactive");
  const media = fc.record({ port: fc.integer({ min: 1, max: 65_535 }), direction: directions, rate: fc.integer({ min: 1, max: 48_000 }) });
  fc.assert(
    fc.property(fc.array(media, { minLength: 1, maxLength: 16 }), (all) => {
      const lines = all.flatMap(({ port, direction, rate }) => [`m=audio ${port} RTP/AVP 96`, `a=rtpmap:96 X/${rate}`, `a=${direction}`]);
      const parsed = parseSdp(sdp(address, ...lines));
      const read = parsed?.media.map((each) => ({ port: each.port, direction: each.direction, rate: each.payloads[0]?.clockRate }));
      expect(read).toEqual(all);
    }),
  );
});
