/** Orders of the portal to the worker. */
import "server-only";
import type { Actor } from "@/lib/domain/actor.ts";
import type { CommandResult, WorkerCommand } from "@/lib/domain/live.ts";
import { workerApi, workerSecret } from "./environment.ts";

const timeoutMs = 5000;
/** A save does not wait longer than this for the worker: it follows by itself, a moment later. */
const followMs = 300;

/** Passes a saved change on when calls follow it: the number dialled right after Save behaves as saved. */
export async function inForce<T>(actor: Actor, result: T): Promise<T> {
  await sendCommand({ kind: "follow", organisationId: actor.organisationId }, followMs);
  return result;
}

export async function sendCommand(
  command: WorkerCommand,
  waitMs = timeoutMs,
): Promise<CommandResult | { ok: false; reason: "unavailable" }> {
  try {
    const response = await fetch(`${workerApi()}/commands`, {
      method: "POST",
      headers: { Authorization: `Bearer ${workerSecret()}`, "Content-Type": "application/json" },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(waitMs),
      cache: "no-store",
    });
    const answer = (await response.json()) as CommandResult;
    return typeof answer?.ok === "boolean" ? answer : { ok: false, reason: "unavailable" };
  } catch {
    return { ok: false, reason: "unavailable" };
  }
}

/** What the worker tells of itself; null when it does not answer. */
export async function readFromWorker<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(`${workerApi()}${path}`, {
      headers: { Authorization: `Bearer ${workerSecret()}` },
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}
