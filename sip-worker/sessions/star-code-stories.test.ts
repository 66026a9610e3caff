/** Members without a browser: what they dial, hear, and what it does to the calls that they get. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeIncoming } from "./testing/fake-signaling.ts";
import { settle, type User, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const organisationId = "organisation";

async function dial(h: VirtualHouse, user: User, code: string, options?: Parameters<VirtualHouse["dial"]>[2]) {
  const incoming = await h.dial(user, code, options);
  return { incoming, leg: h.media.legs.at(-1)! };
}

/** What he hears until the service hangs up. */
async function heardAfter(h: VirtualHouse, user: User, code: string): Promise<string> {
  const { incoming, leg } = await dial(h, user, code);
  const { hears } = leg;
  leg.playedOut();
  await settle();
  expect([incoming.leg?.state, leg.open]).toEqual(["endedByUs", false]);
  return hears;
}

/** Anna has talked to a caller, and has wrap-up for a minute. */
async function annaInWrapUp(): Promise<VirtualHouse> {
  const h = new VirtualHouse([{ name: "a", settings: { wrapUpSeconds: 60 } }]);
  const caller = await h.call("a");
  await h.pickUp("anna");
  await h.pass(5);
  caller.leave();
  await settle();
  expect(h.activity("anna")).toBe("wrapUp");
  return h;
}

test("*71 logs in to all own groups, which is kept; a waiting caller rings as soon as the line is free", async () => {
  const h = new VirtualHouse(
    [
      { name: "a", queue: { noAgentsDestination: { kind: "busy" } } },
      { name: "b", members: ["anna", "mikko"] },
    ],
    { loggedIn: ["mikko"], phones: ["anna"] },
  );
  const { incoming, leg } = await dial(h, "anna", "*71");
  expect([leg.hears, h.logins]).toEqual(["prompt:fi:agent.loggedIn", ["anna in", "anna in"]]);
  const caller = await h.call("a");
  expect(h.isRinging("anna")).toBe(false);
  leg.playedOut();
  await settle();
  expect([incoming.leg?.state, h.isRinging("anna")]).toEqual(["endedByUs", true]);
  caller.leave();
  await h.pass(1);
  h.expectBalanced();
});

test("*70 logs out of all own groups: nobody rings him any more", async () => {
  const h = new VirtualHouse([{ name: "a" }, { name: "b", members: ["anna", "mikko"] }]);
  expect(await heardAfter(h, "anna", "*70")).toBe("prompt:fi:agent.loggedOut");
  expect(h.logins).toEqual(["anna out", "anna out"]);
  await h.call("b");
  expect([h.isRinging("anna"), h.isRinging("mikko")]).toEqual([false, true]);
});

test("*81 and *80: a break, and its end", async () => {
  const h = new VirtualHouse([{ name: "b", members: ["anna", "mikko"] }]);
  expect(await heardAfter(h, "anna", "*81")).toBe("prompt:fi:agent.paused");
  expect(h.organisation.state.agents.get(userIds.anna)?.paused).toBe(true);
  expect(await heardAfter(h, "anna", "*80")).toBe("prompt:fi:agent.resumed");
  await h.call("b");
  expect(h.isRinging("anna")).toBe(true);
});

test("*90 finishes the wrap-up; he is rung when he has hung up, however the call ends", async () => {
  const h = await annaInWrapUp();
  const waiting = await h.call("a");
  const { incoming, leg } = await dial(h, "anna", "*90");
  expect([leg.hears, h.activity("anna"), h.isRinging("anna")]).toEqual(["prompt:fi:agent.wrapUpFinished", "ownCall", false]);
  incoming.leave();
  await settle();
  expect(h.isRinging("anna")).toBe(true);
  waiting.leave();
  await h.pass(1);
  h.expectBalanced();
});

