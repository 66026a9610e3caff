/** Message boxes as destinations, as callers live through them (product.md, "Message box"). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { messageSecondsLimit } from "../../lib/domain/message.ts";
import {
  announcementId,
  type GroupSketch,
  menu,
  menuId,
  messageBox,
  messageBoxId,
  settle,
  userIds,
  VirtualHouse,
} from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const greeting = "prompt:fi:message.greeting";
const notice = "prompt:fi:message.notice";
const tone = "tone:answer";
const thanks = "prompt:fi:message.thanks";
const nothing = "prompt:fi:message.nothing";
const unavailable = "prompt:fi:message.unavailable";
type Questions = Parameters<typeof messageBox>[0];
const speech: Questions = [
  { prompt: "Mitä asia koskee?", announcementId: announcementId(1), maxSeconds: 30 },
  { prompt: "Nimi", maxSeconds: 10 },
];
const toBox = { kind: "messageBox", messageBoxId } as const;

/** Nobody is logged in to the group: its callers come to the box. */
async function atBox(questions: Questions = speech, group: Partial<GroupSketch> = {}, mode: VirtualHouse["messages"]["mode"] = "ready") {
  const h = new VirtualHouse([{ name: "a", queue: { noAgentsDestination: toBox }, ...group }], { messageBoxes: [messageBox(questions)] });
  h.organisation.members.act(userIds.anna, { action: "logOut" });
  h.messages.mode = mode;
  const caller = await h.call("a");
  return { h, caller, leg: h.callerLeg() };
}
/** He has heard the greeting, the notice and the first question. */
async function asked(...args: Parameters<typeof atBox>) {
  const scene = await atBox(...args);
  for (let heard = 0; heard < 3; heard++) await scene.h.playedOut();
  return scene;
}
const heard = (h: VirtualHouse) => h.news().filter((line) => !line.endsWith("silence"));
const timeline = (h: VirtualHouse) =>
  h.writes.flatMap((write) => (write.kind === "event" && /message|recording|ended/.test(write.event.kind) ? [write.event] : []));

