import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usualLimits } from "./group/alert-limits.ts";
import {
  applyChange,
  type LiveAgent,
  type LiveCall,
  type LiveChange,
  type LiveChangePart,
  type LiveGroup,
  type LiveSnapshot,
} from "./live.ts";
import { type LiveReader, visibleChange, visibleSnapshot } from "./live-visible.ts";

const today = { offered: 0, answered: 0, abandoned: 0, overflowed: 0, callbackRequested: 0, answeredInTarget: 0, abandonedLate: 0 };
const group = (groupId: string, waiting = 0): LiveGroup => ({
  ...{ groupId, name: groupId, number: "8000", open: true, changesAt: null, closedReason: null, byHand: null },
  ...{
    waiting,
    callbacks: 0,
    longestSince: null,
    estimateSeconds: null,
    secondsPerPlace: null,
    loggedOutByMisses: 0,
    callbackExpiresAt: null,
    loggedIn: 0,
    free: 0,
    alertLimits: usualLimits,
    today,
  },
});
const agent = (userId: string, groups: string[], status: LiveAgent["status"] = { kind: "free" }): LiveAgent => ({
  ...{ userId, name: userId, extension: "101", loggedInGroups: groups, groups },
  ...{ status, since: "2026-01-01T00:00:00Z", reachable: [], noCall: {} },
});
const call = (callId: string, groupId: string, status: LiveCall["status"] = { kind: "waiting" }): LiveCall => ({
  ...{ callId, kind: "live" as const, groupId, callerNumber: `number of ${callId}`, callerName: null, arrivedAt: "", queuedAt: "" },
  ...{ answeredAt: null, place: { since: 1, sequence: 1 }, status, waitReason: null, metadata: null, attempts: null },
});
const view = (groups: LiveGroup[], agents: LiveAgent[], calls: LiveCall[], sequence = 7): LiveSnapshot => ({
  ...{ organisationId: "o", sequence, at: "" },
  groups: Object.fromEntries(groups.map((one) => [one.groupId, one])),
  agents: Object.fromEntries(agents.map((one) => [one.userId, one])),
  calls: Object.fromEntries(calls.map((one) => [one.callId, one])),
});
const snapshot = view(
  [group("mine"), group("theirs")],
  [agent("anna", ["mine", "theirs"]), agent("ville", ["theirs"])],
  [call("c1", "mine"), call("c2", "theirs")],
);
const supervisor: LiveReader = { userId: "sari", watched: new Set(["mine"]) };
const member: LiveReader = { userId: "anna", watched: new Set() };
const keys = (seen: LiveSnapshot | null) => [seen?.groups, seen?.agents, seen?.calls].map((part) => Object.keys(part ?? {}));

function told(before: LiveSnapshot, parts: LiveChangePart[], reader: LiveReader) {
  const change: LiveChange = { sequence: before.sequence + 1, at: "", parts };
  const after = applyChange(before, change)!;
  return { change: visibleChange(change, before, after, reader), after };
}

test("an administrator sees everything", () => {
  expect(visibleSnapshot(snapshot, { userId: "anna", watched: null })).toBe(snapshot);
});

describe("a supervisor", () => {
  test("sees her own groups, their members and callers, and nothing else", () => {
    expect(keys(visibleSnapshot(snapshot, supervisor))).toEqual([["mine"], ["anna"], ["c1"]]);
  });

  test("changes keep their numbers, and a call that moves out of sight is gone", () => {
    const { change } = told(
      snapshot,
      [
        { kind: "group", group: group("theirs", 3) },
        { kind: "call", call: call("c1", "theirs") },
        { kind: "agent", agent: agent("anna", ["theirs"]) },
      ],
      supervisor,
    );
    const after = applyChange(visibleSnapshot(snapshot, supervisor), change);
    expect(after?.sequence).toBe(8);
    expect(keys(after)).toEqual([["mine"], [], []]);
    expect(JSON.stringify(change)).not.toContain('groupId":"theirs');
  });
});

describe("a member", () => {
  test("sees himself and the counts of his own groups: no colleague, no caller", () => {
    const seen = visibleSnapshot(
      view([group("mine", 4), group("theirs")], [agent("anna", ["mine"]), agent("ville", ["mine"])], [call("c1", "mine")]),
      member,
    );
    expect(keys(seen)).toEqual([["mine"], ["anna"], []]);
    expect(seen.groups.mine?.waiting).toBe(4);
  });

  test("sees the call that he is rung for, without its place or who else is rung; when another answers it is gone", () => {
    const ringing = agent("anna", ["mine"], { kind: "ringing", callId: "c1", groupId: "mine" });
    const before = view([group("mine")], [ringing], [call("c1", "mine", { kind: "ringing", userIds: ["anna", "ville"] })]);
    const seen = visibleSnapshot(before, member);
    expect(seen.calls.c1).toMatchObject({ callerNumber: "number of c1", status: { kind: "ringing", userIds: ["anna"] }, place: null });
    const answered: LiveChangePart[] = [
      { kind: "agent", agent: agent("anna", ["mine"]) },
      { kind: "call", call: call("c1", "mine", { kind: "talking", userId: "ville" }) },
    ];
    const { change } = told(before, answered, member);
    expect(change.parts).toEqual([
      { kind: "agent", agent: agent("anna", ["mine"]) },
      { kind: "callRemoved", callId: "c1" },
    ]);
  });

  test("is shown a group that he becomes a member of, though nothing in the group itself has changed", () => {
    const before = view([group("mine"), group("theirs", 2)], [agent("anna", ["mine"])], []);
    const { change } = told(before, [{ kind: "agent", agent: agent("anna", ["theirs"]) }], member);
    expect(keys(applyChange(visibleSnapshot(before, member), change))).toEqual([["theirs"], ["anna"], []]);
  });
});

