/** What a bug would leave behind is put right within 15 seconds. The bugs are made by the tests: something vanishes without a word. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { requested, sketch } from "./testing/callback-scene.ts";
import { settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const forget = (h: VirtualHouse, callId: string) => h.organisation.sessions.delete(callId);
const idOf = (h: VirtualHouse, caller: number) => [...h.organisation.sessions.keys()][caller]!;

test("a member who talks with nobody is free again", async () => {
  const h = new VirtualHouse([sketch()]);
  await h.call("a");
  await h.pickUp("anna");
  forget(h, idOf(h, 0));
  await h.pass(15);
  expect([h.mended, h.activity("anna")]).toEqual([["talkingMember"], "idle"]);
});

test("a member whose own call has vanished is free again", async () => {
  const h = new VirtualHouse([sketch()]);
  h.organisation.post({ type: "ownCallStarted", agentId: userIds.anna });
  await h.pass(15);
  expect([h.mended, h.activity("anna")]).toEqual([["memberOnOwnCall"], "idle"]);
});

test("a place in the queue that nobody waits at is given up, and the phone that rings for it stops", async () => {
  const h = new VirtualHouse([sketch()]);
  await h.call("a");
  forget(h, idOf(h, 0));
  await h.pass(15);
  expect([h.mended, h.isRinging("anna")]).toEqual([["waitingCall"], false]);
});

test("a callback's place without its request is given up", async () => {
  const { h } = await requested();
  const [open] = h.organisation.callbacks.all();
  vi.spyOn(h.organisation.callbacks, "get").mockReturnValue(undefined);
  expect(h.organisation.state.calls.has(open!.request.id)).toBe(true);
  await h.pass(15);
  expect([h.mended, h.organisation.state.calls.has(open!.request.id)]).toEqual([["waitingCallback"], false]);
});

test("a request that has lost its place has it again", async () => {
  const { h, first } = await requested();
  const [open] = h.organisation.callbacks.all();
  h.organisation.post({ type: "callbackWithdrawn", callbackId: open!.request.id });
  await h.pass(15);
  expect([h.mended, [...h.organisation.state.calls.keys()]]).toEqual([["waitingRequest"], [open!.request.id]]);
  first.leave();
  await settle();
  await h.pickUp("anna");
  expect(h.outsideRing().over).toBe(false);
});

test("a member who talks for a request that nobody is called for is free again, and the request has its place", async () => {
  const { h, first } = await requested();
  vi.spyOn(h.organisation.callbacks, "connect").mockImplementation(() => undefined);
  first.leave();
  await settle();
  await h.pickUp("anna");
  expect(h.activity("anna")).toBe("talking");
  await h.pass(15);
  expect(h.mended).toEqual(expect.arrayContaining(["talkingMember", "waitingRequest"]));
  expect(h.activity("anna")).toBe("offered");
});

test("a caller who waits without a place is not left in silence for ever", async () => {
  const h = new VirtualHouse([sketch({}, { members: ["anna"] })]);
  await h.call("a");
  const id = idOf(h, 0);
  h.organisation.post({ type: "callerLeft", callId: id });
  await settle();
  await h.pass(15);
  expect(h.mended).toEqual(["waitingSession"]);
  expect(h.outcomes()).toEqual([["a", "failed", "internalError"]]);
});

test("what is in order is left alone, however long it lasts", async () => {
  const { h, first } = await requested();
  await h.call("a", { number: "0407777777" });
  await h.pass(120);
  first.leave();
  await settle();
  await h.pickUp("anna");
  await h.pass(60);
  expect(h.mended).toEqual([]);
});
