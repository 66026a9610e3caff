import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { encodeG711 } from "../../../lib/audio/g711.ts";
import { findAudio, loudestTone, toneAmplitude, toneTimeline } from "../../../lib/audio/heard.ts";
import { rms } from "../../../lib/audio/level.ts";
import { sampleRate, sine } from "../../../lib/audio/tones.ts";
import type { MediaEngine, MediaLeg, MediaLegEvent } from "../../ports/media.ts";
import { DtmfReceiver } from "../rtp/dtmf-receiver.ts";
import { type RtpPacket, sequenceDistance, timestampDistance } from "../rtp/packet.ts";
import { startEmbeddedMediaEngine } from "./engine.ts";
import { heardIn, RtpPhone, type RtpPhoneOptions } from "./testing/rtp-phone.ts";

const silentLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const tones = [300, 440, 700, 1000, 1300];
/** A sound like no tone: noise that is the same every time. */
const noise = Int16Array.from({ length: sampleRate }, (_, n) => 9_000 * Math.sin(n * n * 0.37));
let engine: MediaEngine;

beforeAll(async () => {
  engine = await startEmbeddedMediaEngine({
    address: "127.0.0.1",
    ports: { min: 24_000, max: 24_199 },
    allowLoopback: true,
    forbiddenPorts: [9022],
    log: silentLog,
    silentAfterMs: 300,
  });
  engine.loadAudio("music", encodeG711("alaw", sine(300, 2)));
  engine.loadAudio("prompt", encodeG711("alaw", noise));
  engine.loadAudio("beep", encodeG711("alaw", sine(1300, 0.3)));
});

afterAll(async () => {
  expect(engine.portsInUse()).toBe(0);
  await engine.close();
});

interface Party {
  phone: RtpPhone;
  leg: MediaLeg;
  events: MediaLegEvent[];
  event: (type: MediaLegEvent["type"]) => Promise<MediaLegEvent>;
}

/** A phone whose offer our leg has answered. Both end with the test. */
async function party(options: RtpPhoneOptions = {}, attributes?: string): Promise<Party> {
  const phone = await RtpPhone.open(options);
  const leg = (await engine.openLeg("party"))!;
  onTestFinished(async () => {
    await leg.close();
    phone.close();
  });
  const answer = leg.answer(phone.sdp(attributes));
  if (!answer.ok) throw new Error(answer.refusal);
  phone.sendTo(answer.sdp);
  return { phone, leg, ...eventsOf(leg) };
}

function eventsOf(leg: MediaLeg): Pick<Party, "events" | "event"> {
  const events: MediaLegEvent[] = [];
  let wake = () => {};
  leg.onEvent((event) => {
    events.push(event);
    wake();
  });
  const event = async (type: MediaLegEvent["type"]) => {
    for (;;) {
      const found = events.find((each) => each.type === type);
      if (found) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { events, event };
}

const hears = (phone: RtpPhone, frequencyHz: number) => loudestTone(phone.heard().slice(-800), tones) === frequencyHz;

/** The tone as the phone spoke it: neither louder nor with anything beside it, as octets of the wrong law would be. */
function expectPure(samples: Int16Array, frequencyHz: number): void {
  const spoken = rms(sine(frequencyHz, 1));
  expect(rms(samples) / spoken).toBeCloseTo(1, 1);
  expect(toneAmplitude(samples, frequencyHz) / (spoken * Math.SQRT2)).toBeCloseTo(1, 1);
}

function expectContinuous(packets: RtpPacket[]): void {
  expect(new Set(packets.map((packet) => packet.ssrc)).size).toBe(1);
  for (const [index, packet] of packets.entries()) {
    const previous = packets[index - 1];
    if (!previous) continue;
    expect(sequenceDistance(packet.sequence, previous.sequence)).toBe(1);
    const step = timestampDistance(packet.timestamp, previous.timestamp);
    expect(step % 160 === 0 || packet.marker).toBe(true);
    expect(step).toBeGreaterThanOrEqual(160);
    expect(step).toBeLessThan(160 * 20);
  }
}

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
  engine.bridge(caller.leg, agent.leg);
  await caller.phone.packets(20);
  expect([...caller.events, ...agent.events].filter((event) => event.type === "played")).toEqual([]);
});

test("an offer that names one of our own services is refused, and the leg stays usable", async () => {
  const { phone, leg } = await party();
  expect(leg.answer(phone.sdp().replace(/m=audio \d+/, "m=audio 9022"))).toEqual({ ok: false, refusal: "forbiddenAddress" });
  expect(leg.answer("v=0")).toEqual({ ok: false, refusal: "malformed" });
  await phone.packets(3);
});

