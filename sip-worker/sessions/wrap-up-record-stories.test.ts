/** The wrap-up of a conversation is kept with its call: handle time is made of both. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { userIds, VirtualHouse } from "./testing/virtual-house.ts";

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
