/** A supervisor puts a waiting caller first, takes him, or lets him go on in another group. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FakeIncoming } from "./testing/fake-signaling.ts";
import { type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

/** Anna talks in a, and two callers wait there; Sanna watches and is no member. */
async function queue(b: Partial<GroupSketch> = {}, a: Partial<GroupSketch> = {}) {
  const house = new VirtualHouse([
    { name: "a", members: ["anna"], ...a },
    { name: "b", members: ["mikko"], ...b },
  ]);
  const callers: FakeIncoming[] = [];
  for (const number of ["0401111111", "0402222222", "0403333333"]) callers.push(await house.call("a", { number }));
  await house.pickUp("anna");
  const ids = [...house.organisation.sessions.keys()];
  house.news();
  const act = (id: string, action: Parameters<typeof house.organisation.byHand.act>[3], groups: string[] | null = null) =>
    house.organisation.byHand.act(id, userIds.sanna, groups, action);
  const finish = async () => {
    for (const caller of callers) caller.leave();
    await settle();
    house.expectBalanced();
  };
  return { house, callers, ids, act, finish };
}

test("who is put first is the next to be rung for", async () => {
  const { house, callers, ids, act, finish } = await queue();
  expect(act(ids[2]!, { action: "front" })).toEqual({ ok: true });
  callers[0]!.leave();
  await settle();
  await house.pickUp("anna");
  expect(house.organisation.sessions.get(ids[2]!)?.stage).toBe("talking");
  await finish();
});

test("who was put first and asks to be called back keeps that place, also with the next worker", async () => {
  const callback = { callbackEnabled: true, offerWhenLongestWaitMinutes: 1 };
  const { house, ids, act } = await queue({}, { callback, announcements: { playRingback: false } });
  act(ids[2]!, { action: "front" });
  await house.pass(60);
  for (const caller of [1, 2]) house.callerLeg(caller).press("1");
  await settle();
  const requests = [...house.callbackStore.requests.values()];
  expect(requests.map(({ number }) => number)).toEqual(["0402222222", "0403333333"]);
  // The worker dies; the one who talks with Anna is not there any more.
  vi.clearAllTimers();
  const next = new VirtualHouse([{ name: "a", members: [], callback }], { store: house.callbackStore });
  expect(next.organisation.state.order.map((id) => next.organisation.callbacks.get(id)?.request.number)).toEqual([
    "0403333333",
    "0402222222",
  ]);
});

test("the record of who was put first says by whom, and keeps the place for the worker after a crash", async () => {
  const { house, ids, act, finish } = await queue();
  const recordOf = (id: string) => house.organisation.sessions.get(id)!.record.id;
  act(ids[2]!, { action: "front" });
  act(ids[2]!, { action: "front" });
  const put = house.writes.flatMap((write) => (write.kind === "event" && write.event.kind === "putFirst" ? [write.event] : []));
  expect(put).toMatchObject([{ callId: recordOf(ids[2]!), userId: userIds.sanna }]);
  expect(house.placeOf(recordOf(ids[2]!))!.getTime()).toBeLessThan(house.placeOf(recordOf(ids[1]!))!.getTime());
  await finish();
});

test("places that are written down keep their order, whatever the parts of a millisecond in which the clocks were read", async () => {
  const now = performance.now.bind(performance);
  let reading = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => {
    reading += 0.37;
    return now() + (reading % 1);
  });
  const { house, ids, act, finish } = await queue();
  const written: number[] = [];
  for (let turn = 0; turn < 40; turn++) {
    const id = ids[1 + (turn % 2)]!;
    act(id, { action: "front" });
    written.push(house.placeOf(house.organisation.sessions.get(id)!.record.id)!.getTime());
  }
  clock.mockRestore();
  expect(written.filter((place, n) => n > 0 && place >= written[n - 1]!)).toEqual([]);
  await finish();
});

