/** A real engine and phones on loopback, for tests of what is heard. */
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { encodeG711 } from "../../../../lib/audio/g711.ts";
import { loudestTone, toneAmplitude } from "../../../../lib/audio/heard.ts";
import { rms } from "../../../../lib/audio/level.ts";
import { sampleRate, sine } from "../../../../lib/audio/tones.ts";
import type { MediaEngine, MediaLeg, MediaLegEvent } from "../../../ports/media.ts";
import { type RtpPacket, sequenceDistance, timestampDistance } from "../../rtp/packet.ts";
import { startEmbeddedMediaEngine } from "../engine.ts";
import type { PortRange } from "../port-pool.ts";
import { RtpPhone, type RtpPhoneOptions } from "./rtp-phone.ts";

export const silentLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Hz of every tone that a test uses. */
export const tones = [300, 440, 700, 1000, 1300];
/** The audio "prompt": a second of a sound like no tone. */
export const noise = Int16Array.from({ length: sampleRate }, (_, n) => 9_000 * Math.sin(n * n * 0.37));
/** A party is silent after this long. */
const silentAfterMs = 300;

/**
 * One engine for all tests of a file, with "music" (300 Hz, 2 s), "prompt" ({@link noise}) and "beep" (1,300 Hz, 0.3 s). At the end no
 * port may be in use.
 */
export function withEngine(ports: PortRange): { readonly engine: MediaEngine; party: typeof party } {
  const media = { engine: null as unknown as MediaEngine, party };
  beforeAll(async () => {
    const onFailed = () => expect.unreachable("the media thread failed");
    const options = { address: "127.0.0.1", ports, allowLoopback: true, forbiddenPorts: [9022], log: silentLog, silentAfterMs, onFailed };
    media.engine = await startEmbeddedMediaEngine(options);
    media.engine.loadAudio("music", encodeG711("alaw", sine(300, 2)));
    media.engine.loadAudio("prompt", encodeG711("alaw", noise));
    media.engine.loadAudio("beep", encodeG711("alaw", sine(1300, 0.3)));
  });
  afterAll(async () => {
    expect(media.engine.portsInUse()).toBe(0);
    await media.engine.close();
  });
  /** A phone whose offer our leg has answered. Both end with the test. */
  async function party(options: RtpPhoneOptions = {}, attributes?: string): Promise<Party> {
    const phone = await RtpPhone.open(options);
    const leg = (await media.engine.openLeg("party"))!;
    onTestFinished(async () => {
      await leg.close();
      phone.close();
    });
    const answer = leg.answer(phone.sdp(attributes));
    if (!answer.ok) throw new Error(answer.refusal);
    phone.sendTo(answer.sdp);
    return { phone, leg, ...eventsOf(leg) };
  }
  return media;
}

export interface Party {
  phone: RtpPhone;
  leg: MediaLeg;
  events: MediaLegEvent[];
  event: (type: MediaLegEvent["type"]) => Promise<MediaLegEvent>;
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

/** The last tenth of a second. */
export const hears = (phone: RtpPhone, frequencyHz: number) => loudestTone(phone.heard().slice(-800), tones) === frequencyHz;

/** The tone as the phone spoke it: neither louder nor with anything beside it, as octets of the wrong law would be. */
export function expectPure(samples: Int16Array, frequencyHz: number): void {
  const spoken = rms(sine(frequencyHz, 1));
  expect(rms(samples) / spoken).toBeCloseTo(1, 1);
  expect(toneAmplitude(samples, frequencyHz) / (spoken * Math.SQRT2)).toBeCloseTo(1, 1);
}

/** One stream, nothing left out in its numbering; `longestPause` in packets, which a busy machine or a hold leaves out in its time. */
export function expectContinuous(packets: RtpPacket[], longestPause = 20): void {
  expect(new Set(packets.map((packet) => packet.ssrc)).size).toBe(1);
  for (const [index, packet] of packets.entries()) {
    const previous = packets[index - 1];
    if (!previous) continue;
    expect(sequenceDistance(packet.sequence, previous.sequence)).toBe(1);
    const step = timestampDistance(packet.timestamp, previous.timestamp);
    expect(step % 160 === 0 || packet.marker).toBe(true);
    expect(step).toBeGreaterThanOrEqual(160);
    expect(step).toBeLessThan(160 * longestPause);
  }
}