test("a screen for everybody sees the watched groups' figures, and nobody's name or number: neither agents, callers nor who closed", () => {
  const screen: LiveReader = { userId: "sari", watched: new Set(["mine"]), figuresOnly: true };
  const closed = { ...group("mine", 2), byHand: { manual: "closed" as const, since: "2026-01-01T00:00:00Z", by: "Sari Salo" } };
  const before = view([closed, group("theirs")], [agent("anna", ["mine"])], [call("c1", "mine")]);
  const seen = visibleSnapshot(before, screen);
  expect(keys(seen)).toEqual([["mine"], [], []]);
  expect(seen.groups.mine).toEqual({ ...closed, byHand: { ...closed.byHand, by: null } });
  const { change } = told(
    before,
    [
      { kind: "group", group: { ...closed, waiting: 3 } },
      { kind: "agent", agent: agent("ville", ["mine"]) },
      { kind: "call", call: call("c2", "mine") },
    ],
    screen,
  );
  expect(applyChange(seen, change)?.groups.mine?.waiting).toBe(3);
  expect(JSON.stringify([seen, change])).not.toMatch(/Sari|anna|ville|number of/);
});

const groupIds = ["g1", "g2", "g3"];
const userIds = ["anna", "ville", "sari"];
const callIds = ["c1", "c2", "c3"];
const someGroups = fc.subarray(groupIds);
const someStatus = fc.oneof(
  fc.constant<LiveAgent["status"]>({ kind: "free" }),
  fc.record({ kind: fc.constant("ringing" as const), callId: fc.constantFrom(...callIds), groupId: fc.constantFrom(...groupIds) }),
  fc.record({
    ...{ kind: fc.constant("talking" as const), callId: fc.constantFrom(...callIds), groupId: fc.constantFrom(...groupIds) },
    recordId: fc.constant(null),
  }),
);
const someCallStatus = fc.oneof(
  fc.constant<LiveCall["status"]>({ kind: "waiting" }),
  fc.record({ kind: fc.constant("ringing" as const), userIds: fc.subarray(userIds) }),
  fc.record({ kind: fc.constant("talking" as const), userId: fc.constantFrom(...userIds) }),
);
const someGroup = fc.tuple(fc.constantFrom(...groupIds), fc.nat(3)).map(([id, waiting]) => group(id, waiting));
const someAgent = fc.tuple(fc.constantFrom(...userIds), someGroups, someStatus).map(([id, groups, status]) => agent(id, groups, status));
const someCall = fc
  .tuple(fc.constantFrom(...callIds), fc.constantFrom(...groupIds), someCallStatus)
  .map(([id, groupId, status]) => call(id, groupId, status));
const somePart = fc.oneof(
  someGroup.map((one): LiveChangePart => ({ kind: "group", group: one })),
  someAgent.map((one): LiveChangePart => ({ kind: "agent", agent: one })),
  someCall.map((one): LiveChangePart => ({ kind: "call", call: one })),
  fc.constantFrom(...groupIds).map((groupId): LiveChangePart => ({ kind: "groupRemoved", groupId })),
  fc.constantFrom(...userIds).map((userId): LiveChangePart => ({ kind: "agentRemoved", userId })),
  fc.constantFrom(...callIds).map((callId): LiveChangePart => ({ kind: "callRemoved", callId })),
);
const someView = fc.tuple(fc.array(someGroup), fc.array(someAgent), fc.array(someCall)).map(([g, a, c]) => view(g, a, c));
const history = fc.record({ begin: someView, changes: fc.array(fc.array(somePart, { maxLength: 4 }), { size: "max", maxLength: 30 }) });
const someReader = fc.record({
  userId: fc.constant("anna"),
  watched: fc.option(someGroups.map((ids) => new Set(ids))),
  figuresOnly: fc.boolean(),
});

test("after any changes a reader has what he may see of the whole view, no more and no less", () => {
  fc.assert(
    fc.property(history, someReader, ({ begin, changes }, reader) => {
      let whole = begin;
      let seen = visibleSnapshot(begin, reader);
      for (const parts of changes) {
        const { change, after } = told(whole, parts, reader);
        whole = after;
        seen = applyChange(seen, change)!;
        expect(seen).toEqual(visibleSnapshot(whole, reader));
      }
    }),
  );
});

test("nothing that a member is ever told names a colleague, another's call or a group that is not his", () => {
  let ownCalls = 0;
  fc.assert(
    fc.property(history, ({ begin, changes }) => {
      let whole = begin;
      let text = JSON.stringify(visibleSnapshot(begin, member));
      for (const parts of changes) {
        const { change, after } = told(whole, parts, member);
        const me = [whole.agents.anna, after.agents.anna].flatMap((one) => one ?? []);
        const mine = new Set(
          me.flatMap(({ groups, status }) => [
            ...groups,
            ...("callId" in status ? [status.callId] : []),
            ...("groupId" in status ? [status.groupId] : []),
          ]),
        );
        text = JSON.stringify(change.parts);
        const calls = [whole, after].flatMap(({ calls }) => callIds.flatMap((id) => (mine.has(id) ? (calls[id] ?? []) : [])));
        ownCalls += calls.length;
        const named = new Set(calls.flatMap(({ groupId }) => groupId));
        for (const id of [...groupIds, ...callIds]) if (!mine.has(id) && !named.has(id)) expect(text).not.toContain(`"${id}"`);
        for (const id of ["ville", "sari"]) expect(text).not.toContain(`"${id}"`);
        whole = after;
      }
    }),
  );
  expect(ownCalls).toBeGreaterThan(100);
});
