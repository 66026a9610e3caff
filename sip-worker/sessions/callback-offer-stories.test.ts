/** When a callback is offered to those who wait, as they hear it (product.md, "Callback"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { confirmed, customer, heard, offer, offered, sketch, states } from "./testing/callback-scene.ts";
import { announcementId, type GroupSketch, settle, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("the offer", () => {
  test("is heard once the condition holds, after the music was cut and before it goes on; again after two minutes", async () => {
    const { h, leg } = await offered();
    await h.pass(6);
    leg.playedOut();
    await settle();
    expect(heard(h)).toEqual(["66 s  caller hears music:default"]);
    await h.pass(113);
    expect(heard(h)).toEqual([]);
    await h.pass(6);
    expect(heard(h)).toEqual([`180 s  caller hears ${offer}`]);
  });

  test("is the group's own announcement, and follows the progress announcement when both are due", async () => {
    const { h } = await (async () => {
      const house = new VirtualHouse([
        sketch(
          { callbackOfferAnnouncementId: announcementId(1) },
          { announcements: { playRingback: false, progressAnnouncementId: announcementId(2), progressIntervalSeconds: 60 } },
        ),
      ]);
      await house.call("a");
      await house.pickUp("anna");
      await house.call("a");
      return { h: house };
    })();
    h.news();
    await h.pass(60);
    expect(heard(h)[0]).toMatch(/^60 s {2}caller hears (announcement 2, )?announcement 1$/);
  });

  test("is not heard over a ringing phone, nor where nobody waits, nor with a gate closed", async () => {
    const ringing = new VirtualHouse([sketch({}, { announcements: {}, settings: { ringSeconds: 120 } })]);
    await ringing.call("a");
    await ringing.pass(90);
    expect(heard(ringing).filter((line) => line.includes(offer))).toEqual([]);
    const soonClosed = new VirtualHouse([
      sketch(
        { stopBeforeCloseMinutes: 60 },
        { hours: { alwaysOpen: false, weekly: [[{ opens: 480, closes: 760 }], [], [], [], [], [], []] } },
      ),
    ]);
    await soonClosed.call("a");
    await soonClosed.pickUp("anna");
    await soonClosed.call("a");
    await soonClosed.pass(100);
    expect(heard(soonClosed).filter((line) => line.includes(offer))).toEqual([]);
  });

  test("that is not taken costs nothing: the caller keeps his place and is answered", async () => {
    const { h, first, caller } = await offered();
    first.leave();
    await settle();
    await h.pickUp("anna");
    expect(h.activity("anna")).toBe("talking");
    caller.leave();
    await settle();
    expect(states(h)).toEqual([]);
    h.expectBalanced();
  });

  test("cannot be taken before it was made, nor by another key", async () => {
    const h = new VirtualHouse([sketch()]);
    await h.call("a");
    await h.pickUp("anna");
    await h.call("a", { number: customer });
    await h.pass(59);
    h.callerLeg(1).press("1");
    await h.pass(5);
    expect(h.callerLeg(1).hears).toBe(offer);
    h.callerLeg(1).press("2");
    await settle();
    expect(states(h)).toEqual([]);
  });
});

/** Minutes of the day on which the group is open today, a Monday. */
const openAt = (...spans: [number, number][]): GroupSketch["hours"] => ({
  alwaysOpen: false,
  weekly: [spans.map(([opens, closes]) => ({ opens, closes })), [], [], [], [], [], []],
});
const noon = 720;

/** Anna talks with the first caller, and the second waits; nobody else is there. */
async function waiting(callback: GroupSketch["callback"], group: Partial<GroupSketch> = {}) {
  const h = new VirtualHouse([sketch({ offerWhenLongestWaitMinutes: 0, ...callback }, group)]);
  const first = await h.call("a", { number: "0409999999" });
  await h.pickUp("anna");
  await h.call("a", { number: customer });
  return { h, first };
}
const offersHeard = (h: VirtualHouse) => heard(h).filter((line) => line.includes(offer)).length;