describe("a caller at a message box", () => {
  test("is greeted, told that he is recorded, asked each question, thanked, and let go", async () => {
    const { h, leg } = await atBox();
    await h.playedOut();
    expect(leg.recording).toBeNull();
    await h.playedOut();
    expect(leg.recording).toBeNull();
    await h.playedOut();
    expect(leg.recording?.limits).toEqual({ maxMs: 30_000, quietMs: 4_000 });
    leg.recording?.says("Lasku");
    leg.recording?.says("ni");
    leg.recording?.end("quiet");
    await settle();
    await h.playedOut();
    expect(leg.recording?.limits.maxMs).toBe(10_000);
    leg.recording?.says("Anna");
    leg.recording?.end("full");
    await settle();
    expect(heard(h)).toEqual([greeting, notice, `announcement 1, ${tone}`, tone, thanks].map((what) => `0 s  caller hears ${what}`));
    expect(h.messages.seen()).toEqual([[true, "Laskuni", "Anna"]]);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    expect(timeline(h).map(({ kind, detail }) => [kind, detail])).toEqual([
      ["recordingStarted", {}],
      ["messageLeft", { answers: 2, seconds: 0 }],
      ["ended", { outcome: "overflowed", reason: "noAgents", endedBy: "service" }],
    ]);
    h.expectBalanced();
  });

  test("the message says whose caller he was, and what he was asked", async () => {
    const { h } = await asked();
    const [message] = h.messages.kept.values();
    expect(message).toMatchObject({
      messageBoxId,
      boxName: "box",
      groupId: h.organisation.configuration.groups[0]!.id,
      callId: h.callerLeg().id,
      callerNumber: "0401234567",
      questions: ["Mitä asia koskee?", "Nimi"],
    });
  });

  test.each(["dtmf", "info"])("ends an answer by hash (%s), and no other key does", async (way) => {
    const { h, leg, caller } = await asked();
    const press = (key: string) => (way === "dtmf" ? leg.press(key) : caller.leg!.press(key));
    leg.recording!.unsaid = "Hei";
    for (const key of ["1", "*", "0"]) press(key);
    await settle();
    expect(leg.recording?.over).toBe(false);
    press("#");
    await settle();
    expect([leg.hears, h.messages.seen()]).toEqual([tone, [[false, "Hei", ""]]]);
  });

  test("who hangs up in the middle of an answer has left it, to the last word: not given up", async () => {
    const { h, leg, caller } = await asked();
    leg.recording?.says("Soitta");
    leg.recording!.unsaid = "kaa!";
    caller.leave();
    await settle();
    expect(h.messages.seen()).toEqual([[true, "Soittakaa!", ""]]);
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    expect(timeline(h).map(({ kind }) => kind)).toEqual(["recordingStarted", "messageLeft", "ended"]);
    h.expectBalanced();
  });

  test("who hangs up while he is thanked has left a message too", async () => {
    const { h, leg, caller } = await asked([speech[0]!]);
    leg.recording?.says("Hei");
    leg.recording?.end("quiet");
    await settle();
    expect(leg.hears).toBe(thanks);
    caller.leave();
    await settle();
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    h.expectBalanced();
  });

  test.each([0, 1, 2, 3])(
    "who hangs up before he has said anything (%d prompts heard) has given up, and nothing is kept",
    async (prompts) => {
      const { h, caller } = await atBox();
      for (let n = 0; n < prompts; n++) await h.playedOut();
      caller.leave();
      await settle();
      expect([h.messages.seen(), h.outcomes()]).toEqual([[], [["a", "abandoned", "callerHungUp"]]]);
      await h.pass(60);
      h.expectBalanced();
    },
  );

  test("who says nothing to any question is told that nothing was saved", async () => {
    const { h, leg } = await asked();
    leg.recording?.end("quiet");
    await settle();
    await h.playedOut();
    leg.recording?.end("quiet");
    await settle();
    expect([leg.hears, h.messages.seen()]).toEqual([nothing, []]);
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    h.expectBalanced();
  });

  test("all answers together are at most five minutes: the last one is cut there", async () => {
    const many = Array.from({ length: 10 }, (_, n) => ({ prompt: `${n}`, maxSeconds: 120 }));
    const { h, leg } = await asked(many);
    const limits: number[] = [];
    while (leg.hears !== thanks) {
      const { maxMs } = leg.recording!.limits;
      limits.push(maxMs);
      leg.recording?.says("x".repeat(maxMs * 8));
      leg.recording?.end("full");
      await settle();
      if (leg.hears !== thanks) await h.playedOut();
    }
    expect(limits).toEqual([120_000, 120_000, 60_000]);
    expect(limits.reduce((sum, ms) => sum + ms, 0)).toBe(messageSecondsLimit * 1000);
  });

  test("closed hours may lead to a box, and the reason stays", async () => {
    const closedDestinations = { outsideHours: toBox, exception: toBox, holiday: toBox, manual: toBox, emergency: toBox };
    const { h, leg } = await asked([speech[0]!], { hours: { manual: "emergency", closedDestinations } });
    leg.recording?.says("Hei");
    leg.recording?.end("quiet");
    await settle();
    await h.playedOut();
    expect(h.outcomes()).toEqual([["a", "closed", "emergency"]]);
  });

  test("a menu may lead to a box", async () => {
    const menus = [menu(1, { options: [{ key: "5", destination: toBox }] })];
    const h = new VirtualHouse([{ name: "a", queue: { noAgentsDestination: { kind: "menu", menuId: menuId(1) } } }], {
      menus,
      messageBoxes: [messageBox(speech)],
      loggedIn: [],
    });
    await h.call("a");
    h.callerLeg().press("5");
    await settle();
    expect(h.callerLeg().hears).toBe(greeting);
  });

  test("whose call the service ends has left what he said", async () => {
    const { h, leg } = await asked();
    leg.recording?.says("Hei");
    h.organisation.close();
    await settle();
    expect([h.messages.seen(), h.outcomes()]).toEqual([[[true, "Hei", ""]], [["a", "overflowed", "noAgents"]]]);
    h.expectBalanced();
  });
});

