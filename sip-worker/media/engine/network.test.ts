import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test, vi } from "vitest";
import { toneTimeline } from "../../../lib/audio/heard.ts";
import type { MediaLeg } from "../../ports/media.ts";
import { startEmbeddedMediaEngine } from "./engine.ts";
import type { PortRange } from "./port-pool.ts";
import { expectContinuous, hears, silentLog, tones, withEngine } from "./testing/party.ts";
import { RtpPhone } from "./testing/rtp-phone.ts";

const media = withEngine({ min: 24100, max: 24199 });
const { party } = media;

test("an offer that names one of our own services is refused, and the leg stays usable", async () => {
  const { phone, leg } = await party();
  expect(leg.answer(phone.sdp().replace(/m=audio \d+/, "m=audio 9022"))).toEqual({ ok: false, refusal: "forbiddenAddress" });
  expect(leg.answer("v=0")).toEqual({ ok: false, refusal: "malformed" });
  await phone.packets(3);
});

test("packets from elsewhere are neither heard nor answered, and no key of theirs counts", async () => {
  const [caller, agent] = [await party(), await party()];
  const stranger = await RtpPhone.open({ address: "127.0.0.3" });
  onTestFinished(() => stranger.close());
  stranger.sendTo(caller.leg.offer());
  media.engine.bridge(caller.leg, agent.leg);
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
  const leg = (await media.engine.openLeg("nat"))!;
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
  media.engine.bridge(caller.leg, agent.leg);
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
  other.leg.play([{ kind: "audio", key: "music" }], { loop: true });
  // What was on its way when the hold began may still come; after that nothing does, however much the other party gets.
  const arrived: number[] = [];
  do {
    arrived.push(phone.received.length);
    await other.phone.packets(10);
  } while (phone.received.length !== arrived.at(-1) && arrived.length < 5);
  expect(phone.received.length).toBe(arrived.at(-1));
  leg.answer(phone.sdp("a=sendrecv"));
  const [first] = await phone.packets(5);
  expect(first!.marker).toBe(true);
  // The hold lasted for up to five times ten packets, and as much longer as the machine was busy.
  expectContinuous(phone.received, 250);
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

async function engineOf(ports: PortRange) {
  const failed = vi.fn();
  const options = {
    address: "127.0.0.1",
    ports,
    allowLoopback: true,
    forbiddenPorts: [],
    log: silentLog,
    portRestMs: 50,
    onFailed: failed,
  };
  const engine = Object.assign(await startEmbeddedMediaEngine(options), { failed });
  onTestFinished(() => engine.close());
  return engine;
}

test("a leg is there at once, without asking the media thread; what is in reserve is not in use", async () => {
  const engine = await engineOf({ min: 24_300, max: 24_399 });
  expect(engine.portsInUse()).toBe(0);
  const opened: (MediaLeg | null)[] = [];
  const openedAtOnce = async () => {
    const before = opened.length;
    const opening = engine.openLeg("one").then((leg) => opened.push(leg));
    // Nothing of the thread is heard between promises.
    for (let step = 0; step < 10; step++) await null;
    const atOnce = opened.length > before;
    await opening;
    return atOnce;
  };
  await expect.poll(openedAtOnce).toBe(true);
  expect([engine.portsInUse(), new Set(opened.map((leg) => /m=audio (\d+)/.exec(leg!.offer())?.[1])).size]).toEqual([
    opened.length,
    opened.length,
  ]);
});

test("the last ports are had by whoever asks for them, also while they are being bound for the reserve", async () => {
  const engine = await engineOf({ min: 24_300, max: 24_305 });
  const legs = await Promise.all(["1", "2", "3", "4"].map((id) => engine.openLeg(id)));
  expect(legs.map((leg) => leg?.id ?? null)).toEqual(["1", "2", "3", null]);
});

test("ports rest after use and none are left when all are in use", async () => {
  const small = await engineOf({ min: 24_300, max: 24_303 });
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

test("when the media thread fails it is said, once; nothing runs any more, and nobody waits for it", async () => {
  const posted = vi.spyOn(Worker.prototype, "postMessage");
  onTestFinished(() => posted.mockRestore());
  const engine = await engineOf({ min: 24_500, max: 24_599 });
  const thread = posted.mock.contexts[0] as Worker;
  expect(engine.running).toBe(true);
  const leg = (await engine.openLeg("one"))!;
  const { ended } = leg.record({ maxMs: 60_000, quietMs: 60_000 }, () => undefined);
  await thread.terminate();
  expect(await ended).toBe("stopped");
  expect([engine.running, engine.failed.mock.calls.length, await engine.openLeg("two")]).toEqual([false, 1, null]);
  await leg.close();
});
