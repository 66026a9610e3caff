/** Calls that the queue did not give a member, and what they do to the queue: his wrap-up goes on, and one phone rings for one call at a time. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FakeIncoming } from "./testing/fake-signaling.ts";
import { announcementId, type GroupSketch, groupId, menu, menuId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const noAgents = "prompt:fi:group.noAgents";

describe("a wrap-up", () => {
  const wrapUps = (h: VirtualHouse) => h.writes.flatMap((write) => (write.kind === "wrapUp" ? [write.wrapUpSeconds] : []));

  /** Anna has talked for a minute and is in wrap-up for 300 seconds; a caller waits, and ten seconds have gone by. */
  async function inWrapUp(): Promise<{ h: VirtualHouse; next: FakeIncoming }> {
    const h = new VirtualHouse([{ name: "a", settings: { wrapUpSeconds: 300 } }]);
    const caller = await h.call("a");
    await h.pickUp("anna");
    await h.pass(60);
    caller.leave();
    const next = await h.call("a");
    await h.pass(10);
    return { h, next };
  }

  test("goes on after a colleague's call that she did not answer, to its own end", async () => {
    const { h, next } = await inWrapUp();
    const colleague = await h.dial("sanna", "101");
    await h.pass(3);
    expect([h.activity("anna"), h.ringsOf("anna")]).toEqual(["ownCall", 1]);
    colleague.cancel();
    await settle();
    expect([h.activity("anna"), h.isRinging("anna"), wrapUps(h)]).toEqual(["wrapUp", false, []]);
    await h.pass(286);
    expect(h.isRinging("anna")).toBe(false);
    await h.pass(1);
    expect([h.isRinging("anna"), wrapUps(h)]).toEqual([true, [300]]);
    next.leave();
    await settle();
    h.expectBalanced();
  });

  test("that runs out while she talks on her own line is written then, and she is rung when she hangs up", async () => {
    const { h, next } = await inWrapUp();
    const own = await h.dial("anna", "103");
    await h.pickUp("sanna");
    await h.pass(290);
    expect([h.activity("anna"), wrapUps(h), h.isRinging("anna")]).toEqual(["ownCall", [300], false]);
    expect(h.organisation.handledRecordId(userIds.anna)).toBeNull();
    own.leave();
    await settle();
    expect(h.isRinging("anna")).toBe(true);
    next.leave();
    await settle();
    h.expectBalanced();
  });

  test("is finished or prolonged during her own call just as well", async () => {
    const { h, next } = await inWrapUp();
    const own = await h.dial("anna", "103");
    expect(h.organisation.members.act(userIds.anna, { action: "extendWrapUp" })).toEqual({ ok: true });
    own.leave();
    await h.pass(349);
    expect([h.activity("anna"), wrapUps(h)]).toEqual(["wrapUp", []]);
    const second = await h.dial("anna", "103");
    h.organisation.members.act(userIds.anna, { action: "finishWrapUp" });
    expect([wrapUps(h), h.isRinging("anna"), h.activity("anna")]).toEqual([[359], false, "ownCall"]);
    second.leave();
    await settle();
    expect(h.isRinging("anna")).toBe(true);
    next.leave();
    await settle();
    h.expectBalanced();
  });

  test("follows a caller's talk though her other line goes on", async () => {
    const h = new VirtualHouse([{ name: "a", settings: { wrapUpSeconds: 30 } }]);
    const caller = await h.call("a");
    await h.pickUp("anna");
    const own = await h.dial("anna", "103");
    caller.leave();
    await h.pass(10);
    expect(h.activity("anna")).toBe("ownCall");
    own.leave();
    await settle();
    expect([h.activity("anna"), wrapUps(h)]).toEqual(["wrapUp", []]);
    await h.pass(20);
    expect([h.activity("anna"), wrapUps(h)]).toEqual(["idle", [30]]);
    h.expectBalanced();
  });

  test("of a member who is deleted is over: his handle time is noted", async () => {
    const { h, next } = await inWrapUp();
    const noted = vi.spyOn(h.organisation.forecast, "noteHandled");
    const { configuration } = h.organisation;
    h.organisation.configure({ ...configuration, users: configuration.users.filter(({ id }) => id !== userIds.anna) });
    expect([noted.mock.calls, wrapUps(h)]).toEqual([[[groupId("a"), 70]], [10]]);
    next.leave();
    await settle();
    h.expectBalanced();
  });
});

test("whoever has a line of her own when a caller's talk ends is offered nobody: for who waits it is no attempt", async () => {
  const h = new VirtualHouse([{ name: "a", queue: { maxAttempts: 1 } }]);
  const caller = await h.call("a");
  await h.pickUp("anna");
  const own = await h.dial("anna", "103");
  await h.call("a");
  h.news();
  caller.leave();
  await settle();
  expect([h.activity("anna"), h.news()]).toEqual(["ownCall", []]);
  own.leave();
  await settle();
  expect(h.isRinging("anna")).toBe(true);
  h.callers.at(-1)!.leave();
  await settle();
  h.expectBalanced();
});

