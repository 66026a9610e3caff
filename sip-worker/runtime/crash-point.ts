/**
 * Named places at which the worker can be made to die as by `kill -9`, for the tests that walk them (`e2e/crash`): before and after each
 * commit and each SIP send. Nothing happens unless CRASH_POINT_FILE is set; then the worker dies, once for each line, at the place that the
 * file's first line names.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";

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
  "recovery.requested",
  "recovery.closed",
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** The places of a callback: of its request, of its dial, and of a recovery, which makes requests. The others are met by every call. */
export const isCallbackPoint = (name: CrashPoint) => /^(request|attempt|recovery)\./.test(name);

const file = process.env.CRASH_POINT_FILE;

export function crashPoint(name: CrashPoint): void {
  if (!file) return;
  const [armed, ...next] = armedPoints(file);
  if (armed !== name) return;
  if (next.length > 0) writeFileSync(file, next.join("\n"));
  else rmSync(file);
  process.kill(process.pid, "SIGKILL");
}

function armedPoints(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}
