/**
 * What can't work in a group's settings, or probably isn't meant. Each check says nothing, or names the field and why. Pure: what
 * it must know besides the settings comes in as facts.
 */
import { findOverflowLoop, type Overflowing } from "../overflow-loop.ts";
import { announcementsUsed } from "./announcements-used.ts";
import type { SettingPath } from "./changes.ts";
import type { GroupSettings } from "./group.ts";
import { rangesOverlap } from "./hour-ranges.ts";
import type { HoursSettings } from "./hours.ts";
import { leadsOn } from "./leads-on.ts";
import type { DeviceKind } from "./members.ts";

export interface CheckFacts {
  /** Null while the group is being added. */
  groupId: string | null;
  number: { digits: string; test: boolean } | null;
  /** Of every user: the devices he could be rung on. */
  users: Record<string, { name: string; devices: { kind: DeviceKind; enabled: boolean; registered: boolean }[] }>;
  /** Of every announcement that has a sound. */
  announcementSeconds: Record<string, number>;
  groups: Overflowing[];
}

export type CheckId =
  | "noMembers"
  | "noDevicesChosen"
  | "nobodyWithDevice"
  | "memberUnregistered"
  | "membersUnregistered"
  | "orderWithoutMembers"
  | "roundLongerThanWait"
  | "entryLongerThanWait"
  | "progressLongerThanInterval"
  | "progressNever"
  | "progressTooOften"
  | "callbackNeverOffered"
  | "callbackZero"
  | "callbackNobodyWaits"
  | "callbackConditionUnreachable"
  | "callbackGatesClosed"
  | "overflowToItself"
  | "overflowLoop"
  | "tagWithoutEffect"
  | "neverOpen"
  | "closedByHand"
  | "openByHand"
  | "rangesOverlap"
  | "exceptionTwice"
  | "testNumber"
  | "announcementGone";

export interface Finding {
  id: CheckId;
  /** An error can't be saved. */
  severity: "error" | "warning";
  field: SettingPath;
  /** Put in words by the portal: names and counts as they are, times in seconds. */
  values: Record<string, string | number>;
}

type Check = (settings: GroupSettings, facts: CheckFacts) => Finding[];

const warn = (id: CheckId, field: SettingPath, values: Finding["values"] = {}): Finding[] => [{ id, severity: "warning", field, values }];
const refuse = (id: CheckId, field: SettingPath, values: Finding["values"] = {}): Finding[] => [{ id, severity: "error", field, values }];
const fine: Finding[] = [];

/** Nobody to ring: each of these makes the ones after it pointless. */
const someoneCanRing: Check = ({ members }, { users }) => {
  if (members.members.length === 0) return warn("noMembers", "members.members");
  const kinds: DeviceKind[] = members.devices.filter((kind) => kind !== "externalPbx");
  if (kinds.length === 0) return warn("noDevicesChosen", "members.devices");
  const known = members.members.flatMap((member) => users[member.userId] ?? []);
  const usable = known.map((user) => ({
    name: user.name,
    devices: user.devices.filter((device) => device.enabled && kinds.includes(device.kind)),
  }));
  if (known.length > 0 && usable.every((user) => user.devices.length === 0)) return warn("nobodyWithDevice", "members.devices");
  // A mobile is reached through a trunk: it does not register.
  const silent = usable.filter((user) => !user.devices.some((device) => device.registered || device.kind === "mobile"));
  if (silent.length === 1) return warn("memberUnregistered", "members.members", { name: silent[0]?.name ?? "" });
  return silent.length > 1 ? warn("membersUnregistered", "members.members", { count: silent.length }) : fine;
};

const ringOrder: Check = ({ members }) =>
  members.ringInOrder && members.members.length > 0 && members.members.every((member) => member.ringOrder === null)
    ? warn("orderWithoutMembers", "members.ringInOrder")
    : fine;

const roundFitsWait: Check = ({ members, queue }) => {
  const rounds = Math.ceil(members.members.length / Math.max(1, members.ringSimultaneously));
  const round = rounds * members.ringSeconds;
  return queue.maxWaitSeconds !== null && rounds > 1 && round > queue.maxWaitSeconds
    ? warn("roundLongerThanWait", "members.ringSeconds", { round, limit: queue.maxWaitSeconds })
    : fine;
};

const entryFitsWait: Check = ({ announcements, queue }, { announcementSeconds }) => {
  const length = announcementSeconds[announcements.queueEntryAnnouncementId ?? ""];
  return length !== undefined && queue.maxWaitSeconds !== null && length > queue.maxWaitSeconds
    ? warn("entryLongerThanWait", "announcements.queueEntryAnnouncementId", { length })
    : fine;
};

/** Shorter than this and the music is never heard in peace. */
const shortIntervalSeconds = 15;

const progress: Check = ({ announcements }, { announcementSeconds }) => {
  const { progressAnnouncementId, progressIntervalSeconds: interval, announcePosition, announceWait } = announcements;
  if (!progressAnnouncementId && !announcePosition && !announceWait) return fine;
  if (interval === 0) return warn("progressNever", "announcements.progressIntervalSeconds");
  const length = announcementSeconds[progressAnnouncementId ?? ""];
  if (length !== undefined && length > interval) {
    return warn("progressLongerThanInterval", "announcements.progressIntervalSeconds", { length, interval });
  }
  return interval < shortIntervalSeconds ? warn("progressTooOften", "announcements.progressIntervalSeconds", { interval }) : fine;
};