describe("one phone rings for one call", () => {
  /** Callers of a go to Mikko, who is the member of b. */
  const toMikko = (group: Partial<GroupSketch> = {}) => {
    const h = new VirtualHouse([
      { name: "a", members: ["anna"], queue: { noAgentsDestination: { kind: "user", userId: userIds.mikko } }, ...group },
      { name: "b", members: ["mikko"] },
    ]);
    h.organisation.members.act(userIds.anna, { action: "logOut" });
    return h;
  };
  const finish = async (h: VirtualHouse) => {
    for (const caller of h.callers) caller.leave();
    await settle();
    h.expectBalanced();
  };

  test("while he is rung as a destination no queue rings him; when he declines he is free for it", async () => {
    const h = toMikko();
    await h.call("a");
    await h.call("b");
    expect(h.ringsOf("mikko")).toBe(1);
    h.ring("mikko").refuse("declined");
    await settle();
    expect([h.ringsOf("mikko"), h.callerLeg(0).hears]).toEqual([1, noAgents]);
    await h.pickUp("mikko");
    expect(h.activity("mikko")).toBe("talking");
    await finish(h);
  });

  test.each([
    ["does not answer in 30 seconds", async (h: VirtualHouse) => h.pass(30)],
    ["is left by the caller", async (h: VirtualHouse) => h.callers[0]!.leave()],
    ["has talked with him", async (h: VirtualHouse) => h.pickUp("mikko").then(({ leg }) => leg!.hangUp())],
  ])("he is free for the queue when he %s", async (_what, happens) => {
    const h = toMikko();
    await h.call("a");
    const ring = h.ring("mikko");
    await h.call("b");
    await happens(h);
    await settle();
    expect([ring.over, h.ringsOf("mikko"), h.activity("mikko")]).toEqual([true, 1, "offered"]);
    await finish(h);
  });

  test("a second caller for him finds his phone busy and hears the announcement", async () => {
    const h = toMikko();
    await h.call("a");
    await h.call("a");
    expect([h.ringsOf("mikko"), h.callerLeg(1).hears]).toEqual([1, noAgents]);
    await finish(h);
  });

  test("of two callers who leave the queue in one decision only one rings at him", async () => {
    const h = toMikko();
    h.organisation.members.act(userIds.anna, { action: "logIn" });
    await h.call("a");
    await h.pickUp("anna");
    await h.call("a");
    await h.call("a");
    h.organisation.members.act(userIds.anna, { action: "logOut" });
    await h.pass(10);
    expect([h.ringsOf("mikko"), h.callerLeg(1).hears, h.callerLeg(2).hears]).toEqual([1, "ringback", noAgents]);
    await finish(h);
  });

  test("a caller in a menu who dials his extension finds him busy while another rings at him", async () => {
    const choices = menu(1, { dialByExtension: true, greetingId: announcementId(1) });
    const h = new VirtualHouse(
      [
        { name: "a", members: ["anna"], queue: { noAgentsDestination: { kind: "menu", menuId: menuId(1) } } },
        { name: "b", members: ["mikko"] },
      ],
      { menus: [choices], loggedIn: ["mikko"] },
    );
    await h.call("a");
    for (const key of "102") h.callerLeg().press(key);
    await settle();
    await h.call("b");
    expect(h.ringsOf("mikko")).toBe(1);
    await finish(h);
  });

  test("while a caller is passed on to him no queue rings him; he is free when he does not answer", async () => {
    const h = toMikko();
    h.organisation.members.act(userIds.anna, { action: "logIn" });
    await h.call("a");
    const { leg } = await h.pickUp("anna");
    const told = leg!.transfer("102");
    await settle();
    await h.call("b");
    expect(h.ringsOf("mikko")).toBe(1);
    await h.pass(30);
    expect([told, h.ringsOf("mikko"), h.activity("mikko")]).toEqual([["202", "done 480"], 1, "offered"]);
    await finish(h);
  });

  test.each([
    ["gives up meanwhile", async (h: VirtualHouse) => h.callers[0]!.leave()],
    ["has talked with him", async (h: VirtualHouse) => h.pickUp("mikko").then(({ leg }) => leg!.hangUp())],
  ])("and he is free again when the caller who was passed on %s", async (_what, happens) => {
    const h = toMikko();
    h.organisation.members.act(userIds.anna, { action: "logIn" });
    await h.call("a");
    const { leg } = await h.pickUp("anna");
    leg!.transfer("102");
    await settle();
    await h.call("b");
    await happens(h);
    await settle();
    expect([h.ringsOf("mikko"), h.activity("mikko")]).toEqual([1, "offered"]);
    await finish(h);
  });

  test("a colleague who calls him meanwhile hears that he is busy", async () => {
    const h = toMikko();
    await h.call("a");
    expect((await h.dial("sanna", "102")).rejectedWith).toBe(486);
    await finish(h);
  });

  test("a colleague's call for which a port is still being found does not ring him when the queue was sooner", async () => {
    const h = toMikko();
    h.media.mode = "slow";
    const own = await h.dial("sanna", "102");
    h.media.mode = "ready";
    await h.call("b");
    h.media.letOpen();
    await settle();
    expect([own.rejectedWith, h.ringsOf("mikko"), h.activity("mikko")]).toEqual([486, 1, "offered"]);
    expect(h.outcomes()).toEqual([["", "failed", "busy"]]);
    await finish(h);
  });
});
