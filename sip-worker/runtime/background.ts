import type { Log } from "./log.ts";

/** For a promise that nobody awaits: its failure is a bug of ours and is logged under the name of what was going on. */
export function inBackground(log: Log, name: string, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    log.error("background work failed", { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
}
