/** Strangers send 2,000 packets a second for a minute; meanwhile customers call. What the customers notice, and what it costs in memory. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openHouse } from "./bench-house.ts";
import { percentile, printTimes } from "./report.ts";
import type { FarmCall } from "./udp-farm.ts";

const agentCount = 20;
const callsPerSecond = 5;
const seconds = Number(process.env.FLOOD_SECONDS ?? 60);
const packetsPerSecond = 2_000;
const patienceMs = 15_000;

export async function run(): Promise<void> {
  const house = await openHouse(agentCount);
  const { agents, callers, number } = house;
  agents.repeats = true;
  callers.repeats = true;
  agents.onUp = (call) => setTimeout(() => agents.hangUp(call), 500);
  const ends = new Map<string, () => void>();
  callers.onEnded = (call) => ends.get(call.callId)?.();
  const times: number[] = [];
  let [offered, failed] = [0, 0];

  async function oneCall(): Promise<void> {
    offered++;
    try {
      const call: FarmCall = await within(callers.call("0401234567", number));
      times.push(call.answeredAt - call.invitedAt);
      await within(new Promise<void>((resolve) => void ends.set(call.callId, resolve)));
    } catch {
      failed++;
    }
  }
  async function callsFor(duration: number): Promise<void> {
    const all: Promise<void>[] = [];
    const began = performance.now();
    for (let n = 0; n < duration * callsPerSecond; n++) {
      const left = began + (n * 1000) / callsPerSecond - performance.now();
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
      all.push(oneCall());
    }
    await Promise.all(all);
  }

  try {
    await callsFor(10);
    console.log(`${offered} calls in peace, ${failed} failed`);
    printTimes("  INVITE -> 200 OK", times.splice(0));
    [offered, failed] = [0, 0];
    const before = await memoryOf(house.metrics);
    const most = { worker: 0, edge: 0 };
    const watching = setInterval(async () => {
      const { worker, edge } = await memoryOf(house.metrics).catch(() => before);
      Object.assign(most, { worker: Math.max(most.worker, worker), edge: Math.max(most.edge, edge) });
    }, 2_000);
    const strangers = spawn(process.execPath, [
      "--import",
      "tsx",
      "e2e/bench/strangers.ts",
      ...[house.sipPort, packetsPerSecond, seconds].map(String),
    ]);
    let report = "";
    strangers.stdout.on("data", (text) => {
      report += text;
    });
    const ended = once(strangers, "exit");
    await callsFor(seconds);
    await ended;
    clearInterval(watching);
    const flood = JSON.parse(report) as { perSecond: number; bytesSent: number; bytesReceived: number };
    console.log(
      `${flood.perSecond} packets/s of strangers for ${seconds} s: ${offered} calls, ${((100 * (offered - failed)) / offered).toFixed(2)} % well`,
    );
    printTimes("  INVITE -> 200 OK meanwhile", times);
    console.log(
      `  p95 ${percentile(times, 0.95).toFixed(1)} ms · bytes out to strangers ${(flood.bytesReceived / flood.bytesSent).toFixed(2)} x in`,
    );
    const mb = (bytes: number) => (bytes / 1_048_576).toFixed(0);
    for (const part of ["worker", "edge"] as const)
      console.log(`  ${part}: ${mb(before[part])} MB before, at most ${mb(most[part])} MB, growth ${mb(most[part] - before[part])} MB`);
    const after = await house.metrics();
    for (const line of after.split("\n").filter((text) => /edge_entries|dropped|refused/.test(text))) console.log(`  ${line}`);
  } finally {
    await house.stop();
  }
}

async function memoryOf(metrics: () => Promise<string>): Promise<{ worker: number; edge: number }> {
  const text = await metrics();
  const value = (name: string) => Number(new RegExp(`^${name} (\\d+)`, "m").exec(text)?.[1] ?? 0);
  return { worker: value("process_resident_memory_bytes"), edge: value("jono_sip_edge_resident_memory_bytes") };
}

async function within<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), patienceMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
