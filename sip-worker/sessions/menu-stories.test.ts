/** Voice menus as destinations, as callers live through them (product.md, "Around the group"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { announcementId, type GroupSketch, groupId, menu, menuId, settle, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const greeting = "announcement 1";
const full = "prompt:fi:group.noAgents";
const sorry = { kind: "announcement", announcementId: announcementId(3) } as const;
const apology = "announcement 3";
type Settings = Parameters<typeof menu>[1];
const settings: Settings = {
  greetingId: announcementId(1),
  options: [
    { key: "1", destination: { kind: "group", groupId: groupId("b") } },
    { key: "2", destination: { kind: "user", userId: userIds.mikko } },
    { key: "3", destination: { kind: "announcement", announcementId: announcementId(2) } },
    { key: "4", destination: { kind: "menu", menuId: menuId(1) } },
  ],
};

/** Nobody is logged in to the group: its callers come to the menu. */
async function inMenu(change: Partial<Settings> = {}, group: Partial<GroupSketch> = {}) {
  const h = new VirtualHouse(
    [
      { name: "a", members: ["anna"], queue: { noAgentsDestination: { kind: "menu", menuId: menuId(1) } }, ...group },
      { name: "b", members: ["sanna"] },
    ],
    { menus: [menu(1, { ...settings, ...change })] },
  );
  h.organisation.members.act(userIds.anna, { action: "logOut" });
  const caller = await h.call("a");
  const press = async (keys: string) => {
    for (const key of keys) h.callerLeg().press(key);
    await settle();
  };
  return { h, caller, press };
}
const heard = (h: VirtualHouse) => h.news().filter((line) => !line.endsWith("silence"));

describe("a caller in a menu", () => {
  test("hears the greeting, and a key cuts it and leads to its destination", async () => {
    const { h, press } = await inMenu();
    expect(heard(h)).toEqual([`0 s  caller hears ${greeting}`]);
    await h.pass(1);
    await press("1");
    expect(h.isRinging("sanna")).toBe(true);
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    await h.pickUp("sanna");
    h.callers[0]!.leave();
    await settle();
    h.expectBalanced();
  });

  test("presses a key by SIP INFO just as well", async () => {
    const { h, caller } = await inMenu();
    caller.leg!.press("3");
    await settle();
    expect(h.callerLeg().hears).toBe("announcement 2");
  });

  test.each([
    [0, 1],
    [2, 3],
    [9, 10],
  ])("retries %d: who presses nothing hears the greeting %d times, then the time-out destination", async (retries, times) => {
    const { h } = await inMenu({ retries, timeoutSeconds: 8, timeoutDestination: sorry });
    for (let time = 0; time < times; time++) {
      expect(h.callerLeg().hears).toBe(greeting);
      await h.playedOut();
      await h.pass(7.9);
      expect(h.callerLeg().hears).toBe(greeting);
      await h.pass(0.1);
    }
    expect(h.callerLeg().hears).toBe(apology);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    h.expectBalanced();
  });

  test("without a greeting the time runs at once", async () => {
    const { h } = await inMenu({ greetingId: null, retries: 0, timeoutSeconds: 1, timeoutDestination: sorry });
    await h.pass(1);
    expect(h.callerLeg().hears).toBe(apology);
  });

  test("who presses a key without a meaning is told so and hears the greeting again, then the destination for it", async () => {
    const { h, press } = await inMenu({ retries: 1, invalidDestination: sorry });
    await press("9");
    expect(h.callerLeg().hears).toBe(`prompt:fi:menu.invalid, ${greeting}`);
    await press("9");
    expect(h.callerLeg().hears).toBe(apology);
  });

  test("dials an extension; one who does not exist, is busy, away or silent leads to the destination for it", async () => {
    const dial = { dialByExtension: true, noExtensionDestination: sorry, retries: 0, invalidDestination: { kind: "hangUp" } as const };
    const reached = await inMenu(dial);
    await reached.press("102");
    expect(reached.h.isRinging("mikko")).toBe(true);
    await reached.h.pass(30);
    expect(reached.h.callerLeg().hears).toBe(apology);

    const away = await inMenu(dial);
    away.h.signaling.phones.delete(userIds.mikko);
    await away.press("102");
    expect(away.h.callerLeg().hears).toBe(apology);

    const busy = await inMenu(dial);
    await busy.h.call("b");
    await busy.h.pickUp("sanna");
    await busy.press("103");
    expect(busy.h.callerLeg().hears).toBe(apology);

    const nobody = await inMenu(dial);
    await nobody.press("109");
    expect(nobody.caller.leg?.state).toBe("endedByUs");
  });

  test("a key that begins an extension waits for the next one, and is an option when none follows", async () => {
    const { h, press } = await inMenu({ dialByExtension: true });
    await press("1");
    await h.pass(2.4);
    expect(h.isRinging("sanna")).toBe(false);
    await h.pass(0.2);
    expect(h.isRinging("sanna")).toBe(true);
  });

  test("who goes round and round is let go after five, with the announcement", async () => {
    const { h, press } = await inMenu();
    for (let round = 0; round < 4; round++) await press("4");
    expect(h.callerLeg().hears).toBe(greeting);
    await press("4");
    expect(h.callerLeg().hears).toBe(full);
    await h.playedOut();
    h.expectBalanced();
  });

  test("hangs up: abandoned, and nothing goes on", async () => {
    const { h, caller } = await inMenu();
    caller.leave();
    await settle();
    expect(h.outcomes()).toEqual([["a", "abandoned", "callerHungUp"]]);
    await h.pass(60);
    h.expectBalanced();
  });
});

test("a menu that is gone: the announcement", async () => {
  const h = new VirtualHouse([{ name: "a", queue: { noAgentsDestination: { kind: "menu", menuId: menuId(2) } } }], { loggedIn: [] });
  await h.call("a");
  expect(h.callerLeg().hears).toBe(full);
});

test("closed hours may lead to a menu, and the reason stays", async () => {
  const destination = { kind: "menu", menuId: menuId(1) } as const;
  const closedDestinations = {
    ...{ outsideHours: destination, exception: destination, holiday: destination },
    ...{ manual: destination, emergency: destination },
  };
  const { h, press } = await inMenu({}, { hours: { manual: "closed", closedDestinations } });
  await press("3");
  await h.playedOut();
  expect(h.outcomes()).toEqual([["a", "closed", "manual"]]);
  h.expectBalanced();
});