describe("an answer by keys", () => {
  const keys: Questions = [
    { prompt: "Asiakasnumero", announcementId: announcementId(2), answer: "keys" },
    { prompt: "Postinumero", answer: "keys" },
  ];
  const press = async (h: VirtualHouse, pressed: string) => {
    for (const key of pressed) h.callerLeg().press(key);
    await settle();
  };

  test("is read until hash or a pause, star begins it anew; nothing is recorded, so nobody is told so", async () => {
    const { h, leg } = await atBox(keys);
    await h.playedOut();
    await h.playedOut();
    await press(h, "12*345#");
    await h.playedOut();
    await press(h, "00100");
    await h.pass(3.9);
    expect(leg.hears).not.toBe(thanks);
    await h.pass(0.2);
    expect(heard(h).map((line) => line.replace(/.*hears /, ""))).toEqual([greeting, "announcement 2", tone, thanks]);
    expect(h.messages.seen()).toEqual([[true, "345", "00100"]]);
    expect(timeline(h).map(({ kind }) => kind)).toEqual(["messageLeft"]);
  });

  test("cuts the question, and counts when the caller hangs up before its end", async () => {
    const { h, caller } = await atBox(keys);
    await h.playedOut();
    await press(h, "77");
    caller.leave();
    await settle();
    expect(h.messages.seen()).toEqual([[true, "77", ""]]);
    expect(h.outcomes()).toEqual([["a", "overflowed", "noAgents"]]);
    h.expectBalanced();
  });

  test("that is left out leads to the next question after eight seconds", async () => {
    const { h, leg } = await atBox(keys);
    await h.playedOut();
    await h.playedOut();
    await h.pass(8.1);
    expect(leg.hears).toBe(tone);
  });

  test("keeps forty keys and no more", async () => {
    const { h } = await atBox(keys);
    await h.playedOut();
    await press(h, `${"1".repeat(60)}#`);
    expect(h.messages.seen()[0]?.[1]).toHaveLength(40);
  });
});

describe("no message can be taken", () => {
  test.each(["away", "full"] as const)("%s: the caller is told so instead of being recorded, and let go", async (mode) => {
    const { h, leg } = await atBox(speech, {}, mode);
    await h.playedOut();
    expect(leg.hears).toBe(unavailable);
    expect(leg.recording).toBeNull();
    await h.playedOut();
    expect([h.outcomes(), h.messages.seen()]).toEqual([[["a", "overflowed", "noAgents"]], []]);
    h.expectBalanced();
  });

  test("a database that does not answer is waited for five seconds after the greeting; a place that it gives later is given back", async () => {
    const { h, leg } = await atBox(speech, {}, "slow");
    await h.playedOut();
    await h.pass(4.9);
    expect(leg.hears).toBe(greeting);
    await h.pass(0.2);
    expect(leg.hears).toBe(unavailable);
    h.messages.letAnswer();
    await settle();
    expect(h.messages.seen()).toEqual([]);
    await h.playedOut();
    h.expectBalanced();
  });

  test("one that answers a moment late: he is recorded all the same", async () => {
    const { h, leg } = await atBox(speech, {}, "slow");
    await h.playedOut();
    await h.pass(2);
    h.messages.letAnswer();
    await settle();
    expect(leg.hears).toBe(notice);
    await h.pass(10);
    expect(leg.hears).toBe(notice);
  });

  test("who hangs up before he has a place leaves nothing behind", async () => {
    const { h, caller } = await atBox(speech, {}, "slow");
    caller.leave();
    await settle();
    expect(h.outcomes()).toEqual([["a", "abandoned", "callerHungUp"]]);
    h.messages.letAnswer();
    await settle();
    expect(h.messages.seen()).toEqual([]);
    h.expectBalanced();
  });

  test("a box that is gone: the announcement of the reason", async () => {
    const h = new VirtualHouse([{ name: "a", queue: { noAgentsDestination: toBox } }], { loggedIn: [] });
    await h.call("a");
    expect(h.callerLeg().hears).toBe("prompt:fi:group.noAgents");
  });
});
