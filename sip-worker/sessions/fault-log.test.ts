import { expect, onTestFinished, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { FaultLog } from "./fault-log.ts";
import { announcementId, configurationOf, type GroupSketch, menu, messageBox, userIds, VirtualHouse } from "./testing/virtual-house.ts";

const ipPhone = { kind: "ipPhone", enabled: true, accountId: "a", username: "101", mobileNumber: null } as const;

/** Everybody has a phone, unless it is said. */
function house(group: Partial<GroupSketch>, others: { menus?: ReturnType<typeof menu>[]; boxes?: ReturnType<typeof messageBox>[] } = {}) {
  const made = configurationOf([{ name: "a", ...group }], 1, others.menus, others.boxes);
  return { ...made, users: made.users.map((user) => ({ ...user, devices: [ipPhone] })) };
}

function logged() {
  const lines: Record<string, unknown>[] = [];
  const faults = new FaultLog(createLog("test", "warn", (line) => lines.push(JSON.parse(line))));
  const told = () => lines.splice(0).map(({ kind, field, missing }) => [kind, field, missing]);
  return { faults, told };
}

const gone = announcementId(9);
const here = announcementId(1);

test("an announcement that has no sound any more is told once, with the setting; again when it was mended and is gone once more", () => {
  const { faults, told } = logged();
  const broken = house({ announcements: { queueEntryAnnouncementId: gone, holdAudioId: here } });
  faults.look(broken);
  expect(told()).toEqual([["announcementGone", "announcements.queueEntryAnnouncementId", gone]]);
  faults.look(broken);
  expect(told()).toEqual([]);
  faults.look(house({}));
  faults.look(broken);
  expect(told()).toHaveLength(1);
});

test.each<[string, Parameters<typeof house>, string]>([
  ["a destination", [{ queue: { overflowDestination: { kind: "announcement", announcementId: gone } } }], "queue.overflowDestination"],
  ["a callback's offer", [{ callback: { callbackOfferAnnouncementId: gone } }], "callback.callbackOfferAnnouncementId"],
  ["a menu's greeting", [{}, { menus: [menu(1, { greetingId: gone })] }], "greetingId"],
  ["a message box's question", [{}, { boxes: [messageBox([{ prompt: "Nimi?", announcementId: gone }])] }], "questions"],
])("so is that of %s", (_what, [group, others], field) => {
  const { faults, told } = logged();
  faults.look(house(group, others));
  expect(told()).toEqual([["announcementGone", field, gone]]);
});

test("callers of a group whose announcements are gone hear music and the prompt of the reason, and that is told once", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const sketch: GroupSketch = {
    name: "a",
    announcements: { queueEntryAnnouncementId: gone, holdAudioId: gone, playRingback: false },
    queue: { maxWaitSeconds: 10, overflowDestination: { kind: "announcement", announcementId: gone } },
  };
  const h = new VirtualHouse([sketch]);
  const warned = () => h.warnings.filter((line) => line.includes("announcementGone")).length;
  expect(warned()).toBe(3);
  await h.call("a");
  await h.pickUp("anna");
  h.news();
  const waiting = await h.call("a");
  await h.pass(10);
  const heard = ["music:default", "silence", "prompt:fi:group.full"].map((what) => `caller hears ${what}`);
  expect(h.news().map((line) => line.split("  ")[1])).toEqual(heard);
  h.configure([sketch]);
  expect([warned(), h.errors]).toEqual([3, []]);
  waiting.leave();
});

test("a member whom no device of his can ring is told once; whoever can be rung, or a menu that is whole, is not", () => {
  const { faults, told } = logged();
  const whole = house({ members: ["anna", "mikko"] }, { menus: [menu(1, { greetingId: here })] });
  faults.look(whole);
  expect(told()).toEqual([]);
  const off = { ...ipPhone, enabled: false };
  const users = whole.users.map((user) => ({ ...user, devices: user.id === userIds.mikko ? [off] : user.devices }));
  faults.look({ ...whole, users });
  faults.look({ ...whole, users });
  expect(told()).toEqual([["memberWithoutDevice", "members.members", userIds.mikko]]);
});
