/** A drachtio-srf application behind `npm run edge`, called by sipp: calls a second before failures, CPU a call, memory a dialog. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { pause, receive, receiveOptional, scenario, send } from "../sip/messages.ts";
import { runSipp } from "../softphone/sipp.ts";

const base = Number(process.env.BENCH_PORT ?? 13_600);
const ports = { sip: base + 20, control: base + 21, sipp: base + 22 };
const rates = [100, 200, 400, 600, 800, 1_000, 1_200, 1_500, 2_000];
const rateSeconds = 5;
const heldDialogs = 1_000;
const secret = "bench";
const sdp = "v=0\no=- 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [local_ip]\nt=0 0\nm=audio 40000 RTP/AVP 8";

const call = (talkMs: number) =>
  scenario(
    "bench",
    send({ method: "INVITE", cseq: 1, to: "service", from: "sipp", body: sdp }),
    receiveOptional(100, 180),
    receive(200),
    send({ method: "ACK", cseq: 1, to: "service", from: "sipp", inDialog: true }),
    pause(talkMs),
    send({ method: "BYE", cseq: 2, to: "service", from: "sipp", inDialog: true }),
    receive(200),
  );

export async function run(): Promise<void> {
  const edge = await started(["sip-worker/edge/main.ts", ...edgeArguments()], "edge ready");
  const application = await started(["e2e/bench/srf-application.ts", String(ports.control), secret], "ready");
  try {
    await sipp(100, 100 * rateSeconds, 100);
    await calls(edge, application);
    await dialogs(edge, application);
  } finally {
    for (const child of [application, edge]) {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    }
  }
}

async function calls(edge: ChildProcess, application: ChildProcess): Promise<void> {
  for (const rate of rates) {
    const before = [edge, application].map(cpuMs);
    const { successful, failed } = await sipp(rate, rate * rateSeconds, 100);
    const [edgeMs, applicationMs] = [edge, application].map((child, index) => (cpuMs(child) - before[index]!) / Math.max(successful, 1));
    const cpu = `edge ${edgeMs!.toFixed(2)} ms, application ${applicationMs!.toFixed(2)} ms of CPU a call`;
    console.log(`${String(rate).padStart(5)} calls/s for ${rateSeconds} s: ${successful} well, ${failed} failed · ${cpu}`);
    if (failed > (successful + failed) / 100) return;
  }
}

/** Dialogs that stand at the same time, and what they take. */
async function dialogs(edge: ChildProcess, application: ChildProcess): Promise<void> {
  const before = [edge, application].map(residentBytes);
  const running = sipp(200, heldDialogs, 15_000);
  // All stand after five seconds, and none ends before fifteen.
  await new Promise((resolve) => setTimeout(resolve, 9_000));
  const [edgeBytes, applicationBytes] = [edge, application].map((child, index) => (residentBytes(child) - before[index]!) / heldDialogs);
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
  console.log(`${heldDialogs} dialogs: edge ${kilobytes(edgeBytes!)} KB, application ${kilobytes(applicationBytes!)} KB each`);
  const { successful, failed } = await running;
  console.log(`  of them ${successful} ended well, ${failed} failed`);
}

const sipp = (callsPerSecond: number, count: number, talkMs: number) =>
  runSipp({
    ...{ scenario: call(talkMs), sipPort: ports.sipp, target: `127.0.0.1:${ports.sip}`, calls: count, callsPerSecond },
    ...{ timeoutMs: 60_000, args: ["-s", "service", "-l", "10000"], messageLog: false },
  });

const edgeArguments = () => ["--sip", `udp:127.0.0.1:${ports.sip}`, "--control", `127.0.0.1:${ports.control}`, "--secret", secret];

async function started(args: string[], ready: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  for (let text = ""; !text.includes(ready); ) text += String((await once(child.stdout!, "data"))[0]);
  child.stdout!.resume();
  return child;
}

/** User and system time so far (proc(5): fields 14 and 15, in hundredths of a second). */
function cpuMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const residentBytes = ({ pid }: ChildProcess): number => Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