test("two parties with different codecs hear each other and nothing else", async () => {
  const [caller, agent] = [await party({ law: "alaw" }), await party({ law: "ulaw" })];
  caller.leg.play([{ kind: "audio", key: "music" }], { loop: true });
  caller.phone.speak(440);
  agent.phone.speak(1000);
  await caller.phone.until((phone) => hears(phone, 300));
  engine.bridge(caller.leg, agent.leg);
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
  engine.bridge(caller.leg, agent.leg);
  await caller.phone.until((phone) => hears(phone, 1000));
  agent.phone.changeSsrc();
  await caller.phone.packets(10);
  engine.unbridge(caller.leg, agent.leg);
  await caller.phone.packets(5);
  caller.leg.play([{ kind: "audio", key: "music" }], { loop: true });
  await caller.phone.packets(15);
  expectContinuous(caller.phone.received);
  const heard = toneTimeline(caller.phone.heard(), tones).map((span) => span.frequencyHz);
  expect(heard.filter((tone) => tone !== null)).toEqual([1300, 1000, 300]);
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

test("packets from elsewhere are neither heard nor answered, and no key of theirs counts", async () => {
  const [caller, agent] = [await party(), await party()];
  const stranger = await RtpPhone.open({ address: "127.0.0.3" });
  onTestFinished(() => stranger.close());
  stranger.sendTo(caller.leg.offer());
  engine.bridge(caller.leg, agent.leg);
  caller.phone.speak(440);
  stranger.speak(700);
  stranger.sendEvent(5, 800, true);
  await agent.phone.until((phone) => hears(phone, 440));
  const heard = await agent.phone.packets(25);
  expect(heard.length).toBe(25);
  expect(toneTimeline(agent.phone.heard(), tones).map((span) => span.frequencyHz)).not.toContain(700);
  expect(stranger.received).toEqual([]);
  expect(caller.events.some((event) => event.type === "dtmf")).toBe(false);
});

test("behind NAT the party is found by its first packet, and then only that source counts", async () => {
  const phone = await RtpPhone.open();
  const leg = (await engine.openLeg("nat"))!;
  onTestFinished(async () => {
    await leg.close();
    phone.close();
  });
  const answer = leg.answer(phone.sdp().replaceAll("127.0.0.1", "192.0.2.7"));
  phone.sendTo(answer.ok ? answer.sdp : "");
  leg.learnFrom("127.0.0.1");
  leg.play([{ kind: "ringback" }]);
  phone.speak(440);
  await phone.packets(5);
});

test("rubbish on the RTP port changes nothing", async () => {
  const [caller, agent] = [await party(), await party()];
  engine.bridge(caller.leg, agent.leg);
  caller.phone.speak(440);
  for (let length = 0; length < 40; length++) caller.phone.sendRaw(new Uint8Array(length).fill(length * 37));
  caller.phone.sendVoice(new Uint8Array(160), 77);
  await agent.phone.until((phone) => hears(phone, 440));
  expectContinuous(agent.phone.received.slice(-20));
  expect((await caller.leg.close()).packetsDropped).toBeGreaterThan(20);
});

test("a party on hold gets nothing; resuming goes on in the same stream", async () => {
  const { phone, leg } = await party();
  leg.play([{ kind: "audio", key: "music" }], { loop: true });
  await phone.packets(10);
  const held = leg.answer(phone.sdp("a=sendonly"));
  expect(held.ok && held.sdp).toContain("a=recvonly");
  const other = await party();
  other.leg.play([{ kind: "audio", key: "music" }]);
  await other.phone.packets(5);
  const before = phone.received.length;
  await other.phone.packets(10);
  expect(phone.received.length).toBe(before);
  leg.answer(phone.sdp("a=sendrecv"));
  const [first] = await phone.packets(5);
  expect(first!.marker).toBe(true);
  expectContinuous(phone.received);
});

test("in a bridge too a party on hold gets nothing, and is still heard", async () => {
  const [caller, agent] = [await party(), await party()];
  caller.phone.speak(440);
  agent.phone.speak(1000);
  engine.bridge(caller.leg, agent.leg);
  await caller.phone.until((phone) => hears(phone, 1000));
  caller.leg.answer(caller.phone.sdp("a=sendonly"));
  await agent.phone.packets(5);
  const before = caller.phone.received.length;
  await agent.phone.packets(10);
  expect(caller.phone.received.length).toBe(before);
  expect(hears(agent.phone, 440)).toBe(true);
});

test("keys are told once and are passed on in a bridge with the other party's payload type", async () => {
  const [caller, agent] = [await party({ dtmfPayloadType: 101 }), await party({ dtmfPayloadType: 96 })];
  engine.bridge(caller.leg, agent.leg);
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

test("a party that stops sending is silent, told once; it is not while on hold", async () => {
  const { phone, leg, events, event } = await party();
  await event("silent");
  phone.speak(440);
  await phone.packets(20);
  phone.quiet();
  await phone.packets(40);
  expect(events.map(({ type }) => type)).toEqual(["silent", "firstPacket", "silent"]);
  leg.answer(phone.sdp("a=inactive"));
});

test("who was silent before a bridge is told again in it", async () => {
  const [caller, agent] = [await party(), await party()];
  await caller.event("silent");
  caller.events.length = 0;
  engine.bridge(caller.leg, agent.leg);
  await caller.event("silent");
});

test("a leg bridged with a third leaves the second alone in silence", async () => {
  const [first, second, third] = [await party(), await party(), await party()];
  first.phone.speak(440);
  third.phone.speak(1000);
  engine.bridge(first.leg, second.leg);
  await second.phone.until((phone) => hears(phone, 440));
  engine.bridge(first.leg, third.leg);
  await third.phone.until((phone) => hears(phone, 440));
  await first.phone.until((phone) => hears(phone, 1000));
  await second.phone.packets(10);
  expect(loudestTone(second.phone.heard().slice(-800), tones)).toBeNull();
  await third.leg.close();
  await first.phone.packets(10);
  expect(loudestTone(first.phone.heard().slice(-800), tones)).toBeNull();
});

test("ports rest after use and none are left when all are in use", async () => {
  const small = await startEmbeddedMediaEngine({
    address: "127.0.0.1",
    ports: { min: 24_300, max: 24_303 },
    allowLoopback: true,
    forbiddenPorts: [],
    log: silentLog,
    portRestMs: 50,
  });
  onTestFinished(() => small.close());
  const [first, second] = [await small.openLeg("1"), await small.openLeg("2")];
  expect(small.portsInUse()).toBe(2);
  expect(await small.openLeg("3")).toBeNull();
  await first!.close();
  await first!.close();
  expect(small.portsInUse()).toBe(1);
  expect(await small.openLeg("3")).toBeNull();
  await expect.poll(async () => (await small.openLeg("4"))?.id).toBe("4");
  await second!.close();
});
