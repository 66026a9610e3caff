/** What the processes of a running Jono have used of the processor, as `ps` tells it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const ask = promisify(execFile);

interface Running {
  pid: number;
  parent: number;
  command: string;
}

async function running(): Promise<Running[]> {
  const { stdout } = await ask("ps", ["-axo", "pid=,ppid=,args="], { maxBuffer: 8_000_000 });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

export async function stackProcesses(stackPid: number): Promise<{ portal: number; worker: number }> {
  const children = (await running()).filter(({ parent }) => parent === stackPid);
  const worker = children.find(({ command }) => command.includes("worker/main.js"));
  const portal = children.find(({ command }) => command.includes("next"));
  if (!portal || !worker) throw new Error("the portal's and the worker's processes were not found");
  return { portal: portal.pid, worker: worker.pid };
}

/** Of user and system together. */
export async function cpuSeconds(pid: number): Promise<number> {
  const { stdout } = await ask("ps", ["-o", "time=", "-p", String(pid)]);
  const [days, clock] = stdout.trim().includes("-") ? stdout.trim().split("-") : ["0", stdout.trim()];
  const parts = (clock ?? "").split(":").map(Number);
  return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0);
}
