/** Orders of the portal to the worker. */
import "server-only";
import type { CommandResult, WorkerCommand } from "@/lib/domain/live.ts";
import { workerApi, workerSecret } from "./environment.ts";

const timeoutMs = 5000;

export async function sendCommand(command: WorkerCommand): Promise<CommandResult | { ok: false; reason: "unavailable" }> {
  try {
    const response = await fetch(`${workerApi()}/commands`, {
      method: "POST",
      headers: { Authorization: `Bearer ${workerSecret()}`, "Content-Type": "application/json" },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
    const answer = (await response.json()) as CommandResult;
    return typeof answer?.ok === "boolean" ? answer : { ok: false, reason: "unavailable" };
  } catch {
    return { ok: false, reason: "unavailable" };
  }
}