test("*91 in wrap-up: a minute more each time, as in the portal, up to an hour in all", async () => {
  const h = await annaInWrapUp();
  const until = () => {
    const { activity } = h.organisation.state.agents.get(userIds.anna)!;
    return activity.kind === "wrapUp" ? activity.until : 0;
  };
  const before = until();
  expect(await heardAfter(h, "anna", "*91")).toBe("prompt:fi:agent.wrapUpExtended");
  expect([until() - before, h.activity("anna")]).toEqual([60_000, "wrapUp"]);
  for (let minute = 0; minute < 60; minute++) await heardAfter(h, "anna", "*91");
  const last = until();
  expect(await heardAfter(h, "anna", "*91")).toBe("prompt:fi:agent.wrapUp");
  expect(until()).toBe(last);
});

test("*90 and *91 without wrap-up change nothing and say so", async () => {
  const h = new VirtualHouse([{ name: "a" }]);
  expect(await heardAfter(h, "anna", "*90")).toBe("prompt:fi:agent.noWrapUp");
  expect(await heardAfter(h, "anna", "*91")).toBe("prompt:fi:agent.noWrapUp");
  expect(h.organisation.state.agents.get(userIds.anna)?.paused).toBe(false);
});

test("*00 tells the first thing that keeps calls away, or that he is free, and leaves wrap-up as it is", async () => {
  const h = await annaInWrapUp();
  expect(await heardAfter(h, "anna", "*00")).toBe("prompt:fi:agent.wrapUp");
  expect(h.activity("anna")).toBe("wrapUp");
  await h.pass(61);
  expect(await heardAfter(h, "anna", "*00")).toBe("prompt:fi:agent.free");
  h.organisation.members.act(userIds.anna, { action: "setPresence", presence: "busy" });
  expect(await heardAfter(h, "anna", "*00")).toBe("prompt:fi:agent.presence");
  h.organisation.members.act(userIds.anna, { action: "pause" });
  expect(await heardAfter(h, "anna", "*00")).toBe("prompt:fi:agent.paused");
  h.organisation.members.act(userIds.anna, { action: "logOut" });
  expect(await heardAfter(h, "anna", "*00")).toBe("prompt:fi:agent.loggedOut");
  expect(await heardAfter(h, "sanna", "*00")).toBe("prompt:fi:agent.notMember");
  expect(await heardAfter(h, "sanna", "*71")).toBe("prompt:fi:agent.notMember");
  h.expectBalanced();
});

test("a code that is not known: a spoken refusal before the answer, then 404, and no record", async () => {
  const h = new VirtualHouse([{ name: "a" }]);
  const { incoming, leg } = await dial(h, "anna", "*99");
  expect([leg.hears, incoming.progressedWith, incoming.state]).toEqual(["prompt:fi:agent.unknownCode", "answer to offer", "pending"]);
  leg.playedOut();
  await settle();
  expect([incoming.rejectedWith, leg.open, h.writes]).toEqual([404, false, []]);
  const { incoming: withoutOffer } = await dial(h, "anna", "*99", { offer: null });
  expect(withoutOffer.rejectedWith).toBe(404);
  h.expectBalanced();
});

test("a star code from outside is 404", async () => {
  const h = new VirtualHouse([{ name: "a" }]);
  const incoming = new FakeIncoming("*70", { kind: "trunk", organisationId, trunkId: "t", number: "0401234567", name: null });
  h.directory.receive(incoming);
  await settle();
  expect([incoming.rejectedWith, h.logins]).toEqual([404, []]);
});

test("a caller who gives up while the port is found, or while the 200 is on its way, leaves nothing open", async () => {
  const h = new VirtualHouse([{ name: "a" }]);
  h.media.mode = "slow";
  const early = await dial(h, "anna", "*81");
  early.incoming.cancel();
  h.media.letOpen();
  await settle();
  expect(h.organisation.state.agents.get(userIds.anna)?.paused).toBe(false);
  h.media.mode = "ready";
  const late = await dial(h, "anna", "*81", { slow: true });
  late.incoming.cancel();
  late.incoming.refuseAnswer();
  await settle();
  h.expectBalanced();
});

test("at the end of the worker the listener is let go, and his line is free", async () => {
  const h = new VirtualHouse([{ name: "a" }]);
  const { incoming } = await dial(h, "anna", "*81");
  h.organisation.close();
  expect(incoming.leg?.reason).toBe("shutdown");
  h.expectBalanced();
});
