/** The settings of the tabs Queue, Members and Announcements at their bounds, as calls go by them (product.md names the rows). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { announcementId, type GroupSketch, settle, type User, userIds, VirtualHouse } from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const full = "prompt:fi:group.full";
const noAgents = "prompt:fi:group.noAgents";
const quiet = { playRingback: false, progressIntervalSeconds: 0 };
const house = (group: Partial<GroupSketch>) => new VirtualHouse([{ name: "a", members: ["anna"], announcements: quiet, ...group }]);

/** Anna talks; whoever calls now waits. */
async function busy(group: Partial<GroupSketch>) {
  const h = house(group);
  await h.call("a");
  const talk = await h.pickUp("anna");
  return { h, talk };
}

describe("Queue", () => {
  test.each([
    [null, 20_000, false],
    [10, 9.9, false],
    [10, 10, true],
    [14_400, 14_399, false],
    [14_400, 14_400, true],
  ])("maxWaitSeconds %s: after %d s the caller has left: %s", async (maxWaitSeconds, seconds, left) => {
    const { h } = await busy({ queue: { maxWaitSeconds } });
    await h.call("a");
    await h.pass(seconds);
    expect(h.callerLeg(1).hears === full).toBe(left);
  });

  test.each([
    [null, 120, false],
    [1, 1, true],
    [2, 1, false],
    [99, 98, false],
    [99, 99, true],
  ])("maxAttempts %s: after %d unanswered rings the caller has left: %s", async (maxAttempts, rings, left) => {
    const h = house({ queue: { maxAttempts }, settings: { ringSeconds: 5 } });
    await h.call("a");
    for (let ring = 0; ring < rings; ring++) {
      await h.pass(5);
      if (ring < rings - 1) await h.pass(1);
    }
    await settle();
    expect(h.callerLeg().hears === noAgents).toBe(left);
  });

  test.each([
    [null, 50, 0],
    [0, 3, 3],
    [1, 3, 2],
    [999, 50, 0],
  ])("maxWaiting %s: of %d callers who would wait %d overflow", async (maxWaiting, callers, overflowed) => {
    const { h } = await busy({ queue: { maxWaiting } });
    for (let caller = 0; caller < callers; caller++) await h.call("a");
    expect(h.media.legs.filter(({ hears }) => hears === full)).toHaveLength(overflowed);
  });
});

