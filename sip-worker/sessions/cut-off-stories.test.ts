/** Callers who waited when their worker died (docs/architecture.md, invariant 6). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CutOffCaller } from "../../lib/domain/callback.ts";
import { requestToMakeGood } from "./make-good.ts";
import { customer, requested, sketch, states } from "./testing/callback-scene.ts";
import { groupId, settle, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const lost = (changed: Partial<CutOffCaller> = {}): CutOffCaller => ({
  callId: "lost",
  groupId: groupId("a"),
  number: customer,
  direction: "incoming",
  arrivedAt: new Date("2026-03-02T09:58:00Z"),
  ...changed,
});

const requestFor = (h: VirtualHouse, caller: CutOffCaller) => requestToMakeGood(h.organisation.configuration, caller, new Date());

/** As the next worker finds him. */
async function recovered(h: VirtualHouse, caller: CutOffCaller): Promise<void> {
  const request = requestFor(h, caller)!;
  await h.callbackStore.request(request);
  h.organisation.callbacks.restore([request]);
}

test("who was cut off in the queue is called back with his place: before those who came after him", async () => {
  const h = new VirtualHouse([sketch()]);
  await h.call("a", { number: "0409999999" });
  await h.pickUp("anna");
  const later = await h.call("a", { number: "0407777777" });
  await recovered(h, lost());
  expect(states(h)).toEqual([["waiting", null, 0]]);
  expect([...h.callbackStore.requests.values()]).toMatchObject([{ originCallId: "lost", arrivedAt: new Date("2026-03-02T09:58:00Z") }]);
  h.callers[0]!.leave();
  await settle();
  expect(h.ring("anna").request.from.number).toBe(customer);
  later.leave();
});

test("a colleague who was cut off is called back at his extension", () => {
  const h = new VirtualHouse([sketch()]);
  const extension = h.organisation.configuration.users.find(({ name }) => name === "mikko")!.extension;
  expect(requestFor(h, lost({ number: extension, direction: "internal" }))).toMatchObject({ number: extension });
});

test.each<[string, Partial<CutOffCaller>, object]>([
  ["of a group without callbacks", {}, { callbackEnabled: false }],
  ["of a group whose callbacks are never valid", {}, { callbackValidityMinutes: 0 }],
  ["of a group that is gone", { groupId: groupId("z") }, {}],
  ["who withheld his number", { number: null }, {}],
  ["whose number may not be called", { number: "070012345" }, {}],
])("nobody is called back %s", (_who, changed, callback) => {
  const h = new VirtualHouse([sketch(callback)]);
  expect(requestFor(h, lost(changed))).toBeNull();
});

test("at the end of the process the record of whoever waits stays open, by which the next worker finds him; nobody is left on the line", async () => {
  const h = new VirtualHouse([sketch(), { name: "b", members: ["mikko"] }]);
  await h.call("a");
  await h.pickUp("anna");
  const waiting = await h.call("a", { number: "0407777777" });
  await h.call("b");
  await h.pickUp("mikko");
  await h.call("b", { number: "0408888888" });
  h.organisation.stop();
  await settle();
  expect(h.outcomes()).toEqual([
    ["a", "answered", "workerStopped"],
    ["b", "answered", "workerStopped"],
    ["b", "failed", "workerStopped"],
  ]);
  expect(waiting.leg?.reason).toBe("shutdown");
  expect([h.organisation.sessions.size, h.media.portsInUse()]).toEqual([0, 0]);
  expect(h.errors).toEqual([]);
});

test("a worker that has lost the lease rings nobody for a customer while it closes its calls", async () => {
  const { h } = await requested();
  h.directory.remove("organisation");
  await settle();
  expect(h.outcomes()).toEqual([
    ["a", "callbackRequested", "callbackRequested"],
    ["a", "answered", "workerStopped"],
  ]);
  h.expectBalanced();
});

test.each(["close", "stop"] as const)(
  "whoever becomes free by the end (%s) is rung for nobody: no record tells of a ring that never was",
  async (end) => {
    const h = new VirtualHouse([sketch(), { name: "b", members: ["mikko"] }]);
    await h.call("a");
    await h.pickUp("anna");
    await recovered(h, lost());
    for (const number of ["0407777777", "0408888888"]) await h.call("b", { number });
    const rings = () => h.events().filter((kind) => kind === "ringing").length;
    const before = rings();
    h.organisation[end]();
    await settle();
    expect([rings(), h.outcomes().map(([group]) => group)]).toEqual([before, ["a", "b", "b"]]);
    expect(states(h)).toEqual([["waiting", null, 0]]);
  },
);

test("a worker that has lost the lease closes its calls with an outcome: another makes good who waited", async () => {
  const h = new VirtualHouse([sketch()]);
  await h.call("a");
  await h.pickUp("anna");
  await h.call("a", { number: "0407777777" });
  h.directory.remove("organisation");
  await settle();
  expect(h.outcomes()).toEqual([
    ["a", "answered", "workerStopped"],
    ["a", "failed", "workerStopped"],
  ]);
  expect(states(h)).toEqual([]);
  h.expectBalanced();
});
