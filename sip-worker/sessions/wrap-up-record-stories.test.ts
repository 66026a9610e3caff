/** The wrap-up of a conversation is kept with its call: handle time is made of both. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dialled } from "./testing/callback-scene.ts";
import { settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wrapUps = (house: VirtualHouse) => house.writes.flatMap((write) => (write.kind === "wrapUp" ? [write.wrapUpSeconds] : []));

test("a wrap-up that runs out, and one that is finished early, are written with the call after its end", async () => {
  const house = new VirtualHouse([{ name: "a", settings: { wrapUpSeconds: 30 } }]);
  for (const finish of [null, 12]) {
    const caller = await house.call("a");
    await house.pass(2);
    await house.pickUp("anna");
    await house.pass(60);
    caller.leave();
    await house.pass(finish ?? 30);
    if (finish !== null) house.organisation.post({ type: "wrapUpFinished", agentId: userIds.anna });
    await house.pass(1);
  }
  expect(wrapUps(house)).toEqual([30, 12]);
  house.expectBalanced();
});

test("without wrap-up there is none to write", async () => {
  const house = new VirtualHouse([{ name: "a" }]);
  const caller = await house.call("a");
  await house.pickUp("anna");
  await house.pass(60);
  caller.leave();
  await house.pass(60);
  expect(wrapUps(house)).toEqual([]);
});

test("who has called a customer back and met a voicemail has handled nothing", async () => {
  const { h, member, ring } = await dialled();
  const noted = vi.spyOn(h.organisation.forecast, "noteHandled");
  ring.pickUp();
  await settle();
  h.legOf("customer").playedOut();
  await settle();
  expect(h.organisation.handledRecordId(userIds.anna)).not.toBeNull();
  for (const key of "*2") member.leg!.press(key);
  await settle();
  expect([h.organisation.handledRecordId(userIds.anna), noted.mock.calls, h.activity("anna")]).toEqual([null, [], "idle"]);
});