describe("Members", () => {
  test.each([
    [1, 1],
    [2, 2],
    [20, 3],
  ])("ringSimultaneously %d: of three members %d ring", async (ringSimultaneously, ringing) => {
    const h = house({ members: ["anna", "mikko", "sanna"], settings: { ringSimultaneously } });
    await h.call("a");
    expect(h.signaling.rings.filter(({ over }) => !over)).toHaveLength(ringing);
  });

  /** One after the other, as they are rung for one caller. */
  async function rungInTurn(
    members: GroupSketch["members"],
    settings: GroupSketch["settings"],
    before?: (h: VirtualHouse) => Promise<void>,
  ) {
    const h = house({ members, settings: { ringSeconds: 5, ...settings } });
    await before?.(h);
    await h.call("a");
    const rung: string[] = [];
    for (let ring = 0; ring < 3; ring++) {
      rung.push((["anna", "mikko", "sanna"] as const).filter((user) => h.isRinging(user)).join());
      await h.pass(5);
    }
    return rung;
  }
  const member = (user: User, skillLevel: number | undefined, ringOrder: number | null) => ({ user, skillLevel, ringOrder });

  test.each([
    ["1, 3 and 5", [5, 3, 1], ["sanna", "mikko", "anna"]],
    ["1, 2 and the one that is given to whoever has none (3)", [undefined, 2, 1], ["sanna", "mikko", "anna"]],
  ] as const)("skillLevel %s: the best is rung first, whatever the order of the list", async (_what, levels, expected) => {
    const [anna, mikko, sanna] = levels;
    const members = [member("anna", anna, 1), member("mikko", mikko, 2), member("sanna", sanna, 3)];
    expect(await rungInTurn(members, { skillBased: true, ringInOrder: false })).toEqual(expected);
    expect(await rungInTurn(members, { skillBased: false, ringInOrder: true })).toEqual(["anna", "mikko", "sanna"]);
  });

  test.each([
    ["1, 2 and none", [null, 2, 1], ["sanna", "mikko", "anna"]],
    ["1, 1,000 and none", [1000, null, 1], ["sanna", "anna", "mikko"]],
  ] as const)("ringOrder %s: in order, who has none last", async (_what, orders, expected) => {
    const [anna, mikko, sanna] = orders;
    const members = [member("anna", 3, anna), member("mikko", 3, mikko), member("sanna", 3, sanna)];
    expect(await rungInTurn(members, { ringInOrder: true })).toEqual(expected);
  });

  test("skillBased and ringInOrder: the level first, the order inside it", async () => {
    const members = [member("anna", 1, 2), member("mikko", 5, 1), member("sanna", 1, null)];
    expect(await rungInTurn(members, { skillBased: true, ringInOrder: true })).toEqual(["anna", "sanna", "mikko"]);
  });

  test("longestIdle: at the same level the one who has been free for longest; a better level goes before", async () => {
    const inTurn: User[] = ["sanna", "anna", "mikko"];
    const backOneByOne = async (h: VirtualHouse) => {
      for (const user of inTurn) h.organisation.members.act(userIds[user], { action: "pause" });
      for (const user of inTurn) {
        await h.pass(1);
        h.organisation.members.act(userIds[user], { action: "resume" });
      }
    };
    const settings = { skillBased: true, longestIdle: true, ringInOrder: false };
    const equal = [member("anna", 3, null), member("mikko", 3, null), member("sanna", 3, null)];
    expect(await rungInTurn(equal, settings, backOneByOne)).toEqual(inTurn);
    const better = [member("anna", 3, null), member("mikko", 1, null), member("sanna", 3, null)];
    expect(await rungInTurn(better, settings, backOneByOne)).toEqual(["mikko", "sanna", "anna"]);
  });

  test("longestIdle off: at the same level everybody comes first at some time", async () => {
    const first = new Set<string>();
    const h = house({ members: ["anna", "mikko", "sanna"], settings: { skillBased: true, ringInOrder: false } });
    for (let call = 0; call < 60; call++) {
      const caller = await h.call("a");
      first.add((["anna", "mikko", "sanna"] as const).filter((user) => h.isRinging(user)).join());
      caller.leave();
      await settle();
    }
    expect([...first].sort()).toEqual(["anna", "mikko", "sanna"]);
  });

  test.each([5, 20, 120])("ringSeconds %d: the phone rings so long", async (ringSeconds) => {
    const h = house({ members: ["anna", "mikko"], settings: { ringSeconds } });
    await h.call("a");
    await h.pass(ringSeconds - 0.1);
    expect([h.isRinging("anna"), h.isRinging("mikko")]).toEqual([true, false]);
    await h.pass(0.1);
    expect([h.isRinging("anna"), h.isRinging("mikko")]).toEqual([false, true]);
  });

  test.each([0, 1, 3600])("wrapUpSeconds %d: the next call rings so long after the talk", async (wrapUpSeconds) => {
    const { h, talk } = await busy({ settings: { wrapUpSeconds } });
    await h.call("a");
    talk.leg!.hangUp();
    await settle();
    if (wrapUpSeconds > 0) {
      await h.pass(wrapUpSeconds - 0.1);
      expect(h.isRinging("anna")).toBe(false);
      await h.pass(0.1);
    }
    expect(h.isRinging("anna")).toBe(true);
  });

  test.each([
    [null, 30, false],
    [1, 1, true],
    [20, 19, false],
    [20, 20, true],
  ])("logoutAfterMissed %s: after %d missed rings he is logged out: %s", async (logoutAfterMissed, rings, loggedOut) => {
    const h = house({ settings: { logoutAfterMissed, ringSeconds: 5 } });
    await h.call("a");
    for (let ring = 0; ring < rings; ring++) await h.pass(ring < rings - 1 ? 6 : 5);
    expect(h.logins).toEqual(loggedOut ? ["anna out"] : []);
  });

  test.each([
    [["ipPhone"], 1],
    [["workstation", "mobile", "ipPhone"], 2],
    [["mobile"], 0],
  ] as const)("devices %j: of his two phones %d ring", async (devices, ringing) => {
    const h = house({ settings: { devices: [...devices] } });
    h.signaling.phones.set(userIds.anna, ["ipPhone", "workstation"]);
    h.organisation.targetsChanged(userIds.anna);
    await h.call("a");
    expect(h.signaling.rings).toHaveLength(ringing);
  });

  test.each([
    [true, false],
    [false, true],
  ])("presenceAffects %s: a member with a red presence is rung: %s", async (presenceAffects, rung) => {
    const h = house({ settings: { presenceAffects } });
    h.organisation.members.act(userIds.anna, { action: "setPresence", presence: "busy" });
    await h.call("a");
    expect(h.isRinging("anna")).toBe(rung);
  });
});

