/** A phone's RTP side for tests: speaks a tone, keeps every packet that it gets and what was heard in them. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { decodeG711, encodeG711, type G711Law } from "../../../../lib/audio/g711.ts";
import { sine } from "../../../../lib/audio/tones.ts";
import { type RtpPacket, readRtp, rtpHeaderBytes, timestampDistance, writeRtpHeader } from "../../rtp/packet.ts";

export interface RtpPhoneOptions {
  law?: G711Law;
  dtmfPayloadType?: number;
  /** Loopback address of the phone. */
  address?: string;
}

const samplesPerMs = 8;
const packetMs = 20;
const samplesPerPacket = packetMs * samplesPerMs;

export class RtpPhone {
  readonly received: RtpPacket[] = [];
  readonly #socket: Socket;
  readonly #options: Required<RtpPhoneOptions>;
  readonly #waiting = new Set<() => void>();
  #ssrc = 0x1234;
  #sequence = 65_530;
  #timestamp = 0xffff_f000;
  #target = { port: 0, address: "127.0.0.1" };
  #timer: NodeJS.Timeout | null = null;

  private constructor(socket: Socket, options: Required<RtpPhoneOptions>) {
    this.#socket = socket;
    this.#options = options;
    socket.on("message", (data) => this.#onMessage(data));
  }

  static async open(options: RtpPhoneOptions = {}): Promise<RtpPhone> {
    const complete = { law: "alaw" as const, dtmfPayloadType: 101, address: "127.0.0.1", ...options };
    const socket = createSocket("udp4");
    socket.bind(0, complete.address);
    await once(socket, "listening");
    return new RtpPhone(socket, complete);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  get #voicePayloadType(): number {
    return this.#options.law === "alaw" ? 8 : 0;
  }

  sdp(attributes = "a=sendrecv"): string {
    const { address, dtmfPayloadType: dtmf } = this.#options;
    const lines = [
      "v=0",
      `o=- 1 1 IN IP4 ${address}`,
      "s=-",
      `c=IN IP4 ${address}`,
      "t=0 0",
      `m=audio ${this.port} RTP/AVP ${this.#voicePayloadType} ${dtmf}`,
      `a=rtpmap:${dtmf} telephone-event/8000`,
      attributes,
    ];
    return `${lines.join("\r\n")}\r\n`;
  }

  /** Takes the engine's RTP port from its SDP. */
  sendTo(sdp: string): void {
    const address = /c=IN IP4 (\S+)/.exec(sdp)?.[1] ?? "127.0.0.1";
    this.#target = { port: Number(/m=audio (\d+)/.exec(sdp)?.[1]), address };
  }

  /** Speaks a tone until {@link quiet}. */
  speak(frequencyHz: number): void {
    this.quiet();
    const frames = encodeG711(this.#options.law, sine(frequencyHz, 1));
    let next = performance.now();
    let frame = 0;
    const beat = () => {
      for (; next <= performance.now(); next += packetMs)
        this.sendVoice(frames.subarray((frame % 50) * samplesPerPacket, ((frame++ % 50) + 1) * samplesPerPacket));
      this.#timer = setTimeout(beat, next - performance.now());
    };
    beat();
  }

  quiet(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** As a phone that restarts its stream does. */
  changeSsrc(): void {
    this.#ssrc++;
    this.#sequence = 100;
    this.#timestamp = 5;
  }

  sendVoice(payload: Uint8Array, payloadType = this.#voicePayloadType): void {
    this.#send(payloadType, this.#timestamp, payload, false);
    this.#timestamp = (this.#timestamp + samplesPerPacket) >>> 0;
  }

  /** One packet of an event that began `ago` units before now. */
  sendEvent(code: number, duration: number, isEnd: boolean, ago = duration): void {
    const payload = Uint8Array.of(code, isEnd ? 0x8a : 0x0a, duration >> 8, duration & 0xff);
    this.#send(this.#options.dtmfPayloadType, (this.#timestamp - ago) >>> 0, payload, false);
  }

  advance(units: number): void {
    this.#timestamp = (this.#timestamp + units) >>> 0;
  }

  sendRaw(data: Uint8Array): void {
    this.#socket.send(data, this.#target.port, this.#target.address);
  }

  /** Resolves when the condition is true, asked after every packet that comes. */
  async until(condition: (phone: this) => boolean): Promise<void> {
    while (!condition(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Resolves after so many more packets. */
  async packets(count: number): Promise<RtpPacket[]> {
    const from = this.received.length;
    await this.until(() => this.received.length >= from + count);
    return this.received.slice(from, from + count);
  }

  /** Samples of the voice packets from the given one on. */
  heard(fromPacket = 0): Int16Array {
    return heardIn(this.received.slice(fromPacket));
  }

  /** When a sample of {@link heard} was to be played, in ms since the first packet, by the packets' own time: a stall of the sender counts. */
  playedAtMs(sample: number): number {
    const voice = this.received.filter(isVoice);
    const packet = voice[Math.floor(sample / samplesPerPacket)];
    if (!packet) throw new RangeError(`sample ${sample} was not heard`);
    return (timestampDistance(packet.timestamp, voice[0]!.timestamp) + (sample % samplesPerPacket)) / samplesPerMs;
  }

  close(): void {
    this.quiet();
    this.#socket.close();
  }

  #send(payloadType: number, timestamp: number, payload: Uint8Array, marker: boolean): void {
    const packet = new Uint8Array(rtpHeaderBytes + payload.length);
    writeRtpHeader(packet, { payloadType, marker, sequence: this.#sequence, timestamp, ssrc: this.#ssrc });
    packet.set(payload, rtpHeaderBytes);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.sendRaw(packet);
  }

  #onMessage(data: Buffer): void {
    const packet = readRtp(data);
    if (packet) this.received.push(packet);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** Voice of both laws, in the order of arrival. */
export function heardIn(packets: RtpPacket[]): Int16Array {
  return Int16Array.from(
    packets.filter(isVoice).flatMap((packet) => [...decodeG711(packet.payloadType === 8 ? "alaw" : "ulaw", packet.payload)]),
  );
}

function isVoice({ payloadType }: RtpPacket): boolean {
  return payloadType === 8 || payloadType === 0;
}
