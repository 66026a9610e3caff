/** A user of the organisation who has called a group and is called back himself: his phone rings for one call at a time (decision 25). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sketch, states } from "./testing/callback-scene.ts";
import { settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

/** Sanna, the member of "b", has asked "a" to call her back; Anna, its member, talks with the first caller. */
async function requested() {
  const h = new VirtualHouse([sketch(), { name: "b", members: ["sanna"] }]);
  const first = await h.call("a", { number: "0409999999" });
  await h.pickUp("anna");
  const caller = await h.call("a", { by: "sanna" });
  await h.pass(60);
  h.callerLeg(1).press("1");
  await settle();
  caller.leave();
  await settle();
  return { h, first };
}

async function dialled() {
  const { h, first } = await requested();
  first.leave();
  await settle();
  const anna = (await h.pickUp("anna")).leg!;
  return { h, anna };
}
type Scene = Awaited<ReturnType<typeof dialled>>;

test("her own phones are rung, not the trunk", async () => {
  const { h } = await dialled();
  expect(h.ring("sanna").request.from.number).toBe("8097");
});

test.each([
  ["does not answer", async ({ h }: Scene) => h.pass(30)],
  ["has talked", async ({ h }: Scene) => h.pickUp("sanna").then(({ leg }) => leg!.hangUp())],
  ["is given up by the member", async ({ anna }: Scene) => anna.hangUp()],
])("no queue rings her while her phone rings or she talks; when she %s she is free for it", async (_what, happens) => {
  const scene = await dialled();
  const { h } = scene;
  expect(h.activity("sanna")).toBe("ownCall");
  const caller = await h.call("b", { number: "0405555555" });
  expect(h.ringsOf("sanna")).toBe(1);
  await happens(scene);
  await settle();
  expect([h.ringsOf("sanna"), h.activity("sanna")]).toEqual([1, "offered"]);
  caller.leave();
  await settle();
  h.expectBalanced();
});

test("nobody is rung for her while she is on another call; when that is over she is called back", async () => {
  const { h, first } = await requested();
  const caller = await h.call("b", { number: "0405555555" });
  await h.pickUp("sanna");
  first.leave();
  await h.pass(10);
  expect(h.isRinging("anna")).toBe(false);
  caller.leave();
  await h.pass(2);
  expect([h.isRinging("anna"), states(h)]).toEqual([true, [["waiting", null, 0]]]);
});

test("a queue that rings her sooner: her phone rings once, and it was no attempt", async () => {
  const { h, first } = await requested();
  first.leave();
  await settle();
  await h.call("b", { number: "0405555555" });
  await h.pickUp("anna");
  expect([h.ringsOf("sanna"), h.outcomes().at(-1), states(h)]).toEqual([1, ["a", "failed", "busy"], [["waiting", null, 0]]]);
});

test("who is a member of the group herself is never rung to call herself: another is, also after a restart", async () => {
  const groups = [sketch({}, { members: ["sanna", "anna"] })];
  const h = new VirtualHouse(groups);
  const first = await h.call("a", { number: "0409999999" });
  await h.pickUp("sanna");
  const second = await h.call("a", { number: "0408888888" });
  await h.pickUp("anna");
  first.leave();
  await settle();
  h.organisation.members.act(userIds.sanna, { action: "pause" });
  const caller = await h.call("a", { by: "sanna" });
  await h.pass(60);
  h.callerLeg(2).press("1");
  await settle();
  caller.leave();
  await settle();
  h.organisation.members.act(userIds.sanna, { action: "resume" });
  expect(h.isRinging("sanna")).toBe(false);
  second.leave();
  await settle();
  expect([h.isRinging("sanna"), h.isRinging("anna")]).toEqual([false, true]);
  const next = new VirtualHouse(groups, { store: h.callbackStore });
  await settle();
  expect([next.isRinging("sanna"), next.isRinging("anna")]).toEqual([false, true]);
});
