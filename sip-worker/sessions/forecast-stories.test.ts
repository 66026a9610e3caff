/** What waiting callers are told of their wait, in the group's language, and how right it was (product.md, "Behaviour" 5). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Language } from "../../lib/domain/actor.ts";
import { type GroupSketch, groupId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const handled = [300, 300, 300, 300, 300];

/** Calls of five minutes have been handled in `a`. */
function house(times = handled, language: Language = "fi", others: GroupSketch[] = []) {
  const announcements = { announceWait: true, announcePosition: false, playRingback: false, progressIntervalSeconds: 60 };
  const made = new VirtualHouse([{ name: "a", members: ["anna"], language, announcements }, ...others]);
  made.organisation.forecast.restore(groupId("a"), times);
  return made;
}

/** Anna talks, and the next caller has begun to wait. */
async function waiting(...[times, language, others]: Parameters<typeof house>) {
  const h = house(times, language, others);
  const first = await h.call("a", { number: "0401111111" });
  await h.pickUp("anna");
  h.news();
  await h.call("a");
  const heard = () => h.news().flatMap((line) => (line.includes(" hears ") ? [line.split(" hears ")[1]!] : []));
  return { h, first, heard };
}

test.each(["fi", "sv", "en"] as const)("who begins to wait is told how long, in the language of the group: %s", async (language) => {
  const { heard } = await waiting(handled, language);
  expect(heard()).toEqual([`prompt:${language}:queue.wait, prompt:${language}:minutes.5`]);
});

test("with too few calls handled nothing is told", async () => {
  const { heard } = await waiting(handled.slice(1));
  expect(heard()).toEqual(["music:default"]);
});

test("nothing is told to one for whom a phone rings already, and it is no promise", async () => {
  const h = house();
  await h.call("a");
  expect(h.news().filter((line) => line.includes("wait"))).toEqual([]);
  await h.pickUp("anna");
  expect(h.forecastErrors()).toEqual([]);
});

test("what was told is a promise: told again it is shorter by the time since, though nothing has moved", async () => {
  const { h, heard } = await waiting();
  heard();
  await h.playedOut(1);
  await h.pass(60);
  expect(heard()).toEqual([expect.any(String), "prompt:fi:queue.wait, prompt:fi:minutes.4"]);
});

test("that another group becomes busy meanwhile makes it no longer: only staff that has gone does", async () => {
  const { h, heard } = await waiting(handled, "fi", [{ name: "b", members: ["anna"] }]);
  heard();
  await h.playedOut(1);
  await h.call("b");
  await h.pass(60);
  expect(heard()).toContain("prompt:fi:queue.wait, prompt:fi:minutes.4");
});

test("by how much the promise was wrong is in the record of the answer", async () => {
  const { h, first } = await waiting();
  await h.pass(100);
  first.leave();
  await settle();
  await h.pickUp("anna");
  expect(h.forecastErrors()).toEqual([-200]);
});

test("who goes on in another group leaves nothing of what he was told behind", async () => {
  const { h } = await waiting(handled, "fi", [{ name: "b", members: ["mikko"] }]);
  const [, session] = [...h.organisation.sessions.values()];
  const told = session!.id;
  expect(h.organisation.forecast.errorSeconds(told)).not.toBeNull();
  h.organisation.byHand.act(told, userIds.sanna, null, { action: "group", groupId: groupId("b") });
  await settle();
  expect([session!.id === told, h.organisation.forecast.errorSeconds(told)]).toEqual([false, null]);
});
