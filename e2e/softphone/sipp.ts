/**
 * sipp 3.6 (`apt-get install sip-tester`) for scenarios in which every message counts. Each run has a folder of its own as working
 * directory: the scenario, what it speaks (`<exec rtp_stream="speech.al,-1,8"/>`), its logs. For what a sipp party *hears*, put the
 * port of an `RtpPhone` into the scenario's SDP.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { encodeG711 } from "../../lib/audio/g711.ts";
import { sine } from "../../lib/audio/tones.ts";

export interface SippOptions {
  /** XML text. */
  scenario: string;
  address?: string;
  sipPort: number;
  /** First port of its RTP (`[media_port]`). */
  mediaPort?: number;
  transport?: "udp" | "tcp";
  /** `host:port` that it calls or sends to; left out for a party that waits for calls. */
  target?: string;
  /** Ends after so many calls. */
  calls?: number;
  callsPerSecond?: number;
  /** `[name]` in the scenario (sipp's -key). */
  keys?: Record<string, string>;
  /** Hz of a tone, or 8,000 samples a second: written to `speech.al` as raw A-law. */
  speaks?: number | Int16Array;
  /** False: for benches, whose messages nobody reads. */
  messageLog?: boolean;
  /** Further arguments of sipp. */
  args?: string[];
  timeoutMs?: number;
}

export interface SippResult {
  /** Every call went as the scenario says. */
  ok: boolean;
  /** 0 = all well, 1 = a call failed, 99 = no call at all, 255 = sipp itself failed. */
  exitCode: number;
  successful: number;
  failed: number;
  /** What was unexpected. */
  errors: string;
  /** Every SIP message of the run. */
  messages: string;
}

export interface RunningSipp {
  /** Resolves when it ends by itself or is stopped. */
  ended: Promise<SippResult>;
  stop(): Promise<SippResult>;
}

const defaultTimeoutMs = 30_000;
const files = {
  scenario: "scenario.xml",
  speech: "speech.al",
  errors: "errors.log",
  messages: "messages.log",
  statistics: "statistics.csv",
};

/** Runs to the end. */
export async function runSipp(options: SippOptions): Promise<SippResult> {
  return (await startSipp(options)).ended;
}

/** Resolves when the SIP port is bound. */
export async function startSipp(options: SippOptions): Promise<RunningSipp> {
  const folder = await mkdtemp(join(tmpdir(), "jono-sipp-"));
  await writeFile(join(folder, files.scenario), options.scenario);
  if (options.speaks !== undefined) await writeFile(join(folder, files.speech), speech(options.speaks));
  const process = spawn("sipp", argumentsOf(options), { cwd: folder, stdio: "ignore" });
  const ended = resultOf(process, folder);
  await Promise.race([bound(options), ended]);
  const stop = async () => {
    process.kill("SIGKILL");
    return ended;
  };
  return { ended, stop };
}

function argumentsOf(options: SippOptions): string[] {
  const { address = "127.0.0.1", calls = 1, callsPerSecond = 10, timeoutMs = defaultTimeoutMs, keys = {}, args = [] } = options;
  return [
    ...["-sf", files.scenario, "-i", address, "-mi", address, "-p", String(options.sipPort)],
    ...(options.mediaPort === undefined ? [] : ["-mp", String(options.mediaPort)]),
    ...["-t", options.transport === "tcp" ? "t1" : "u1", "-m", String(calls), "-r", String(callsPerSecond)],
    ...["-nostdin", "-timeout", `${Math.ceil(timeoutMs / 1000)}s`, "-timeout_error"],
    ...["-trace_err", "-error_file", files.errors, "-trace_stat", "-stf", files.statistics],
    ...(options.messageLog === false ? [] : ["-trace_msg", "-message_file", files.messages]),
    ...Object.entries(keys).flatMap(([name, value]) => ["-key", name, value]),
    ...args,
    ...(options.target === undefined ? [] : [options.target]),
  ];
}

function speech(speaks: number | Int16Array): Uint8Array {
  return encodeG711("alaw", typeof speaks === "number" ? sine(speaks, 10) : speaks);
}

async function resultOf(process: ChildProcess, folder: string): Promise<SippResult> {
  const [code] = await once(process, "exit");
  const read = (name: string) => readFile(join(folder, name), "utf8").catch(() => "");
  const [errors, messages, statistics] = await Promise.all([read(files.errors), read(files.messages), read(files.statistics)]);
  await rm(folder, { recursive: true });
  const exitCode = code ?? 255;
  return { ok: exitCode === 0, exitCode, ...countsOf(statistics), errors, messages };
}

/** The last line of sipp's statistics; columns are named in the first. */
function countsOf(statistics: string): Pick<SippResult, "successful" | "failed"> {
  const lines = statistics.trim().split("\n");
  const names = lines[0]!.split(";");
  const last = lines.at(-1)!.split(";");
  const count = (name: string) => Number(last[names.indexOf(name)] ?? 0) || 0;
  return { successful: count("SuccessfulCall(C)"), failed: count("FailedCall(C)") };
}

/** Asks the kernel: sipp itself says nothing that could be waited for. */
async function bound({ sipPort, transport }: SippOptions): Promise<void> {
  const entry = `:${sipPort.toString(16).toUpperCase().padStart(4, "0")} `;
  for (let attempt = 0; attempt < 100; attempt++) {
    const sockets = await readFile(`/proc/net/${transport ?? "udp"}`, "utf8");
    if (sockets.split("\n").some((line) => line.slice(0, 24).includes(entry))) return;
    await wait(20);
  }
}
