/** The embedded SIP edge as a process of its own, so that neither it nor the sessions can stall the other. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Log } from "./log.ts";
import { edgeProgram, programArguments } from "./programs.ts";

export interface EdgeOptions {
  /** `udp:127.0.0.1:5060` */
  listen: readonly string[];
  /** Told to peers instead of the bound address. */
  advertise?: string;
  controlPort: number;
  secret: string;
  log: Log;
  /** The edge ended though nobody stopped it. */
  died(): void;
}

export interface EdgeState {
  counters: Record<string, number>;
  /** Entries of its tables. */
  sizes: Record<string, number>;
  /** Resident, in bytes. */
  memory: number;
}

export interface EdgeProcess {
  /** Null: it did not answer in time. */
  state(): Promise<EdgeState | null>;
  stop(): Promise<void>;
}

/** By this exit code the edge says that it cannot do what it was asked for. */
const cannotStart = 2;
/** The edge could not listen; the line says why and what to do. */
export class EdgeRefused extends Error {}

export async function startEdgeProcess(options: EdgeOptions): Promise<EdgeProcess> {
  const args = [...options.listen.flatMap((listener) => ["--sip", listener]), "--control", `127.0.0.1:${options.controlPort}`];
  if (options.advertise) args.push("--external-address", options.advertise);
  const child = fork(fileURLToPath(edgeProgram), args, {
    execArgv: programArguments,
    // A group of its own: Ctrl-C in the terminal must not end it while the worker still drains its calls.
    detached: true,
    env: { ...process.env, EDGE_SECRET: options.secret },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lines = collect(child, options.log);
  await ready(child, lines);
  let stopping = false;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.once("exit", () => {
    if (!stopping) options.died();
  });
  return {
    state: () => askState(child),
    stop: () => {
      stopping = true;
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Passes the edge's own log lines on, and keeps the last of its complaints. */
function collect(child: ChildProcess, log: Log): { last: string } {
  const kept = { last: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n")) if (line.startsWith("{")) console.log(line);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    kept.last = text.split("\n")[0] ?? kept.last;
    log.warn("edge", { text: text.trim() });
  });
  return kept;
}

function ready(child: ChildProcess, lines: { last: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(code === cannotStart ? new EdgeRefused(lines.last) : new Error(lines.last || "the SIP edge ended while starting"));
    child.once("exit", onExit);
    child.once("error", reject);
    child.once("message", () => {
      child.off("exit", onExit);
      resolve();
    });
  });
}

function askState(child: ChildProcess): Promise<EdgeState | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), 500);
    const finish = (state: EdgeState | null) => {
      clearTimeout(timer);
      child.off("message", onMessage);
      resolve(state);
    };
    const onMessage = (message: unknown) => {
      const state = message as Partial<EdgeState> & { type?: string };
      if (state.type === "counters") finish({ counters: state.counters ?? {}, sizes: state.sizes ?? {}, memory: state.memory ?? 0 });
    };
    child.on("message", onMessage);
    child.send("counters");
  });
}
