/** A member passes on a customer whom he has called back, as he would any caller (product.md, "Callback"; sip.md, "Transfer"). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { customer, requested, sketch, states } from "./testing/callback-scene.ts";
import { type GroupSketch, settle, type VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const settings = { settings: { wrapUpSeconds: 30 } };

/** Anna talks with the customer whom she has called back; Sanna is the member of the group "b". */
async function calledBack(other: Partial<GroupSketch> = {}) {
  const scene = await requested({}, settings);
  const { h } = scene;
  h.configure([sketch({}, settings), { name: "b", members: ["sanna"], ...other }]);
  scene.first.leave();
  await h.pass(30);
  const member = await h.pickUp("anna");
  h.outsideRing().pickUp();
  await settle();
  const own = h.legOf("customer");
  own.playedOut();
  await settle();
  h.news();
  return { h, anna: member.leg!, theirs: h.signaling.rings.findLast(({ userId }) => userId === customer)!.leg!, own };
}
const records = (h: VirtualHouse) => h.outcomes().slice(2);
const transfers = (h: VirtualHouse) =>
  h.writes.flatMap((write) => (write.kind === "event" && write.event.kind === "transferred" ? [write.event.detail] : []));

test("to a colleague: the customer hears ringing tone, then him; the member is free in wrap-up, the request is reached, the record goes on", async () => {
  const { h, anna, theirs, own } = await calledBack();
  const told = anna.transfer("103");
  await settle();
  expect([told, own.hears]).toEqual([["202"], "ringback"]);
  expect(h.ring("sanna").request.from.number).toBe(customer);
  await h.pass(5);
  const sanna = await h.pickUp("sanna");
  expect(told).toEqual(["202", "done 200"]);
  expect([anna.state, h.activity("anna"), h.activity("sanna")]).toEqual(["endedByUs", "wrapUp", "ownCall"]);
  expect([states(h), records(h)]).toEqual([[["reached", "memberHungUp", 1]], []]);
  expect([own.hears, h.legOf("transfer").hears]).toEqual([h.legOf("transfer").id, own.id]);
  await h.pass(60);
  sanna.leg!.hangUp();
  await settle();
  expect([theirs.state, records(h), transfers(h)]).toEqual(["endedByUs", [["a", "answered", "memberHungUp"]], [{ number: "103" }]]);
  h.expectBalanced();
});

test.each(["busy", "declined"] as const)("to a colleague who is %s: both talk on, and nothing has ended", async (result) => {
  const { h, anna } = await calledBack();
  const told = anna.transfer("103");
  await settle();
  h.ring("sanna").refuse(result);
  await settle();
  expect(told).toEqual(["202", result === "busy" ? "done 486" : "done 603"]);
  expect(h.news().at(-1)).toBe("90 s  customer hears anna");
  expect([h.activity("anna"), states(h)]).toEqual(["talking", [["ringing", null, 1]]]);
  anna.hangUp();
  await settle();
  await h.pass(30);
  h.expectBalanced();
});

test("the member hangs up while the colleague rings: the customer waits for him", async () => {
  const { h, anna, theirs, own } = await calledBack();
  anna.transfer("103");
  await settle();
  anna.hangUp();
  await settle();
  expect([theirs.state, own.hears, h.activity("anna"), states(h)]).toEqual(["up", "ringback", "wrapUp", [["reached", "memberHungUp", 1]]]);
  await h.pickUp("sanna");
  expect(h.activity("sanna")).toBe("ownCall");
  theirs.hangUp();
  await settle();
  expect(records(h)).toEqual([["a", "answered", "callerHungUp"]]);
  h.expectBalanced();
});

test("the member hangs up and the colleague does not answer: the customer is told so and let go", async () => {
  const { h, anna, theirs, own } = await calledBack();
  anna.transfer("103");
  anna.hangUp();
  await h.pass(30);
  expect(own.hears).toBe("prompt:fi:group.noAgents");
  own.playedOut();
  await settle();
  expect([theirs.state, records(h)]).toEqual(["endedByUs", [["a", "answered", "unreachable"]]]);
  h.expectBalanced();
});

test("who hangs up while he is told that the colleague does not answer has been answered all the same", async () => {
  const { h, anna, theirs } = await calledBack();
  anna.transfer("103");
  anna.hangUp();
  await h.pass(30);
  theirs.hangUp();
  await settle();
  expect(records(h)).toEqual([["a", "answered", "unreachable"]]);
  h.expectBalanced();
});

test.each([false, true])("the customer hangs up while the colleague rings (the member gone: %s): the ring ends", async (memberGone) => {
  const { h, anna, theirs } = await calledBack();
  anna.transfer("103");
  if (memberGone) anna.hangUp();
  await settle();
  theirs.hangUp();
  await settle();
  expect([h.isRinging("sanna"), records(h)]).toEqual([false, [["a", "answered", "callerHungUp"]]]);
  await h.pass(60);
  h.expectBalanced();
});

test("to another group: he waits there as a caller of its own, with a record there", async () => {
  const { h, anna, theirs } = await calledBack();
  const told = anna.transfer("8098");
  await settle();
  expect([told, states(h), records(h)]).toEqual([
    ["202", "done 200"],
    [["reached", "memberHungUp", 1]],
    [["a", "answered", "memberHungUp"]],
  ]);
  expect(h.ring("sanna").request.from.number).toBe(customer);
  await h.pickUp("sanna");
  expect(h.activity("sanna")).toBe("talking");
  theirs.hangUp();
  await settle();
  expect(records(h).at(-1)).toEqual(["b", "answered", "callerHungUp"]);
  h.expectBalanced();
});

test("to a number that may not be called: refused, both talk on", async () => {
  const { h, anna } = await calledBack();
  expect(anna.transfer("0700123123")).toEqual(["403"]);
  expect([h.activity("anna"), transfers(h)]).toEqual(["talking", []]);
});

test("passed on a second time, by the colleague, he goes on as any caller", async () => {
  const { h, anna, theirs } = await calledBack();
  anna.transfer("103");
  await settle();
  const sanna = await h.pickUp("sanna");
  expect(sanna.leg!.transfer("102")).toEqual(["202"]);
  await settle();
  await h.pickUp("mikko");
  expect([h.activity("sanna"), h.activity("mikko")]).toEqual(["idle", "ownCall"]);
  theirs.hangUp();
  await settle();
  h.expectBalanced();
});
