import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChange, type LiveCall, type LiveChange, type LiveChangePart, type LiveSnapshot } from "./live.ts";

const empty: LiveSnapshot = { organisationId: "o", sequence: 1, at: "t1", groups: {}, agents: {}, calls: {} };
const call = (callId: string, groupId = "g") => ({ callId, groupId }) as LiveCall;
const put = (callId: string, groupId?: string): LiveChangePart => ({ kind: "call", call: call(callId, groupId) });
const change = (sequence: number, ...parts: LiveChangePart[]): LiveChange => ({ sequence, at: `t${sequence}`, parts });

describe("a change", () => {
  test("follows the snapshot by one, and brings its time", () => {
    expect(applyChange(empty, change(2, put("a")))).toEqual({ ...empty, sequence: 2, at: "t2", calls: { a: call("a") } });
  });

  test("after a gap means: fetch again", () => {
    expect(applyChange(empty, change(3, put("a")))).toBeNull();
    expect(applyChange(empty, change(1000))).toBeNull();
  });

  test("that is already in changes nothing, not even the time", () => {
    for (const sequence of [1, 0, -5]) expect(applyChange(empty, change(sequence, put("a")))).toBe(empty);
  });

  test("leaves the snapshot before it as it was", () => {
    const before = applyChange(empty, change(2, put("a"), put("b")))!;
    const copy = structuredClone(before);
    applyChange(before, change(3, { kind: "callRemoved", callId: "a" }, put("c")));
    expect(before).toEqual(copy);
  });

  test("removes what was never there without harm", () => {
    const gone: LiveChangePart[] = [
      { kind: "callRemoved", callId: "x" },
      { kind: "groupRemoved", groupId: "x" },
      { kind: "agentRemoved", userId: "x" },
    ];
    expect(applyChange(empty, change(2, ...gone))).toEqual({ ...empty, sequence: 2, at: "t2" });
  });
});

const groups = ["g1", "g2", "g3"];
const part = fc.oneof(
  fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(...groups)).map(([id, group]) => put(id, group)),
  fc.constantFrom("a", "b", "c").map((callId): LiveChangePart => ({ kind: "callRemoved", callId })),
);
const history = fc.array(fc.array(part, { maxLength: 4 }), { maxLength: 20 }).map((all) => all.map((parts, n) => change(n + 2, ...parts)));

test("repeated and late changes in between do no harm: the end is the same", () => {
  fc.assert(
    fc.property(history, fc.array(fc.nat(20)), (changes, repeats) => {
      const follow = (list: LiveChange[]) => list.reduce((snapshot, one) => applyChange(snapshot, one)!, empty);
      const disturbed = changes.flatMap((one, n) => [one, ...repeats.flatMap((at) => (at <= n ? [changes[at]!] : []))]);
      expect(follow(disturbed)).toEqual(follow(changes));
    }),
  );
});
