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

/** The portal is known by its port, the worker by their common parent. */
export async function stackProcesses(portalPort: number): Promise<{ portal: number; worker: number }> {
  const all = await running();
  const mine = all.filter(({ parent }) => all.some((one) => one.pid === parent && one.command.includes("lib/stack/run.ts")));
  const portal = mine.find(({ command }) => command.includes(`-p ${portalPort}`) || command.startsWith("next-server"));
  const worker = mine.find(({ command, parent }) => command.includes("sip-worker/main.ts") && parent === portal?.parent);
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
