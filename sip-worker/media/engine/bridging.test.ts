import { expect, test } from "vitest";
import { loudestTone, toneTimeline } from "../../../lib/audio/heard.ts";
import { timestampDistance } from "../rtp/packet.ts";
import { expectContinuous, expectPure, hears, tones, withEngine } from "./testing/party.ts";
import { heardIn } from "./testing/rtp-phone.ts";

const media = withEngine({ min: 24200, max: 24299 });
const { party } = media;

test("two parties with different codecs hear each other and nothing else", async () => {
  const [caller, agent] = [await party({ law: "alaw" }), await party({ law: "ulaw" })];
  caller.leg.play([{ kind: "audio", key: "music" }], { loop: true });
  caller.phone.speak(440);
  agent.phone.speak(1000);
  await caller.phone.until((phone) => hears(phone, 300));
  media.engine.bridge(caller.leg, agent.leg);
  await Promise.all([caller.phone.until((phone) => hears(phone, 1000)), agent.phone.until((phone) => hears(phone, 440))]);
  const [toCaller, toAgent] = await Promise.all([caller.phone.packets(25), agent.phone.packets(25)]);
  expect(toCaller.every((packet) => packet.payloadType === 8)).toBe(true);
  expect(toAgent.every((packet) => packet.payloadType === 0)).toBe(true);
  expectPure(heardIn(toCaller.slice(-10)), 1000);
  expectPure(heardIn(toAgent.slice(-10)), 440);
  expect(caller.events.some((event) => event.type === "played")).toBe(false);
});

test("one stream for the leg's whole life: prompt, silence, bridge, music, a new stream of the other party", async () => {
  const [caller, agent] = [await party(), await party()];
  agent.phone.speak(1000);
  caller.leg.play([{ kind: "audio", key: "beep" }]);
  await caller.event("played");
  await caller.phone.packets(5);
  media.engine.bridge(caller.leg, agent.leg);
  await caller.phone.until((phone) => hears(phone, 1000));
  agent.phone.changeSsrc();
  await caller.phone.packets(10);
  media.engine.unbridge(caller.leg, agent.leg);
  await caller.phone.packets(5);
  caller.leg.play([{ kind: "audio", key: "music" }], { loop: true });
  await caller.phone.packets(15);
  expectContinuous(caller.phone.received);
  const heard = toneTimeline(caller.phone.heard(), tones).map((span) => span.frequencyHz);
  expect(heard.filter((tone) => tone !== null)).toEqual([1300, 1000, 300]);
});

test("in a bridge too a party on hold gets nothing, and is still heard", async () => {
  const [caller, agent] = [await party(), await party()];
  caller.phone.speak(440);
  agent.phone.speak(1000);
  media.engine.bridge(caller.leg, agent.leg);
  await caller.phone.until((phone) => hears(phone, 1000));
  caller.leg.answer(caller.phone.sdp("a=sendonly"));
  await agent.phone.packets(5);
  const before = caller.phone.received.length;
  await agent.phone.packets(10);
  expect(caller.phone.received.length).toBe(before);
  expect(hears(agent.phone, 440)).toBe(true);
});

test("a party whose partner sends nothing hears silence in an unbroken stream", async () => {
  const [caller, agent] = [await party(), await party()];
  agent.phone.speak(1000);
  media.engine.bridge(caller.leg, agent.leg);
  await caller.phone.until((phone) => hears(phone, 1000));
  agent.phone.quiet();
  await caller.phone.packets(10);
  const from = caller.phone.received.length;
  // Twenty in a row, each 20 ms after the one before: a machine that is too busy for a tick leaves its packet out, and only has us wait.
  await caller.phone.until(({ received }) => {
    const latest = received.slice(from).slice(-20);
    return latest.length === 20 && timestampDistance(latest.at(-1)!.timestamp, latest[0]!.timestamp) === 19 * 160;
  });
  expectContinuous(caller.phone.received);
  agent.phone.speak(440);
  await caller.phone.until((phone) => hears(phone, 440));
  expectContinuous(caller.phone.received);
});

test("a leg bridged with a third leaves the second alone in silence", async () => {
  const [first, second, third] = [await party(), await party(), await party()];
  first.phone.speak(440);
  third.phone.speak(1000);
  media.engine.bridge(first.leg, second.leg);
  await second.phone.until((phone) => hears(phone, 440));
  media.engine.bridge(first.leg, third.leg);
  await third.phone.until((phone) => hears(phone, 440));
  await first.phone.until((phone) => hears(phone, 1000));
  await second.phone.packets(10);
  expect(loudestTone(second.phone.heard().slice(-800), tones)).toBeNull();
  await third.leg.close();
  await first.phone.packets(10);
  expect(loudestTone(first.phone.heard().slice(-800), tones)).toBeNull();
});

test("keys are told once and are passed on in a bridge with the other party's payload type", async () => {
  const [caller, agent] = [await party({ dtmfPayloadType: 101 }), await party({ dtmfPayloadType: 96 })];
  media.engine.bridge(caller.leg, agent.leg);
  for (const duration of [160, 320, 480, 640]) caller.phone.sendEvent(7, duration, duration === 640, 0);
  caller.phone.sendEvent(7, 640, true, 0);
  caller.phone.sendEvent(7, 640, true, 0);
  expect(await caller.event("dtmf")).toEqual({ type: "dtmf", digit: "7", durationMs: 80 });
  await agent.phone.until((phone) => phone.received.filter((packet) => packet.payloadType === 96).length === 6);
  const events = agent.phone.received.filter((packet) => packet.payloadType === 96);
  expect(new Set(events.map((packet) => packet.timestamp)).size).toBe(1);
  caller.phone.advance(800);
  caller.phone.speak(440);
  await agent.phone.until((phone) => hears(phone, 440));
  expect(caller.events.filter((event) => event.type === "dtmf").length).toBe(1);
});

test("who was silent before a bridge is told again in it", async () => {
  const [caller, agent] = [await party(), await party()];
  await caller.event("silent");
  caller.events.length = 0;
  media.engine.bridge(caller.leg, agent.leg);
  await caller.event("silent");
});
