/** Notes how each caller's stay in the queue ended: exactly one of these for each that was offered. */
import type { DistributionCommand } from "../events.ts";

export type StayEnd = "connected" | "left" | "hungUp";

export class Outcomes {
  readonly offered = new Set<string>();
  readonly ended = new Map<string, StayEnd>();
  readonly twice: string[] = [];

  note(command: DistributionCommand): void {
    if (command.type === "connect") this.#end(command.callId, "connected");
    if (command.type === "leave") this.#end(command.callId, "left");
  }

  hungUp(callId: string): void {
    this.#end(callId, "hungUp");
  }

  #end(callId: string, end: StayEnd): void {
    if (this.ended.has(callId)) this.twice.push(callId);
    this.ended.set(callId, end);
  }
}
