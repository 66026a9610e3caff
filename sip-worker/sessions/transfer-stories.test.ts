/** A member passes his caller on, and something else happens before the other answers (sip.md, "Transfer"). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settle, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Anna has passed her caller on to Sanna, who is no member and whose phone rings. */
async function passedOn() {
  const h = new VirtualHouse([{ name: "a" }, { name: "b", members: ["mikko"] }]);
  const caller = await h.call("a");
  const anna = (await h.pickUp("anna")).leg!;
  await h.pass(30);
  anna.transfer("103");
  await settle();
  expect(h.ringsOf("sanna")).toBe(1);
  return { h, caller, anna };
}

test.each([
  [
    "hangs up while he is told that nobody answers",
    "unreachable",
    async ({ caller }: Awaited<ReturnType<typeof passedOn>>) => caller.leave(),
  ],
  ["is told so at the end of the process", "workerStopped", async ({ h }: Awaited<ReturnType<typeof passedOn>>) => h.organisation.stop()],
])("a caller who has talked, was passed on in vain and %s has not given up: he was answered", async (_what, reason, happens) => {
  const scene = await passedOn();
  const { h, anna } = scene;
  anna.hangUp();
  await h.pass(30);
  expect([h.callerLeg().hears, h.outcomes()]).toEqual(["prompt:fi:group.noAgents", []]);
  await happens(scene);
  await settle();
  expect(h.outcomes()).toEqual([["a", "answered", reason]]);
  h.expectBalanced();
});

test("who is being passed on is not passed on to a queue as well: nobody would take him from whom he talks to there", async () => {
  const { h, caller, anna } = await passedOn();
  expect(anna.transfer("8098")).toEqual(["603"]);
  expect(h.isRinging("mikko")).toBe(false);
  await h.pickUp("sanna");
  expect([anna.state, h.activity("sanna"), h.outcomes()]).toEqual(["endedByUs", "ownCall", []]);
  caller.leave();
  await settle();
  h.expectBalanced();
});
