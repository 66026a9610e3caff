import { expect, test } from "vitest";
import { decodeG711 } from "../../../lib/audio/g711.ts";
import { expectPure, withEngine } from "./testing/party.ts";

const media = withEngine({ min: 24100, max: 24199 });
const { party } = media;
const limits = { maxMs: 60_000, quietMs: 4_000 };

/** What is told of a recording, and a promise for its nth piece. */
function pieces() {
  const told: Uint8Array[] = [];
  const waiting = new Map<number, () => void>();
  return {
    told,
    hear: (alaw: Uint8Array) => {
      told.push(alaw);
      waiting.get(told.length)?.();
    },
    piece: (count: number) => (told.length >= count ? Promise.resolve() : new Promise<void>((resolve) => void waiting.set(count, resolve))),
    samples: () => decodeG711("alaw", Buffer.concat(told)),
  };
}

test.each(["alaw", "ulaw"] as const)("what a party says in %s is told while it speaks, and the rest when it is stopped", async (law) => {
  const { phone, leg } = await party({ law });
  const { hear, piece, samples, told } = pieces();
  phone.speak(700);
  const recording = leg.record(limits, hear);
  await piece(1);
  const first = told[0]!.length;
  recording.stop();
  recording.stop();
  expect(await recording.ended).toBe("stopped");
  expect(first).toBeGreaterThanOrEqual(8_000);
  expectPure(samples().subarray(800, 8_000), 700);
});

test("a leg that is closed tells what was said until then", async () => {
  const { phone, leg } = await party();
  const { hear, piece, samples, told } = pieces();
  phone.speak(440);
  const recording = leg.record(limits, hear);
  await piece(1);
  const octets = samples().length;
  await phone.packets(10);
  void leg.close();
  expect(await recording.ended).toBe("stopped");
  expect(told).toHaveLength(2);
  expect(samples().length).toBeGreaterThan(octets);
});

test("who says nothing is told to be quiet, who speaks too long to be full", async () => {
  const { phone, leg } = await party();
  const { hear, told } = pieces();
  expect(await leg.record({ maxMs: 60_000, quietMs: 100 }, hear).ended).toBe("quiet");
  expect(told).toEqual([]);
  phone.speak(440);
  expect(await leg.record({ maxMs: 700, quietMs: 4_000 }, hear).ended).toBe("full");
  expect(told).toHaveLength(1);
});

test("the next recording ends the one before, and both have what was said in their time only", async () => {
  const { phone, leg } = await party();
  const [one, other] = [pieces(), pieces()];
  phone.speak(440);
  const first = leg.record(limits, one.hear);
  await one.piece(1);
  const second = leg.record(limits, other.hear);
  expect(await first.ended).toBe("stopped");
  phone.speak(1000);
  await other.piece(1);
  second.stop();
  await second.ended;
  expectPure(one.samples().subarray(800, 8_000), 440);
  expectPure(other.samples().subarray(-3_000, -800), 1000);
});

test("keys are not part of it", async () => {
  const { phone, leg, event } = await party();
  const { hear, told } = pieces();
  const recording = leg.record(limits, hear);
  phone.sendEvent(11, 800, true);
  expect(await event("dtmf")).toMatchObject({ digit: "#" });
  recording.stop();
  await recording.ended;
  expect(told).toEqual([]);
});

test("on a leg that is closed already it is over at once", async () => {
  const { leg } = await party();
  await leg.close();
  expect(await leg.record(limits, () => {}).ended).toBe("stopped");
});
