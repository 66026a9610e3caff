/** For tests: runs a machine's timers in virtual time and writes down what it does. */
import type { Machine, TransactionOutput } from "./transaction.ts";

export type TimedLine = [atMs: number, what: string];

export const describeOutput = (output: TransactionOutput): string => {
  switch (output.type) {
    case "send":
    case "passUp":
      return `${output.type} ${output.message.kind === "request" ? output.message.method : output.message.status}`;
    case "failed":
      return `failed:${output.cause}`;
    default:
      return output.type;
  }
};

/** Fires timers until none is left or `untilMs` is reached. */
export function runTimers(machine: Machine<{ readonly type: "timerFired" }>, untilMs = Number.POSITIVE_INFINITY): TimedLine[] {
  const lines: TimedLine[] = [];
  for (let at = machine.deadline(); at !== null && at <= untilMs; at = machine.deadline()) {
    for (const output of machine.handle({ type: "timerFired" }, at)) lines.push([at, describeOutput(output)]);
    if (lines.length > 10_000) throw new Error("the timers never end");
  }
  return lines;
}
