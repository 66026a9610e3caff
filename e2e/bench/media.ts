/** How many callers the embedded media engine carries: prompts playing, and two-way bridges. About ten seconds. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { encodeG711 } from "../../lib/audio/g711.ts";
import { sine } from "../../lib/audio/tones.ts";
import { startEmbeddedMediaEngine } from "../../sip-worker/media/engine/engine.ts";
import type { PortRange } from "../../sip-worker/media/engine/port-pool.ts";
import type { MediaEngine, MediaLeg } from "../../sip-worker/ports/media.ts";
import { createLog } from "../../sip-worker/runtime/log.ts";
import type { Lateness, LoadCommand, LoadReport } from "./media-load.ts";

/** Legs at once; what does not fit into the ports is left out. */
const playing = [500, 1_000, 2_000];
const bridges = [100, 300, 600];
const measureSeconds = 1;
const packetsPerSecond = 50;

/** Prints a line for each load. */
export async function run(ports: PortRange = { min: 30_000, max: 35_999 }): Promise<void> {
  const log = createLog("bench", "warn");
  const engine = await startEmbeddedMediaEngine({
    address: "127.0.0.1",
    ports,
    allowLoopback: true,
    forbiddenPorts: [],
    log,
    portRestMs: 0,
    onFailed: () => process.exit(1),
  });
  engine.loadAudio("tone", encodeG711("alaw", sine(440, 10)));
  const load = await startLoad();
  const capacity = Math.floor((ports.max - ports.min + 1) / 2);
  try {
    for (const count of playing.filter((legs) => legs <= capacity)) await measurePlaying(engine, load, count);
    for (const count of bridges.filter((pairs) => 2 * pairs <= capacity)) await measureBridges(engine, load, count);
  } finally {
    load.process.disconnect();
    await engine.close();
  }
}

async function measurePlaying(engine: MediaEngine, load: Load, count: number): Promise<void> {
  const legs = await openLegs(engine, load, count);
  for (const { leg } of legs) leg.play([{ kind: "audio", key: "tone" }], { loop: true });
  await measure(`${count} playing`, load, [], count);
  await Promise.all(legs.map(({ leg }) => leg.close()));
}

async function measureBridges(engine: MediaEngine, load: Load, count: number): Promise<void> {
  const legs = await openLegs(engine, load, 2 * count);
  for (let n = 0; n < legs.length; n += 2) engine.bridge(legs[n]!.leg, legs[n + 1]!.leg);
  await measure(
    `${count} bridges`,
    load,
    legs.map(({ port }) => port),
    2 * count,
  );
  await Promise.all(legs.map(({ leg }) => leg.close()));
}

interface OpenLeg {
  leg: MediaLeg;
  /** Where the leg takes RTP. */
  port: number;
}

async function openLegs(engine: MediaEngine, load: Load, count: number): Promise<OpenLeg[]> {
  const legs: OpenLeg[] = [];
  while (legs.length < count) {
    const leg = await engine.openLeg(String(legs.length));
    const answer = leg?.answer(`v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=audio ${load.port} RTP/AVP 8\r\n`);
    if (!leg || !answer?.ok) throw new Error("no RTP port left for the benchmark");
    legs.push({ leg, port: Number(/m=audio (\d+)/.exec(answer.sdp)?.[1]) });
  }
  return legs;
}

interface Load {
  process: ChildProcess;
  /** The phone of every leg. */
  port: number;
}

async function startLoad(): Promise<Load> {
  const process = fork(new URL("./media-load.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const ready = await nextReport(process);
  if (ready.type !== "ready") throw new Error("the load did not start");
  return { process, port: ready.port };
}

async function measure(what: string, load: Load, ports: number[], streams: number): Promise<void> {
  const before = process.cpuUsage();
  const begin = performance.now();
  load.process.send({ type: "measure", ports, seconds: measureSeconds } satisfies LoadCommand);
  const report = await nextReport(load.process);
  const { user, system } = process.cpuUsage(before);
  const coreShare = (user + system) / 1000 / (performance.now() - begin);
  if (report.type === "measured") console.log(line(what, report, streams * packetsPerSecond * report.seconds, coreShare));
}

function line(what: string, { packets, medianMs, p99Ms, lateShare }: Lateness, expected: number, coreShare: number): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    what.padEnd(14),
    `${percent(packets / expected)} of the packets`,
    `late p50 ${medianMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
    `over 10 ms ${percent(lateShare)}`,
    `${percent(coreShare)} of a core`,
  ].join(" · ");
}

async function nextReport(process: ChildProcess): Promise<LoadReport> {
  const [report] = await once(process, "message");
  return report as LoadReport;
}
