import fc from "fast-check";
import { expect, test } from "vitest";
import { RtpContinuity, type Stamp } from "./continuity.ts";
import { type RtpPacket, sequenceDistance, timestampDistance } from "./packet.ts";

const seed = { ssrc: 7, sequence: 65_533, timestamp: 0xffff_ff00 };
const stream = () => new RtpContinuity(seed);

/** The n-th packet of another party, 20 ms each. */
const packet = (n: number, ssrc = 99): RtpPacket => ({
  payloadType: 8,
  marker: false,
  sequence: (65_500 + n) & 0xffff,
  timestamp: (0x1000 + n * 160) >>> 0,
  ssrc,
  payload: new Uint8Array(160),
});

const steps = (stamps: Stamp[]) =>
  stamps
    .slice(1)
    .map((stamp, n) => [sequenceDistance(stamp.sequence, stamps[n]!.sequence), timestampDistance(stamp.timestamp, stamps[n]!.timestamp)]);

test("frames made here follow the ticks, also those that were skipped", () => {
  const own = stream();
  const stamps = [5, 6, 7, 30].map((tick) => own.own(tick));
  expect(steps(stamps)).toEqual([
    [1, 160],
    [1, 160],
    [1, 23 * 160],
  ]);
  expect(stamps.map((stamp) => stamp.marker)).toEqual([true, false, false, false]);
});

test("from our own frames to a party's and back without a seam", () => {
  const own = stream();
  const stamps = [own.own(0), own.own(1), own.relayed(packet(0), 2, false)!, own.relayed(packet(1), 3, false)!];
  own.beginSpurt();
  stamps.push(own.own(4), own.own(5));
  expect(steps(stamps)).toEqual(Array.from({ length: 5 }, () => [1, 160]));
  expect(stamps.map((stamp) => stamp.marker)).toEqual([true, false, true, false, true, false]);
});

test("losses and order of a party stay as they are; doubles and what came before the switch do not pass", () => {
  const own = stream();
  const relay = (n: number) => own.relayed(packet(n), 10 + n, false);
  const first = relay(10)!;
  const at = (n: number) => {
    const stamp = relay(n);
    return stamp && [sequenceDistance(stamp.sequence, first.sequence), timestampDistance(stamp.timestamp, first.timestamp)];
  };
  expect(at(13)).toEqual([3, 480]);
  expect(at(12)).toEqual([2, 320]);
  expect(at(12)).toBeNull();
  expect(at(13)).toBeNull();
  expect(at(9)).toBeNull();
  expect(at(14)).toEqual([4, 640]);
});

test("a new stream of the party goes on in ours", () => {
  const own = stream();
  const stamps = [own.relayed(packet(0), 0, false)!, own.relayed(packet(1), 1, false)!, own.relayed(packet(5_000, 100), 2, false)!];
  stamps.push(own.relayed({ ...packet(5_001, 100), timestamp: 12 }, 3, false)!);
  expect(steps(stamps)).toEqual(Array.from({ length: 3 }, () => [1, 160]));
  expect(stamps.map((stamp) => stamp.marker)).toEqual([true, false, true, true]);
});

test.each([-40, -33, 101, 20_000])("a sequence that jumps by %i goes on at once", (jump) => {
  const own = stream();
  const before = Array.from({ length: 50 }, (_, n) => own.relayed(packet(n), n, false)!);
  const after = [50, 51, 52].map((n) => own.relayed({ ...packet(n), sequence: packet(n + jump).sequence }, n, false)!);
  expect(steps([...before, ...after]).every(([sequence, time]) => sequence === 1 && time === 160)).toBe(true);
});

test("an event's packets keep their one timestamp, however long the key lasts", () => {
  const own = stream();
  own.relayed(packet(0), 0, false);
  const stamps = Array.from({ length: 200 }, (_, n) => own.relayed({ ...packet(1 + n), timestamp: packet(1).timestamp }, 1 + n, true)!);
  expect(new Set(stamps.map((stamp) => stamp.timestamp)).size).toBe(1);
  expect(new Set(stamps.map((stamp) => stamp.sequence)).size).toBe(200);
});

test("what is not passed on leaves no gap", () => {
  const own = stream();
  const first = own.relayed(packet(0), 0, false)!;
  own.skipped(packet(1));
  own.skipped(packet(2));
  expect(sequenceDistance(own.relayed(packet(3), 3, false)!.sequence, first.sequence)).toBe(1);
});

type Step = { kind: "own" } | { kind: "switch" } | { kind: "relay"; skip: number; ssrc: number } | { kind: "pause"; ticks: number };

test("whatever is sent in whatever order: no number twice, time never back, one step after another", () => {
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.constant({ kind: "own" }),
    fc.constant({ kind: "switch" }),
    fc.record({ kind: fc.constant("relay" as const), skip: fc.nat(3), ssrc: fc.constantFrom(1, 1, 1, 2) }),
    fc.record({ kind: fc.constant("pause" as const), ticks: fc.nat(400) }),
  );
  fc.assert(
    fc.property(fc.array(step, { size: "max", maxLength: 200 }), (history) => {
      const stamps = runHistory(history);
      for (const [sequence, time] of steps(stamps)) {
        expect(sequence).toBeGreaterThanOrEqual(1);
        expect(sequence).toBeLessThanOrEqual(4);
        expect(time).toBeGreaterThanOrEqual(160);
      }
    }),
  );
});

function runHistory(history: Step[]): Stamp[] {
  const own = stream();
  let tick = 0;
  let number = 0;
  return history.flatMap((step) => {
    tick++;
    if (step.kind === "pause") tick += step.ticks;
    if (step.kind === "switch") own.beginSpurt();
    if (step.kind === "own") return [own.own(tick)];
    if (step.kind !== "relay") return [];
    number += 1 + step.skip;
    return [own.relayed(packet(number, step.ssrc), tick, false)!];
  });
}