describe("taking a caller", () => {
  test("rings the supervisor's own phone, and she talks with him", async () => {
    const { house, ids, act, finish } = await queue();
    expect(act(ids[2]!, { action: "take" })).toEqual({ ok: true });
    await settle();
    await house.pickUp("sanna");
    expect([house.activity("sanna"), house.organisation.sessions.get(ids[2]!)?.memberId]).toEqual(["talking", userIds.sanna]);
    await finish();
  });

  test("when she does not answer he waits in his place", async () => {
    const { house, ids, act, finish } = await queue();
    act(ids[1]!, { action: "take" });
    await house.pass(20);
    expect([house.activity("sanna"), house.organisation.state.order]).toEqual(["idle", [ids[1], ids[2]]]);
    await finish();
  });

  test("a save of anything leaves her phone ringing, though she is no member", async () => {
    const { house, ids, act, finish } = await queue();
    act(ids[1]!, { action: "take" });
    await settle();
    house.configure([
      { name: "a", members: ["anna"], queue: { maxWaiting: 7 } },
      { name: "b", members: ["mikko"] },
    ]);
    await settle();
    expect(house.isRinging("sanna")).toBe(true);
    await house.pickUp("sanna");
    expect(house.organisation.sessions.get(ids[1]!)?.memberId).toBe(userIds.sanna);
    await finish();
  });

  test("one who is deleted while her phone rings is silent, and the caller waits in his place", async () => {
    const { house, ids, act, finish } = await queue();
    act(ids[1]!, { action: "take" });
    await settle();
    const { configuration } = house.organisation;
    house.organisation.configure({ ...configuration, users: configuration.users.filter(({ id }) => id !== userIds.sanna) });
    await settle();
    expect([house.isRinging("sanna"), house.organisation.state.calls.get(ids[1]!)?.round]).toEqual([false, null]);
    await finish();
  });

  test("who hangs up while her phone rings leaves it silent", async () => {
    const { house, callers, ids, act, finish } = await queue();
    act(ids[1]!, { action: "take" });
    callers[1]!.leave();
    await settle();
    expect([house.activity("sanna"), act(ids[1]!, { action: "take" })]).toEqual(["idle", { ok: false, reason: "notNow" }]);
    await finish();
  });
});

describe("moving a caller to another group", () => {
  test("he keeps his wait, is served there, and each stay has one outcome", async () => {
    const { house, ids, act, finish } = await queue();
    const before = house.organisation.sessions.get(ids[2]!)!.record;
    await house.pass(60);
    expect(act(ids[2]!, { action: "group", groupId: groupId("b") })).toEqual({ ok: true });
    await settle();
    await house.pickUp("mikko");
    const moved = [...house.organisation.sessions.values()].find(({ record }) => record.start.callerNumber === "0403333333");
    expect(moved?.memberId).toBe(userIds.mikko);
    expect(house.placeOf(moved!.record.id)).toEqual(house.placeOf(before.id));
    await finish();
    expect(house.outcomes().filter(([, , reason]) => reason === "movedByHand")).toEqual([["a", "overflowed", "movedByHand"]]);
    expect(house.outcomes()).toHaveLength(4);
  });

  test.each([
    ["is closed", { hours: { manual: "closed" as const } }],
    ["is full", { queue: { maxWaiting: 0 }, members: ["anna" as const] }],
    ["has nobody", { members: [] }],
  ])("is refused when that group %s: he waits where he was", async (_why, b) => {
    const { house, ids, act, finish } = await queue(b);
    expect(act(ids[1]!, { action: "group", groupId: groupId("b") })).toEqual({ ok: false, reason: "notNow" });
    expect(house.organisation.state.order).toEqual([ids[1], ids[2]]);
    await finish();
  });
});

test("one who has been answered, has hung up, or whose group is not hers, stays as he is", async () => {
  const { house, callers, ids, act, finish } = await queue();
  callers[1]!.leave();
  await settle();
  const before = house.organisation.state;
  for (const id of [ids[0]!, ids[1]!]) {
    for (const action of [{ action: "front" }, { action: "take" }, { action: "group", groupId: groupId("b") }] as const) {
      expect(act(id, action)).toEqual({ ok: false, reason: "notNow" });
    }
  }
  expect(act(ids[2]!, { action: "take" }, [groupId("b")])).toEqual({ ok: false, reason: "unknownCall" });
  expect(act(ids[2]!, { action: "group", groupId: groupId("b") }, [groupId("a")])).toEqual({ ok: false, reason: "unknownCall" });
  expect(house.organisation.state).toBe(before);
  await finish();
});
