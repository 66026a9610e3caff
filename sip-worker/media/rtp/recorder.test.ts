import { expect, test } from "vitest";
import { decodeG711, encodeG711, type G711Law } from "../../../lib/audio/g711.ts";
import { toneTimeline } from "../../../lib/audio/heard.ts";
import { rms } from "../../../lib/audio/level.ts";
import { sine } from "../../../lib/audio/tones.ts";
import { Recorder } from "./recorder.ts";

const limits = { maxMs: 10_000, quietMs: 4_000 };
const second = 8_000;
const tone = (seconds: number) => sine(440, seconds);
const silence = (seconds: number) => new Int16Array(seconds * second);

/** A party that sends 20 ms in each packet, as time goes on. */
function party(given = limits, law: G711Law = "alaw") {
  const recorder = new Recorder(given, 0);
  const pieces: Uint8Array[] = [];
  let now = 0;
  let timestamp = 0xffff_f000;
  const packets = (samples: Int16Array) =>
    Array.from({ length: samples.length / 160 }, (_, n) => {
      const payload = encodeG711(law, samples.subarray(n * 160, n * 160 + 160));
      const packet = { payloadType: 8, marker: false, sequence: n, timestamp, ssrc: 1, payload };
      timestamp = (timestamp + 160) >>> 0;
      return packet;
    });
  const send = (packet: ReturnType<typeof packets>[number]) => {
    recorder.take(packet, law === "alaw" ? "PCMA" : "PCMU", now);
    now += 20;
    const piece = recorder.piece();
    if (piece) pieces.push(piece);
  };
  return {
    recorder,
    pieces,
    packets,
    send,
    says: (samples: Int16Array) => packets(samples).forEach(send),
    passes: (seconds: number) => {
      now += seconds * 1000;
    },
    end: () => recorder.endAt(now),
    all: () => decodeG711("alaw", Uint8Array.from([...pieces, recorder.rest()].flatMap((piece) => [...piece]))),
  };
}

test.each<G711Law>(["alaw", "ulaw"])("what is said in %s comes out as A-law, in pieces of a second", (law) => {
  const { says, pieces, all } = party(limits, law);
  says(tone(3.5));
  expect(pieces.map(({ length }) => length)).toEqual([second, second, second]);
  const heard = all();
  expect(heard.length).toBe(3.5 * second);
  expect(rms(heard) / rms(tone(3.5))).toBeCloseTo(1, 1);
});

test("silence between words is kept; before the first and after the last only a moment of it", () => {
  const { says, all } = party();
  says(silence(2));
  says(tone(1));
  says(silence(1));
  says(tone(1));
  says(silence(2));
  const heard = all();
  expect(heard.length / second).toBeCloseTo(0.4 + 1 + 1 + 1 + 0.3, 1);
  const spans = toneTimeline(heard, [440]).filter(({ frequencyHz }) => frequencyHz === 440);
  expect(spans).toHaveLength(2);
});

test("four seconds without a word end it; noise of a line is none", () => {
  const { says, passes, end } = party();
  says(tone(1));
  says(sine(440, 3, 40));
  expect(end()).toBeNull();
  passes(0.98);
  expect(end()).toBe("quiet");
});

test("a party that sends nothing at all is quiet", () => {
  const { passes, end, all } = party();
  passes(3.98);
  expect(end()).toBeNull();
  passes(0.02);
  expect(end()).toBe("quiet");
  expect(all().length).toBe(0);
});

test("a click is no word: nothing is recorded", () => {
  const { says, all } = party();
  says(silence(1));
  says(tone(0.1));
  says(silence(1));
  expect(all().length).toBe(0);
});

test("it ends when it is full, by time and by sound, whatever the timestamps claim", () => {
  const slow = party({ maxMs: 2_000, quietMs: 4_000 });
  slow.passes(2);
  expect(slow.end()).toBe("full");

  const { packets, send, says, end, all } = party({ maxMs: 5_000, quietMs: 4_000 });
  says(tone(1));
  for (let n = 0; n < 10; n++) {
    packets(tone(0.02)).forEach(send);
    packets(silence(3));
  }
  expect(end()).toBe("full");
  expect(all().length).toBeLessThanOrEqual(9 * second);
});

test("a lost packet is silence, one that comes twice or too late is left out", () => {
  const { packets, send, all } = party();
  const [first, lost, third, fourth, ...rest] = packets(tone(1));
  for (const packet of [first!, third!, lost!, third!, fourth!, ...rest]) send(packet);
  const heard = all();
  expect(heard.length).toBe(second);
  expect(rms(heard.subarray(160, 320))).toBeLessThan(20);
  expect(rms(heard.subarray(320, 480))).toBeGreaterThan(1_000);
});

test("a party that begins its timestamps anew goes on without a gap", () => {
  const { packets, send, says, all } = party();
  says(tone(1));
  for (const packet of packets(tone(1))) send({ ...packet, timestamp: (packet.timestamp + 0x4000_0000) >>> 0 });
  expect(all().length).toBe(2 * second);
});
