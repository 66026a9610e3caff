import { expect, test } from "vitest";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import { createLog } from "../runtime/log.ts";
import { logCall } from "./call-lines.ts";

const at = new Date("2026-11-22T10:00:00Z");
const arrival = {
  ...{ id: "call-1", organisationId: "o", groupId: "g", groupName: "Myynti", dialledNumber: "0800000120" },
  ...{ callerNumber: "0401234567", callerName: "Liisa\nVirtanen", direction: "incoming" as const, sipCallId: "sip-1", arrivedAt: at },
};
const end = { endedAt: at, outcome: "answered", outcomeReason: "callerHungUp", endedBy: "caller", waitSeconds: 3, talkSeconds: 9 } as const;
const leg = { id: "l", callId: "call-1", kind: "mobile", number: "0409999999", startedAt: at, answeredAt: null, endedAt: null } as const;
const writes: CallWrite[] = [
  { kind: "arrival", arrival },
  { kind: "event", event: { callId: "call-1", sequence: 1, at, kind: "arrived", userId: null, detail: { number: "0800000120" } } },
  { kind: "progress", callId: "call-1", progress: { queuedAt: at } },
  { kind: "leg", leg: { ...leg, billingAccountId: null } },
  { kind: "progress", callId: "call-1", progress: { answeredAt: at, answeredById: "anna" } },
  { kind: "end", callId: "call-1", end },
  { kind: "wrapUp", callId: "call-1", wrapUpSeconds: 5 },
];

function written(level: "info" | "debug"): string[] {
  const lines: string[] = [];
  const log = createLog("worker", level, (line) => lines.push(line));
  for (const write of writes) logCall(log, write);
  return lines;
}

test("a call is in the log from its INVITE to its end under one id, without a name or a whole number", () => {
  const lines = written("info").map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { message: "call arrived", callId: "call-1", sipCallId: "sip-1", caller: "…567", dialled: "…120", direction: "incoming" },
    { message: "call answered", callId: "call-1", userId: "anna" },
    { message: "call ended", callId: "call-1", outcome: "answered", reason: "callerHungUp", waitSeconds: 3, talkSeconds: 9 },
  ]);
  expect(lines).toHaveLength(3);
});

test("level debug has every step, and still no name and no whole number", () => {
  const lines = written("debug");
  expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
    ...["call arrived", "call step", "charged leg", "call answered", "call ended", "wrap-up ended"],
  ]);
  expect(lines.every((line) => (JSON.parse(line) as { callId: string }).callId === "call-1")).toBe(true);
  expect(lines.join("")).not.toMatch(/Liisa|0401234567|0800000120|0409999999/);
});
