/**
 * Named places at which the worker can be made to die as by `kill -9`, for the tests that walk them (`e2e/crash`): before and after each
 * commit and each SIP send. Nothing happens unless CRASH_POINT_FILE is set; then the worker dies, once, at the place that the file names.
 */
import { readFileSync, rmSync } from "node:fs";

export const crashPoints = [
  "records.beforeCommit",
  "records.committed",
  "request.beforeCommit",
  "request.committed",
  "attempt.beforeCommit",
  "attempt.committed",
  "invite.beforeSend",
  "invite.sent",
  "invite.answered",
  "cancel.beforeSend",
  "answer.beforeSend",
  "answer.acknowledged",
  "bye.beforeSend",
  "bye.sent",
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** The places of a callback: of its request and of its dial. The others are met by every call. */
export const isCallbackPoint = (name: CrashPoint) => name.startsWith("request.") || name.startsWith("attempt.");

const file = process.env.CRASH_POINT_FILE;

export function crashPoint(name: CrashPoint): void {
  if (!file || armed(file) !== name) return;
  rmSync(file);
  process.kill(process.pid, "SIGKILL");
}

function armed(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
