/**
 * The caller's journey: what a caller meets with these settings, as data. The portal draws it while the settings are typed.
 * Times are seconds from the arrival; null = depends on the queue.
 */
import type { Destination } from "../destination.ts";
import type { GroupSettings } from "./group.ts";

export type Exit =
  | { when: "closed"; destination: Destination }
  | { when: "noAgents"; destination: Destination }
  | { when: "full"; waiting: number; destination: Destination }
  | { when: "attempts"; attempts: number; destination: Destination };

export interface ProgressPart {
  announcementId: string | null;
  position: boolean;
  wait: boolean;
  everySeconds: number;
  /** Of the announcement and an estimate for what is spoken. */
  lengthSeconds: number;
}

export interface OfferConditions {
  waitingMoreThan: number;
  longestWaitMinutes: number;
  estimatedWaitMinutes: number;
}

export type JourneyStep =
  | { kind: "arrives"; atSeconds: 0; exits: Exit[] }
  | { kind: "entry"; atSeconds: number; announcementId: string; lengthSeconds: number | null }
  | { kind: "waiting"; atSeconds: number | null; holdAudioId: string | null; progress: ProgressPart | null; exits: Exit[] }
  | { kind: "offer"; atSeconds: null; conditions: OfferConditions }
  | { kind: "nobodyWaits"; atSeconds: null; destination: Destination }
  | { kind: "maxWait"; atSeconds: number; destination: Destination }
  | { kind: "noMaxWait"; atSeconds: null };

/** Length of an announcement in seconds, null when it is not known. */
export type LengthOf = (announcementId: string) => number | null;

/** From the first ring to the first sound. */
const answerSeconds = 2;
const spokenPositionSeconds = 3;
const spokenWaitSeconds = 4;

export function journeyOf(settings: GroupSettings, lengthOf: LengthOf): JourneyStep[] {
  const { queue } = settings;
  const arrives: JourneyStep = { kind: "arrives", atSeconds: 0, exits: exitsAtArrival(settings) };
  if (queue.maxWaiting === 0) return [arrives, { kind: "nobodyWaits", atSeconds: null, destination: queue.overflowDestination }];
  const entry = entryStep(settings, lengthOf);
  const end: JourneyStep =
    queue.maxWaitSeconds === null
      ? { kind: "noMaxWait", atSeconds: null }
      : { kind: "maxWait", atSeconds: queue.maxWaitSeconds, destination: queue.overflowDestination };
  return [arrives, ...entry, waitingStep(settings, entry[0], lengthOf), ...offerStep(settings), end];
}

/** In the order in which they are checked (product.md, "Behaviour" 1). */
function exitsAtArrival({ queue, hours }: GroupSettings): Exit[] {
  const closes = !hours.alwaysOpen || hours.manual === "closed" || hours.manual === "emergency";
  const reason = hours.manual === "closed" ? "manual" : hours.manual === "emergency" ? "emergency" : "outsideHours";
  return [
    ...(closes ? [{ when: "closed", destination: hours.closedDestinations[reason] } as const] : []),
    { when: "noAgents", destination: queue.noAgentsDestination },
    ...(queue.maxWaiting ? [{ when: "full", waiting: queue.maxWaiting, destination: queue.overflowDestination } as const] : []),
  ];
}

function entryStep({ announcements }: GroupSettings, lengthOf: LengthOf): JourneyStep[] {
  const announcementId = announcements.queueEntryAnnouncementId;
  return announcementId ? [{ kind: "entry", atSeconds: answerSeconds, announcementId, lengthSeconds: lengthOf(announcementId) }] : [];
}

function waitingStep({ queue, announcements }: GroupSettings, entry: JourneyStep | undefined, lengthOf: LengthOf): JourneyStep {
  const entryEnds = entry?.kind === "entry" ? (entry.lengthSeconds === null ? null : entry.atSeconds + entry.lengthSeconds) : answerSeconds;
  return {
    kind: "waiting",
    atSeconds: entryEnds === null ? null : Math.round(entryEnds),
    holdAudioId: announcements.holdAudioId,
    progress: progressOf(announcements, lengthOf),
    exits: queue.maxAttempts ? [{ when: "attempts", attempts: queue.maxAttempts, destination: queue.noAgentsDestination }] : [],
  };
}

function progressOf(announcements: GroupSettings["announcements"], lengthOf: LengthOf): ProgressPart | null {
  const { progressAnnouncementId, announcePosition, announceWait, progressIntervalSeconds } = announcements;
  const saysSomething = progressAnnouncementId !== null || announcePosition || announceWait;
  if (!saysSomething || !(progressIntervalSeconds > 0)) return null;
  const announcement = progressAnnouncementId ? (lengthOf(progressAnnouncementId) ?? 0) : 0;
  return {
    announcementId: progressAnnouncementId,
    position: announcePosition,
    wait: announceWait,
    everySeconds: progressIntervalSeconds,
    lengthSeconds: announcement + (announcePosition ? spokenPositionSeconds : 0) + (announceWait ? spokenWaitSeconds : 0),
  };
}

/** True when a callback can ever be offered. */
export function offersCallback({ callback, queue }: GroupSettings): boolean {
  const condition = callback.offerWhenWaitingMoreThan || callback.offerWhenLongestWaitMinutes || callback.offerWhenEstimatedWaitMinutes;
  const able = callback.callbackRingSeconds > 0 && callback.callbackAttempts > 0 && callback.callbackValidityMinutes > 0;
  return callback.callbackEnabled && able && condition > 0 && queue.maxWaiting !== 0;
}

function offerStep(settings: GroupSettings): JourneyStep[] {
  if (!offersCallback(settings)) return [];
  const { callback } = settings;
  const conditions = {
    waitingMoreThan: callback.offerWhenWaitingMoreThan,
    longestWaitMinutes: callback.offerWhenLongestWaitMinutes,
    estimatedWaitMinutes: callback.offerWhenEstimatedWaitMinutes,
  };
  return [{ kind: "offer", atSeconds: null, conditions }];
}
