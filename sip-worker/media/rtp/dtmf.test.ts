import fc from "fast-check";
import { expect, test } from "vitest";
import { type Digit, DtmfReceiver, eventDigits } from "./dtmf-receiver.ts";
import { eventPackets } from "./dtmf-sender.ts";
import type { RtpPacket } from "./packet.ts";

interface Sent extends RtpPacket {
  atMs: number;
}

/** The keys as a phone sends them: packets with their times. */
function sent(keys: string, durationMs = 100, firstTimestamp = 0xffff_ff00): Sent[] {
  let timestamp = 0;
  return [...eventPackets(keys, durationMs)].flatMap((event, tick) => {
    const now = (firstTimestamp + tick * 160) >>> 0;
    if (event?.isFirst) timestamp = now;
    return event
      ? [{ atMs: tick * 20, timestamp, sequence: tick, ssrc: 1, payloadType: 101, marker: event.isFirst, payload: event.payload }]
      : [];
  });
}

/** What the receiver tells, asked every 20 ms as the engine does. */
function heard(packets: Sent[]): Digit[] {
  const receiver = new DtmfReceiver();
  const waiting = [...packets].sort((a, b) => a.atMs - b.atMs);
  const digits: Digit[] = [];
  const last = (waiting.at(-1)?.atMs ?? 0) + 200;
  for (let now = 0; now <= last; now += 20) {
    while (waiting[0] && waiting[0].atMs <= now) digits.push(...receiver.receive(waiting.shift()!, now));
    digits.push(...receiver.expire(now));
  }
  return digits;
}

const keysOf = (digits: Digit[]) => digits.map(({ digit }) => digit).join("");
const someKeys = fc.string({ unit: fc.constantFrom(...eventDigits), minLength: 1, maxLength: 20 });

test("every key is told once, with its length", () => {
  expect(heard(sent(eventDigits))).toEqual([...eventDigits].map((digit) => ({ digit, durationMs: 100 })));
  expect(keysOf(heard(sent("1122")))).toBe("1122");
});

test("the beginning of every key may be lost, up to its last three packets", () => {
  const kept = fc.infiniteStream(fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(someKeys, kept, (keys, choices) => {
      const packets = sent(keys, 100);
      const packetsPerKey = packets.length / keys.length;
      const firstKept = [...keys].map(() => choices.next().value);
      const arrived = packets.filter((_, n) => n % packetsPerKey >= firstKept[Math.floor(n / packetsPerKey)]!);
      expect(keysOf(heard(arrived))).toBe(keys);
    }),
  );
});

test("random loss of 10 % loses no key and doubles none", () => {
  fc.assert(
    fc.property(someKeys, fc.integer(), (keys, seed) => {
      let state = seed >>> 0;
      const random = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32;
      };
      expect(keysOf(heard(sent(keys, 120).filter(() => random() > 0.1)))).toBe(keys);
    }),
    { numRuns: 500 },
  );
});

test("all ends lost: told 60 ms after the last packet", () => {
  const packets = sent("5", 200).filter((packet) => (packet.payload[1]! & 0x80) === 0);
  expect(heard(packets)).toEqual([{ digit: "5", durationMs: 180 }]);
});

test("a key pressed at once after another ends the first, whose late packets change nothing", () => {
  const [first, second] = [sent("1", 100, 0), sent("2", 100, 8_000)];
  const late = { ...first.at(-1)!, atMs: 130 };
  const cut = first.filter((packet) => (packet.payload[1]! & 0x80) === 0);
  const next = second.map((packet) => ({ ...packet, atMs: packet.atMs + 100 }));
  expect(keysOf(heard([...cut, ...next, late]))).toBe("12");
});

test("packets out of order and doubled are one key", () => {
  const packets = sent("9", 100);
  const mixed = [...packets, ...packets].map((packet, index) => ({ ...packet, atMs: (index * 7) % 50 }));
  expect(keysOf(heard(mixed))).toBe("9");
});

test("a key held for longer than one event can say is one key", () => {
  const receiver = new DtmfReceiver();
  const packet = (timestamp: number, duration: number, end = false): RtpPacket => ({
    timestamp,
    payload: Uint8Array.of(3, end ? 0x8a : 0x0a, duration >> 8, duration & 0xff),
    sequence: 0,
    ssrc: 1,
    payloadType: 101,
    marker: false,
  });
  expect(receiver.receive(packet(1_000, 0xffff), 0)).toEqual([]);
  expect(receiver.receive(packet(1_000 + 0xffff, 160), 20)).toEqual([]);
  expect(receiver.receive(packet(1_000 + 0xffff, 1_601, true), 40)).toEqual([{ digit: "3", durationMs: 8_392 }]);
});

test("events that are no keys and packets that are too short are nothing", () => {
  const receiver = new DtmfReceiver();
  const packet = { timestamp: 1, sequence: 0, ssrc: 1, payloadType: 101, marker: false };
  for (const octets of [[16, 0x8a, 0, 80], [255, 0x8a, 0, 80], [5, 0x8a, 0], [5]]) {
    expect(receiver.receive({ ...packet, payload: Uint8Array.from(octets) }, 0)).toEqual([]);
  }
  expect(receiver.expire(1_000)).toEqual([]);
});
