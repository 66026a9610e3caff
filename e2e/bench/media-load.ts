/**
 * The other side of the media benchmark, a process of its own so that its work is not counted as the engine's: one socket is the
 * phone of every leg. It sends 50 packets a second to each given port and measures how late what comes back is.
 */
import { createSocket } from "node:dgram";
import { rtpHeaderBytes, writeRtpHeader } from "../../sip-worker/media/rtp/packet.ts";

export type LoadCommand = { type: "measure"; ports: number[]; seconds: number };
export type LoadReport = { type: "ready"; port: number } | ({ type: "measured" } & Lateness);

export interface Lateness {
  streams: number;
  packets: number;
  /** How long packets were counted. */
  seconds: number;
  /** Of what the engine plays: behind the stream's own timestamps, from its earliest packet on. Of what it relays: since it was sent. */
  medianMs: number;
  p99Ms: number;
  /** Part of the packets that were more than 10 ms late, 0 to 1. */
  lateShare: number;
}

const frameMs = 20;
const slots = 10;
const lateMs = 10;
const samplesPerMs = 8;

interface Arrivals {
  timestamps: number[];
  timesMs: number[];
  /** When this process sent what came back: it stands in the payload. */
  sentMs: number[];
}

const streams = new Map<number, Arrivals>();
let measuring = false;
let speaking = false;
const socket = createSocket({ type: "udp4", recvBufferSize: 8_000_000, lookup: (host, _options, done) => done(null, host, 4) });
socket.on("message", (data) => measuring && arrive(data));
socket.on("error", () => {});
socket.bind(0, "127.0.0.1", () => report({ type: "ready", port: socket.address().port }));
process.on("message", (command: LoadCommand) => void measure(command));
process.on("disconnect", () => process.exit());

function report(message: LoadReport): void {
  process.send?.(message);
}

async function measure({ ports, seconds }: LoadCommand): Promise<void> {
  streams.clear();
  speaking = ports.length > 0;
  const stop = speaking ? speakTo(ports) : () => {};
  await pause(500);
  const begin = performance.now();
  measuring = true;
  await pause(seconds * 1000);
  measuring = false;
  const counted = (performance.now() - begin) / 1000;
  stop();
  report({ type: "measured", seconds: counted, ...lateness() });
}

/** Ports are spread over the 20 ms, as real phones are. */
function speakTo(ports: number[]): () => void {
  const packet = Buffer.alloc(172);
  const begin = performance.now();
  let turned = 0;
  const turn = () => {
    for (; begin + turned * (frameMs / slots) <= performance.now(); turned++) {
      const frame = Math.floor(turned / slots);
      writeRtpHeader(packet, { payloadType: 8, marker: false, sequence: frame & 0xffff, timestamp: frame * 160, ssrc: 1 });
      packet.writeDoubleLE(performance.now(), rtpHeaderBytes);
      for (let i = turned % slots; i < ports.length; i += slots) socket.send(packet, 0, packet.length, ports[i]!, "127.0.0.1");
    }
    timer = setTimeout(turn, 1);
  };
  let timer = setTimeout(turn, 0);
  return () => clearTimeout(timer);
}

function arrive(data: Buffer): void {
  const ssrc = data.readUInt32BE(8);
  let stream = streams.get(ssrc);
  if (!stream) {
    stream = { timestamps: [], timesMs: [], sentMs: [] };
    streams.set(ssrc, stream);
  }
  stream.timestamps.push(data.readUInt32BE(4));
  stream.timesMs.push(performance.now());
  stream.sentMs.push(data.readDoubleLE(rtpHeaderBytes));
}

function lateness(): Omit<Lateness, "seconds"> {
  const late = [...streams.values()].flatMap(behind).sort((a, b) => a - b);
  const at = (part: number) => late[Math.min(late.length - 1, Math.floor(late.length * part))] ?? Number.NaN;
  const lateCount = late.filter((ms) => ms > lateMs).length;
  return {
    streams: streams.size,
    packets: late.length,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    lateShare: lateCount / Math.max(1, late.length),
  };
}

function behind({ timestamps, timesMs, sentMs }: Arrivals): number[] {
  if (speaking) return timesMs.map((time, n) => time - sentMs[n]!);
  const offsets = timesMs.map((time, n) => time - ((timestamps[n]! - timestamps[0]!) | 0) / samplesPerMs);
  const earliest = offsets.reduce((least, offset) => Math.min(least, offset), Number.POSITIVE_INFINITY);
  return offsets.map((offset) => offset - earliest);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
