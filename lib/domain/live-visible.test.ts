import { expect, test } from "vitest";
import { applyChange, type LiveAgent, type LiveCall, type LiveChange, type LiveGroup, type LiveSnapshot } from "./live.ts";
import { visibleChange, visibleSnapshot } from "./live-visible.ts";

const today = { offered: 0, answered: 0, abandoned: 0, overflowed: 0, answeredInTarget: 0, abandonedLate: 0 };
const group = (groupId: string): LiveGroup => ({
  ...{ groupId, name: groupId, number: "8000", open: true, changesAt: null, closedReason: null },
  ...{ waiting: 0, callbacks: 0, longestSince: null, loggedIn: 0, free: 0, today },
});
const agent = (userId: string, groups: string[]): LiveAgent => ({
  ...{ userId, name: userId, extension: "101", loggedInGroups: groups, groups },
  ...{ status: { kind: "free" }, since: "2026-01-01T00:00:00Z", reachable: [], noCall: {} },
});
const call = (callId: string, groupId: string): LiveCall => ({
  ...{ callId, kind: "live" as const, groupId, callerNumber: null, callerName: null, arrivedAt: "", queuedAt: "", answeredAt: null },
  ...{ position: 1, status: { kind: "waiting" }, waitReason: null },
});
const snapshot: LiveSnapshot = {
  ...{ organisationId: "o", sequence: 7, at: "" },
  groups: { mine: group("mine"), theirs: group("theirs") },
  agents: { anna: agent("anna", ["mine", "theirs"]), ville: agent("ville", ["theirs"]) },
  calls: { c1: call("c1", "mine"), c2: call("c2", "theirs") },
};
const mine = new Set(["mine"]);

test("a supervisor sees her own groups, their members and callers, and nothing else", () => {
  const seen = visibleSnapshot(snapshot, mine);
  expect([Object.keys(seen.groups), Object.keys(seen.agents), Object.keys(seen.calls)]).toEqual([["mine"], ["anna"], ["c1"]]);
  expect(visibleSnapshot(snapshot, null)).toBe(snapshot);
});

test("changes keep their numbers, and a call that moves out of sight is gone", () => {
  const change: LiveChange = {
    ...{ sequence: 8, at: "" },
    parts: [
      { kind: "group", group: group("theirs") },
      { kind: "call", call: call("c1", "theirs") },
      { kind: "agent", agent: agent("anna", ["theirs"]) },
    ],
  };
  const after = applyChange(visibleSnapshot(snapshot, mine), visibleChange(change, mine));
  expect(after?.sequence).toBe(8);
  expect([after?.groups, after?.agents, after?.calls].map((part) => Object.keys(part ?? {}))).toEqual([["mine"], [], []]);
});
