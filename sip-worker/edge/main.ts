/**
 * The edge as a process of its own: `npm run edge -- --sip udp:127.0.0.1:5060 --control 127.0.0.1:9022 --secret S`. One line when it is
 * ready; exit code 2 when it cannot start as asked; SIGTERM and SIGINT end it. Forked by the worker it also says `ready` over IPC and
 * ends with its parent.
 */
import { createLog } from "../runtime/log.ts";
import { parseArguments, usage } from "./arguments.ts";
import { type EdgeSettings, type RunningEdge, startEdge } from "./edge.ts";
import { hostOfAddress } from "./message/uri.ts";

const cannotStart = 2;
/** The edge of a worker that was killed ends when it notices; the next worker's is there sooner than that. */
const predecessorEndsWithinMs = 2_000;
const askAgainMs = 20;
const log = createLog("edge", process.env.LOG_LEVEL === "debug" ? "debug" : "info");

const settings = parseArguments(process.argv.slice(2), process.env);
if (typeof settings === "string") refuse(`${settings}\n${usage}`);
else await run(settings);

async function run(chosen: EdgeSettings): Promise<void> {
  const waitMs = process.send ? predecessorEndsWithinMs : 0;
  const edge = await startWhenFree(chosen, waitMs).catch((error: NodeJS.ErrnoException) => refuse(explain(error)));
  const listeners = edge.sip.map(({ protocol, address, port }) => `${protocol}:${hostOfAddress(address)}:${port}`);
  console.log(`edge ready: sip ${listeners.join(" ")}, control ${hostOfAddress(edge.control.address)}:${edge.control.port}`);
  process.send?.({ type: "ready", sip: edge.sip, control: edge.control });
  endOnSignal(edge);
}

async function startWhenFree(chosen: EdgeSettings, waitMs: number): Promise<RunningEdge> {
  const until = performance.now() + waitMs;
  for (let told = false; ; told = true) {
    try {
      return await startEdge(chosen, log);
    } catch (error) {
      const { code, port } = error as NodeJS.ErrnoException & { port?: number };
      if (code !== "EADDRINUSE" || performance.now() >= until) throw error;
      if (!told) log.info("waiting for a port that is in use", { port });
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

function endOnSignal(edge: RunningEdge): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    edge.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("disconnect", end);
  process.on("message", (message) => {
    if (message === "counters")
      process.send?.({ type: "counters", counters: edge.counters.snapshot(), sizes: edge.sizes(), memory: process.memoryUsage.rss() });
  });
}

function explain(error: NodeJS.ErrnoException & { address?: string; port?: number }): string {
  const where = `${error.address ?? "?"}:${error.port ?? "?"}`;
  if (error.code === "EADDRINUSE")
    return `port ${error.port} on ${error.address} is in use: end the program that has it (ss -lunpt), or choose another port`;
  if (error.code === "EADDRNOTAVAIL") return `${where} is no address of this machine: choose one that is, or 0.0.0.0`;
  if (error.code === "EACCES") return `${where} may not be opened: ports below 1024 need privileges, choose another port`;
  return `cannot listen on ${where}: ${error.message}`;
}

function refuse(line: string): never {
  console.error(`edge cannot start: ${line}`);
  process.exit(cannotStart);
}