describe("the gates", () => {
  test("stopBeforeCloseMinutes 0: until closing. Who is still served after it is offered none", async () => {
    const hours = { ...openAt([480, noon + 1]), serveAfterCloseMinutes: 15 };
    const h = new VirtualHouse([sketch({}, { hours })]);
    await h.call("a", { number: "0409999999" });
    await h.pickUp("anna");
    await h.pass(30);
    await h.call("a", { number: customer });
    await h.pass(180);
    expect([offersHeard(h), h.organisation.state.calls.size]).toEqual([0, 1]);
  });

  test("a promise made before closing stands: who was offered one may take it after", async () => {
    const { h, leg } = await offered({}, { hours: { ...openAt([480, noon + 2]), serveAfterCloseMinutes: 15 } });
    await h.pass(180);
    expect(offersHeard(h)).toBe(0);
    leg.press("1");
    await settle();
    expect([leg.hears, states(h)]).toEqual([confirmed, [["waiting", null, 0]]]);
  });

  test.each([
    ["after a break", { hours: openAt([480, noon - 30], [noon - 4, 1200]) }],
    ["since the morning", { hours: openAt([noon - 4, 1200]) }],
  ])("offerAfterOpenMinutes 5, four of which have passed %s: after one more", async (_since, group) => {
    const { h } = await waiting({ offerWhenWaitingMoreThan: 1, offerAfterOpenMinutes: 5 }, group);
    await h.call("a", { number: "0407777777" });
    await h.call("a", { number: "0408888888" });
    await h.pass(59);
    expect(offersHeard(h)).toBe(0);
    await h.pass(6);
    expect(offersHeard(h)).toBe(3);
  });

  test("offerAfterOpenMinutes counts from the moment at which the switch was turned by hand; always open is long enough", async () => {
    const settings = { offerWhenWaitingMoreThan: 1, offerAfterOpenMinutes: 1 };
    const { h } = await waiting(settings);
    for (const number of ["0407777777", "0408888888"]) await h.call("a", { number });
    await h.pass(6);
    expect(offersHeard(h)).toBe(3);
    const closed = new VirtualHouse([sketch({ offerWhenLongestWaitMinutes: 0, ...settings }, { hours: { manual: "closed" } })]);
    closed.configure([sketch({ offerWhenLongestWaitMinutes: 0, ...settings }, { hours: { manual: "open" } })]);
    await closed.call("a", { number: "0409999999" });
    await closed.pickUp("anna");
    for (const number of [customer, "0407777777", "0408888888"]) await closed.call("a", { number });
    await closed.pass(59);
    expect(offersHeard(closed)).toBe(0);
    await closed.pass(6);
    expect(offersHeard(closed)).toBe(3);
  });
});

describe("the conditions", () => {
  test("offerWhenWaitingMoreThan counts neither the caller himself nor callbacks", async () => {
    const { h } = await waiting({ offerWhenWaitingMoreThan: 1 });
    await h.call("a", { number: "0407777777" });
    await h.pass(10);
    expect(offersHeard(h)).toBe(0);
    await h.call("a", { number: "0408888888" });
    await h.pass(6);
    expect(offersHeard(h)).toBe(3);
    h.callerLeg(1).press("1");
    await settle();
    await h.playedOut(1);
    h.news();
    await h.pass(130);
    expect([offersHeard(h), h.organisation.state.calls.size]).toEqual([0, 3]);
  });

  test("offerWhenEstimatedWaitMinutes needs an estimate, and it must exceed the minutes", async () => {
    const { h, first } = await waiting({ offerWhenEstimatedWaitMinutes: 1 });
    await h.pass(130);
    expect(offersHeard(h)).toBe(0);
    first.leave();
    await settle();
    await h.pickUp("anna");
    // Five talks of 40 seconds: the first in the queue waits 40 seconds, the second 80.
    h.organisation.forecast.restore(h.organisation.configuration.groups[0]!.id, [40, 40, 40, 40, 40]);
    await h.call("a", { number: "0407777777" });
    await h.call("a", { number: "0408888888" });
    await h.pass(6);
    expect([offersHeard(h), h.callerLeg(2).hears, h.callerLeg(3).hears]).toEqual([1, "music:default", offer]);
  });
});
