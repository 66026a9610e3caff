/** Numbers whose callers hear that the service is closed or full without being charged for it (docs of `Number.answerMode`; RFC 3960). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type GroupSketch, settle, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const house = (group: Partial<GroupSketch>) => new VirtualHouse([{ name: "a", members: ["anna"], answerMode: "earlyMedia", ...group }]);

test.each<[string, Partial<GroupSketch>, number, [string, string]]>([
  ["closed", { hours: { manual: "closed" } }, 480, ["closed", "manual"]],
  ["without agents", { members: [] }, 480, ["overflowed", "noAgents"]],
])("%s: the announcement is heard in a 183, then the call is refused; it was never answered", async (_what, group, status, outcome) => {
  const h = house(group);
  const caller = await h.call("a");
  expect([caller.state, caller.progressedWith !== null]).toEqual(["pending", true]);
  await h.playedOut(0);
  expect([caller.state, caller.rejectedWith]).toEqual(["rejected", status]);
  expect(h.outcomes()).toEqual([["a", ...outcome]]);
  h.expectBalanced();
});

test("full: refused with 486 after the announcement", async () => {
  const h = house({ queue: { maxWaiting: 0 } });
  await h.call("a");
  await h.pickUp("anna");
  const second = await h.call("a");
  expect(second.progressedWith).not.toBeNull();
  await h.playedOut(1);
  expect([second.state, second.rejectedWith]).toEqual(["rejected", 486]);
});

test("who gives up during the announcement is gone, and nothing is left open", async () => {
  const h = house({ hours: { manual: "closed" } });
  const caller = await h.call("a");
  caller.leave();
  await settle();
  expect(caller.state).toBe("cancelled");
  h.expectBalanced();
});

test("who has waited in the queue has been answered: he hears the announcement and gets a BYE", async () => {
  const h = house({ queue: { maxWaitSeconds: 10 } });
  await h.call("a");
  await h.pickUp("anna");
  const second = await h.call("a");
  await h.pass(10);
  expect([second.state, second.progressedWith]).toEqual(["answered", null]);
  await h.playedOut(1);
  expect(second.leg?.state).toBe("endedByUs");
});

test("a caller who offers no SDP is answered as ever, and so is one of a number with the usual answer", async () => {
  const late = house({ hours: { manual: "closed" } });
  const first = await late.call("a", { offer: null });
  const usual = house({ hours: { manual: "closed" }, answerMode: "answer" });
  const second = await usual.call("a");
  expect([first.state, second.state]).toEqual(["answered", "answered"]);
});