describe("Announcements", () => {
  const progressEvery = (progressIntervalSeconds: number) => ({
    ...{ playRingback: false, progressAnnouncementId: announcementId(2), progressIntervalSeconds },
  });
  test.each([
    [0, 7200, 0],
    [1, 10, 10],
    [3600, 3599, 0],
    [3600, 3600, 1],
  ])("progressIntervalSeconds %d: in %d s of waiting it is heard %d times", async (progressIntervalSeconds, seconds, times) => {
    const { h } = await busy({
      announcements: progressEvery(progressIntervalSeconds),
    });
    await h.call("a");
    h.news();
    for (let second = 0; second < seconds; second += progressIntervalSeconds || seconds) {
      await h.pass(Math.min(progressIntervalSeconds || seconds, seconds - second));
      await h.playedOut(1);
    }
    expect(h.news().filter((line) => line.endsWith("announcement 2"))).toHaveLength(times);
  });

  test.each([
    [0, 45, 30, 15],
    [3600, 45, 30, 15],
    [45, 60, 30, 30],
    [3600, 45, 100, 0],
  ])("progressIntervalSeconds %d -> %d after %d s: who waits hears it %d s later", async (before, after, waited, then) => {
    const { h } = await busy({ announcements: progressEvery(before) });
    await h.call("a");
    await h.pass(waited);
    h.news();
    h.configure([{ name: "a", members: ["anna"], announcements: progressEvery(after) }]);
    await h.pass(then + 1);
    expect(h.news()).toEqual([`${waited + then} s  caller hears announcement 2`]);
  });

  test("progressIntervalSeconds 45 -> 0: who waits hears it no more, also when it was due behind a ringing tone", async () => {
    const { h } = await busy({ announcements: progressEvery(45) });
    await h.call("a");
    await h.pass(44);
    h.news();
    h.configure([{ name: "a", members: ["anna"], announcements: progressEvery(0) }]);
    await h.pass(600);
    expect(h.news()).toEqual([]);
  });

  test.each([
    [true, "ringback"],
    [false, "music:default"],
  ])("playRingback %s: while a member is rung the caller hears %s", async (playRingback, heard) => {
    const h = house({ announcements: { playRingback } });
    await h.call("a");
    expect(h.callerLeg().hears).toBe(heard);
  });

  test("queueEntryAnnouncementId null: the caller hears what follows at once", async () => {
    const { h } = await busy({ announcements: { ...quiet, queueEntryAnnouncementId: null } });
    await h.call("a");
    expect(h.callerLeg(1).hears).toBe("music:default");
  });
});