const callbackCanBeOffered: Check = ({ callback, queue }) => {
  if (!callback.callbackEnabled) return fine;
  if (callback.callbackRingSeconds === 0) return warn("callbackZero", "callback.callbackRingSeconds");
  if (callback.callbackAttempts === 0) return warn("callbackZero", "callback.callbackAttempts");
  if (callback.callbackValidityMinutes === 0) return warn("callbackZero", "callback.callbackValidityMinutes");
  if (queue.maxWaiting === 0) return warn("callbackNobodyWaits", "queue.maxWaiting");
  const { offerWhenWaitingMoreThan: count, offerWhenLongestWaitMinutes, offerWhenEstimatedWaitMinutes } = callback;
  const others = offerWhenLongestWaitMinutes + offerWhenEstimatedWaitMinutes;
  if (count + others === 0) return warn("callbackNeverOffered", "callback.offerWhenWaitingMoreThan");
  return queue.maxWaiting !== null && others === 0 && count >= queue.maxWaiting
    ? warn("callbackConditionUnreachable", "callback.offerWhenWaitingMoreThan", { limit: queue.maxWaiting, count })
    : fine;
};

const lengthOf = ({ opens, closes }: { opens: number; closes: number }) => (closes > opens ? closes - opens : closes + 1440 - opens);

const callbackGates: Check = ({ callback, hours }) => {
  if (!callback.callbackEnabled || hours.alwaysOpen) return fine;
  const longest = Math.max(0, ...hours.weekly.map((day) => day.reduce((sum, range) => sum + lengthOf(range), 0)));
  const gates = callback.offerAfterOpenMinutes + callback.stopBeforeCloseMinutes;
  return longest > 0 && gates >= longest ? warn("callbackGatesClosed", "callback.offerAfterOpenMinutes") : fine;
};

const overflow: Check = (settings, { groupId, number, groups }) => {
  if (groupId === null) return fine;
  const others = groups.filter((group) => group.id !== groupId);
  const { hours } = settings;
  for (const { field, destination, when } of leadsOn(settings)) {
    if (destination.kind === "group" && destination.groupId === groupId) return refuse("overflowToItself", field);
    const self = { id: groupId, name: settings.general.name, number: number?.digits, hours, ways: [{ destination, when }] };
    const path = findOverflowLoop([...others, self], groupId);
    if (path) return refuse("overflowLoop", field, { path: path.join(" → ") });
  }
  return fine;
};

const numberTag: Check = ({ general }) =>
  general.numberTag.kind !== "none" && general.presentedNumber === "group" ? warn("tagWithoutEffect", "general.numberTag") : fine;

const testNumber: Check = (_settings, { number }) =>
  number?.test ? warn("testNumber", "general.numberId", { number: number.digits }) : fine;

const openAtAll: Check = ({ hours }) => {
  if (hours.manual === "closed" || hours.manual === "emergency") return warn("closedByHand", "hours.manual");
  if (hours.manual === "open" && !hours.alwaysOpen) return warn("openByHand", "hours.manual");
  return hours.alwaysOpen || hasHours(hours) ? fine : warn("neverOpen", "hours.weekly");
};

const hasHours = ({ weekly, exceptions }: HoursSettings) =>
  weekly.some((day) => day.length > 0) || exceptions.some((exception) => exception.ranges.length > 0);

const hoursMakeSense: Check = ({ hours }) => {
  if (hours.alwaysOpen) return fine;
  if (hours.weekly.some(rangesOverlap)) return warn("rangesOverlap", "hours.weekly");
  if (hours.exceptions.some((exception) => rangesOverlap(exception.ranges))) return warn("rangesOverlap", "hours.exceptions");
  const dates = hours.exceptions.map((exception) => exception.date);
  return new Set(dates).size < dates.length ? refuse("exceptionTwice", "hours.exceptions") : fine;
};

/** Deleted behind the portal's back, or its sound lost: calls go on with the system's own, or without. */
const announcementsThere: Check = (settings, { announcementSeconds }) =>
  announcementsUsed(settings).flatMap(({ field, id }) => (id in announcementSeconds ? [] : warn("announcementGone", field)));

const checks: Check[] = [
  overflow,
  someoneCanRing,
  ringOrder,
  roundFitsWait,
  entryFitsWait,
  progress,
  callbackCanBeOffered,
  callbackGates,
  openAtAll,
  hoursMakeSense,
  numberTag,
  testNumber,
  announcementsThere,
];

export interface CheckResult {
  /** Errors first. */
  findings: Finding[];
  /** How many checks found nothing. */
  fineCount: number;
}

export function checkGroup(settings: GroupSettings, facts: CheckFacts): CheckResult {
  const results = checks.map((check) => check(settings, facts));
  const findings = results.flat().sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  return { findings, fineCount: results.filter((result) => result.length === 0).length };
}
