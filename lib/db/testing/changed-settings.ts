/** A group in which every setting has another value than its default. */
import { type GroupSettings, groupSettings } from "../../domain/group/group.ts";

interface References {
  numberId: string;
  userId: string;
  announcementId: string;
  billingAccountId: string;
}

export function everySettingChanged(name: string, { numberId, userId, announcementId, billingAccountId }: References): GroupSettings {
  const toUser = { kind: "user", userId } as const;
  const toAnnouncement = { kind: "announcement", announcementId } as const;
  return {
    general: {
      ...{ type: "customerService", name, numberId, billingAccountId, language: "sv", hideFromDirectory: true },
      ...{ allowNumberPresentation: true, presentedNumber: "group", numberTag: { kind: "suffix", digits: "1*" } },
    },
    queue: { maxWaitSeconds: 600, maxAttempts: 7, noAgentsDestination: toUser, maxWaiting: 0, overflowDestination: toAnnouncement },
    members: {
      ...{ members: [{ userId, skillLevel: 2, ringOrder: 1 }], supervisors: [userId], ringInOrder: true, skillBased: true },
      ...{ longestIdle: true, presenceAffects: false, devices: ["ipPhone"], ringSimultaneously: 3, wrapUpSeconds: 45 },
      ...{ ringSeconds: 25, logoutAfterMissed: 2 },
    },
    announcements: {
      ...{ queueEntryAnnouncementId: announcementId, holdAudioId: announcementId, progressAnnouncementId: announcementId },
      ...{ progressIntervalSeconds: 60, playRingback: false, announcePosition: true, announceWait: true },
    },
    callback: {
      ...{ callbackEnabled: true, callbackRingSeconds: 40, callbackAttempts: 4, callbackValidityMinutes: 90, callbackMetadata: "VIP" },
      ...{ callbackHandlerAnnouncementId: announcementId, callbackOfferAnnouncementId: announcementId, offerAfterOpenMinutes: 1 },
      ...{ offerWhenWaitingMoreThan: 2, offerWhenLongestWaitMinutes: 3, offerWhenEstimatedWaitMinutes: 4, stopBeforeCloseMinutes: 5 },
    },
    hours: {
      alwaysOpen: false,
      weekly: [[{ opens: 480, closes: 960 }], [], [], [], [{ opens: 1320, closes: 120 }], [], []],
      exceptions: [{ date: "2026-12-31", name: "Inventaario", ranges: [{ opens: 540, closes: 720 }] }],
      ...{ closedOnHolidays: false, manual: "closed", serveAfterCloseMinutes: 20 },
      closedDestinations: {
        ...{ outsideHours: toUser, exception: toAnnouncement, holiday: { kind: "hangUp" } },
        ...{ manual: { kind: "outsideNumber", number: "041 000 0555" }, emergency: toUser },
      },
    },
  };
}

/** `general.name` of each setting that has its default; what every group must be given counts as one. */
export function settingsAtDefault(settings: GroupSettings): string[] {
  const { name, numberId } = settings.general;
  const defaults = groupSettings.parse({ general: { name, numberId } });
  return (Object.keys(defaults) as (keyof GroupSettings)[]).flatMap((tab) =>
    Object.entries(defaults[tab])
      .filter(([key, value]) => JSON.stringify(value) === JSON.stringify((settings[tab] as Record<string, unknown>)[key]))
      .map(([key]) => `${tab}.${key}`),
  );
}
