import { expect, test } from "vitest";
import type { Destination } from "../destination.ts";
import { type CheckFacts, type CheckId, checkGroup } from "./checks.ts";
import { type GroupSettings, groupSettings } from "./group.ts";

const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, "0")}`;
const [anna, mikko, group, other, greeting, progress] = [1, 2, 10, 11, 20, 21].map(id) as [string, string, string, string, string, string];

const facts: CheckFacts = {
  groupId: group,
  number: { digits: "0800000120", test: false },
  users: {
    [anna]: { name: "Anna", devices: [{ kind: "workstation", enabled: true, registered: true }] },
    [mikko]: { name: "Mikko", devices: [{ kind: "mobile", enabled: true, registered: false }] },
  },
  announcementSeconds: { [greeting]: 12, [progress]: 50 },
  groups: [
    { id: group, name: "Asiakaspalvelu", hours: null, ways: [{ destination: { kind: "busy" }, when: "open" }] },
    { id: other, name: "Ylivuoto", hours: null, ways: [{ destination: { kind: "group", groupId: group }, when: "open" }] },
  ],
};

type Change = { [T in keyof GroupSettings]?: Partial<GroupSettings[T]> };

function settings(change: Change = {}): GroupSettings {
  const base = groupSettings.parse({
    general: { name: "Asiakaspalvelu", numberId: id(30) },
    members: { members: [{ userId: anna }, { userId: mikko }] },
    announcements: { queueEntryAnnouncementId: greeting },
  });
  const merged = Object.fromEntries(Object.entries(base).map(([tab, values]) => [tab, { ...values, ...change[tab as keyof Change] }]));
  return merged as GroupSettings;
}

const found = (change: Change, given: Partial<CheckFacts> = {}) =>
  checkGroup(settings(change), { ...facts, ...given }).findings.map((finding) => finding.id);

const nine = [{ opens: 540, closes: 600 }];
const closedTo = (outsideHours: Destination) => {
  const busy: Destination = { kind: "busy" };
  return { outsideHours, exception: busy, holiday: busy, manual: busy, emergency: busy };
};
const callback = { callbackEnabled: true, offerWhenWaitingMoreThan: 5 };

test.each<[string, CheckId, Change, Partial<CheckFacts>?]>([
  ["nobody to ring", "noMembers", { members: { members: [] } }],
  ["no device chosen", "noDevicesChosen", { members: { devices: ["externalPbx"] } }],
  ["devices nobody has", "nobodyWithDevice", { members: { devices: ["ipPhone"] } }],
  ["a member whose phone is not there", "memberUnregistered", {}, { users: { ...facts.users, [anna]: { name: "Anna", devices: [] } } }],
  ["an order without anyone in it", "orderWithoutMembers", { members: { ringInOrder: true } }],
  ["a round longer than the wait", "roundLongerThanWait", { members: { ringSeconds: 60 }, queue: { maxWaitSeconds: 90 } }],
  ["a greeting longer than the wait", "entryLongerThanWait", { queue: { maxWaitSeconds: 10 }, members: { ringSeconds: 5 } }],
  [
    "a progress announcement longer than its interval",
    "progressLongerThanInterval",
    { announcements: { progressAnnouncementId: progress } },
  ],
  ["an announcement that is gone", "announcementGone", { announcements: { holdAudioId: id(29) } }],
  [
    "a destination's announcement that is gone",
    "announcementGone",
    { queue: { overflowDestination: { kind: "announcement", announcementId: id(29) } } },
  ],
  ["progress that is never heard", "progressNever", { announcements: { announcePosition: true, progressIntervalSeconds: 0 } }],
  ["progress without peace", "progressTooOften", { announcements: { announceWait: true, progressIntervalSeconds: 5 } }],
  ["callback without a condition", "callbackNeverOffered", { callback: { callbackEnabled: true } }],
  ["callback turned off by a zero", "callbackZero", { callback: { ...callback, callbackAttempts: 0 } }],
  ["callback where nobody waits", "callbackNobodyWaits", { callback, queue: { maxWaiting: 0 } }],
  ["a condition the queue can't reach", "callbackConditionUnreachable", { callback, queue: { maxWaiting: 5 } }],
  [
    "gates longer than the day",
    "callbackGatesClosed",
    { callback: { ...callback, offerAfterOpenMinutes: 60 }, hours: { alwaysOpen: false, weekly: [nine, [], [], [], [], [], []] } },
  ],
  ["overflow to itself", "overflowToItself", { queue: { overflowDestination: { kind: "group", groupId: group } } }],
  ["overflow in a circle", "overflowLoop", { queue: { noAgentsDestination: { kind: "group", groupId: other } } }],
  [
    "a closed destination in a circle",
    "overflowLoop",
    {
      hours: { alwaysOpen: false, weekly: [nine, [], [], [], [], [], []], closedDestinations: closedTo({ kind: "group", groupId: other }) },
    },
  ],
  ["a tag nobody sees", "tagWithoutEffect", { general: { presentedNumber: "group", numberTag: { kind: "suffix", digits: "*1" } } }],
  ["a group that never opens", "neverOpen", { hours: { alwaysOpen: false } }],
  ["a group closed by hand", "closedByHand", { hours: { manual: "emergency" } }],
  ["a group opened by hand", "openByHand", { hours: { manual: "open", alwaysOpen: false } }],
  [
    "hours that overlap, also over midnight",
    "rangesOverlap",
    {
      hours: {
        alwaysOpen: false,
        weekly: [
          [
            { opens: 1200, closes: 120 },
            { opens: 1380, closes: 1400 },
          ],
          ...[[], [], [], [], [], []],
        ],
      },
    },
  ],
  [
    "two exceptions on one day",
    "exceptionTwice",
    {
      hours: {
        alwaysOpen: false,
        weekly: [nine, [], [], [], [], [], []],
        exceptions: [
          { date: "2026-12-24", name: "a", ranges: [] },
          { date: "2026-12-24", name: "b", ranges: [] },
        ],
      },
    },
  ],
  ["a number only colleagues can call", "testNumber", {}, { number: { digits: "8001", test: true } }],
])("%s is named", (_story, check, change, given) => {
  expect(found(change, given)).toEqual([check]);
});

test.each<[string, Change]>([
  ["the defaults", {}],
  ["no limits at all", { queue: { maxWaitSeconds: null, maxWaiting: null, maxAttempts: null } }],
  ["callback with a condition and an open day", { callback }],
  ["ordered members", { members: { ringInOrder: true, members: [{ userId: anna, skillLevel: 3, ringOrder: 1 }] } }],
  ["office hours with a break", { hours: { alwaysOpen: false, weekly: [[...nine, { opens: 660, closes: 960 }], [], [], [], [], [], []] } }],
  ["overflow to a group that ends the call", { queue: { overflowDestination: { kind: "group", groupId: id(99) } } }],
])("%s: silence", (_story, change) => {
  expect(found(change)).toEqual([]);
});

test("what can't be saved comes first", () => {
  const findings = checkGroup(
    settings({ members: { members: [] }, queue: { overflowDestination: { kind: "group", groupId: group } } }),
    facts,
  ).findings;
  expect(findings.map(({ severity }) => severity)).toEqual(["error", "warning"]);
});
