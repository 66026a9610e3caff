/** The processes of the stack under test, told from those of any other by the control port that its edge listens at. */
import { execFileSync } from "node:child_process";

/** The edge's parent is the worker. */
export function edgeAndWorker(controlPort: number): { edge: number; worker: number } {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const line = lines.find((one) => one.includes("edge") && one.includes(`--control 127.0.0.1:${controlPort}`));
  const [edge, worker] = line?.trim().split(/\s+/).map(Number) ?? [];
  if (!edge || !worker) throw new Error("the stack has no edge");
  return { edge, worker };
}
