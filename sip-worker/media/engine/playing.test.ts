import { expect, test } from "vitest";
import { findAudio, toneTimeline } from "../../../lib/audio/heard.ts";
import { DtmfReceiver } from "../rtp/dtmf-receiver.ts";
import { type RtpPacket, sequenceDistance } from "../rtp/packet.ts";
import { noise, withEngine } from "./testing/party.ts";

const media = withEngine({ min: 24000, max: 24099 });
const { party } = media;

test("a prompt is heard from its first sample to its last, and its end is told", async () => {
  const { phone, leg, event } = await party();
  const playId = leg.play([
    { kind: "silence", durationMs: 100 },
    { kind: "audio", key: "prompt" },
  ]);
  expect(await event("played")).toEqual({ type: "played", playId });
  await phone.packets(2);
  const match = findAudio(phone.heard(), noise);
  expect(match.correlation).toBeGreaterThan(0.95);
  expect(match.startMs).toBeGreaterThanOrEqual(100);
});

test("a list that is replaced, stopped or bridged away is not told as played", async () => {
  const [caller, agent] = [await party(), await party()];
  const beep = [{ kind: "audio" as const, key: "beep" }];
  const replaced = caller.leg.play(beep);
  const last = caller.leg.play(beep);
  agent.leg.play(beep);
  agent.leg.stop();
  expect(last).not.toBe(replaced);
  expect(await caller.event("played")).toEqual({ type: "played", playId: last });
  caller.events.length = 0;
  caller.leg.play(beep);
  media.engine.bridge(caller.leg, agent.leg);
  await caller.phone.packets(20);
  expect([...caller.events, ...agent.events].filter((event) => event.type === "played")).toEqual([]);
});

test("a looped list goes on where it was left", async () => {
  const { phone, leg } = await party();
  const list = [
    { kind: "audio" as const, key: "music" },
    { kind: "audio" as const, key: "prompt" },
  ];
  leg.play(list, { loop: true });
  await phone.packets(75);
  leg.play([{ kind: "audio", key: "beep" }]);
  await phone.packets(20);
  const resumedAt = phone.received.length;
  leg.play(list, { loop: true, resume: true });
  await phone.packets(90);
  // 1.5 s of 2 s music were heard before: about 0.5 s are left until the noise.
  const noiseAt = findAudio(phone.heard(resumedAt), noise).startMs;
  expect(noiseAt).toBeGreaterThan(380);
  expect(noiseAt).toBeLessThan(620);
});

test("ringing tone: one second of 425 Hz, then four of silence", async () => {
  const { phone, leg } = await party();
  leg.play([{ kind: "ringback" }]);
  await phone.packets(80);
  const spans = toneTimeline(phone.heard(), [425]).filter((span) => span.endMs - span.startMs >= 200);
  expect(spans.map((span) => span.frequencyHz)).toEqual([425, null]);
  expect(spans[0]!.endMs - spans[0]!.startMs).toBeCloseTo(1000, -2.1);
});

test("keys are pressed towards a party, and what it hears goes on after them", async () => {
  const { phone, leg } = await party({ dtmfPayloadType: 97 });
  leg.play([{ kind: "audio", key: "music" }], { loop: true });
  await phone.packets(5);
  leg.sendKeys("1#");
  const isEnd = (packet: RtpPacket) => packet.payloadType === 97 && (packet.payload[1]! & 0x80) !== 0;
  await phone.until(() => phone.received.filter(isEnd).length === 6);
  await phone.packets(5);
  const receiver = new DtmfReceiver();
  const heard = phone.received.filter((packet) => packet.payloadType === 97).flatMap((packet, n) => receiver.receive(packet, n));
  expect(heard).toEqual([
    { digit: "1", durationMs: 120 },
    { digit: "#", durationMs: 120 },
  ]);
  expect(phone.received.at(-1)?.payloadType).toBe(8);
  const numbers = phone.received.map((packet) => packet.sequence);
  expect(numbers.map((number) => sequenceDistance(number, numbers[0]!))).toEqual(numbers.map((_, n) => n));
});
