"use client";
/** Any setting's value in words: for "was …", for the comparison of two people's values. */
import { useMemo } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { Destination } from "@/lib/domain/destination.ts";
import type { NumberTag } from "@/lib/domain/group/general.ts";
import type { DeviceKind, GroupMember } from "@/lib/domain/group/members.ts";
import { languageNames } from "@/lib/i18n/language.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import type { Directory } from "./directory.ts";

export const units: Partial<Record<SettingKey, "seconds" | "minutes" | "callers" | "calls" | "attempts" | "people" | "pieces">> = {
  maxWaitSeconds: "seconds",
  maxAttempts: "attempts",
  maxWaiting: "calls",
  ringSimultaneously: "people",
  wrapUpSeconds: "seconds",
  ringSeconds: "seconds",
  logoutAfterMissed: "calls",
  progressIntervalSeconds: "seconds",
  callbackRingSeconds: "seconds",
  callbackAttempts: "attempts",
  callbackValidityMinutes: "minutes",
  offerAfterOpenMinutes: "minutes",
  offerWhenWaitingMoreThan: "callers",
  offerWhenLongestWaitMinutes: "minutes",
  offerWhenEstimatedWaitMinutes: "minutes",
  stopBeforeCloseMinutes: "minutes",
  serveAfterCloseMinutes: "minutes",
};

const nullWords = {
  billingAccountId: "noBilling",
  queueEntryAnnouncementId: "noAnnouncement",
  holdAudioId: "defaultMusic",
  progressAnnouncementId: "noAnnouncement",
  callbackHandlerAnnouncementId: "noAnnouncement",
  callbackOfferAnnouncementId: "defaultOffer",
} as const;

type Named = Pick<Directory, "groups" | "users" | "announcements" | "menus" | "messageBoxes">;

export function useDestinationWords(directory: { [K in keyof Named]: { id: string; name: string }[] }) {
  const text = useText("editor");
  const { phoneNumber } = useFormat();
  return useMemo(() => {
    const named = (list: { id: string; name: string }[], id: string) => list.find((item) => item.id === id)?.name ?? "–";
    return (destination: Destination): string => {
      switch (destination.kind) {
        case "group":
          return `${text("toGroup")} ${named(directory.groups, destination.groupId)}`;
        case "user":
          return `${text("toUser")} ${named(directory.users, destination.userId)}`;
        case "outsideNumber":
          return `${text("toOutsideNumber")} ${phoneNumber(destination.number)}`;
        case "announcement":
          return `${text("toAnnouncement")}: ${named(directory.announcements, destination.announcementId)}`;
        case "menu":
          return `${text("toMenu")} ${named(directory.menus, destination.menuId)}`;
        case "messageBox":
          return `${text("toMessageBox")} ${named(directory.messageBoxes, destination.messageBoxId)}`;
        case "busy":
          return text("toBusy");
        default:
          return text("toHangUp");
      }
    };
  }, [directory, text, phoneNumber]);
}

export function useDescribe(directory: Directory) {
  const text = useText("editor");
  const common = useText("common");
  const states = useText("states");
  const format = useFormat();
  const destinationWords = useDestinationWords(directory);

  return useMemo(() => {
    const byId = (id: string): string | undefined => {
      const number = directory.numbers.find((item) => item.id === id);
      if (number) return format.phoneNumber(number.digits);
      const account = directory.billingAccounts.find((item) => item.id === id);
      return account ? `${account.code} ${account.name}` : directory.announcements.find((item) => item.id === id)?.name;
    };
    const tagWords = (tag: NumberTag) =>
      tag.kind === "none" ? text("tagNone") : `${text(tag.kind === "prefix" ? "tagPrefix" : "tagSuffix")} ${tag.digits}`;
    const objectWords = (key: SettingKey, value: object): string => {
      if (key === "members") return text("memberCount", { count: (value as GroupMember[]).length });
      if (key === "devices") return (value as DeviceKind[]).map((kind) => states(kind)).join(", ") || common("none");
      if (key === "numberTag") return tagWords(value as NumberTag);
      if ("kind" in value) return destinationWords(value as Destination);
      if (key === "supervisors")
        return (
          directory.users
            .filter((user) => (value as string[]).includes(user.id))
            .map((user) => user.name)
            .join(", ") || common("none")
        );
      return key === "exceptions" ? String((value as unknown[]).length) : "…";
    };
    const wordWords = (key: SettingKey, value: string): string => {
      if (key === "language") return languageNames[value as keyof typeof languageNames];
      if (key === "presentedNumber") return text(value === "group" ? "showGroup" : "showCaller");
      if (key === "manual") return text(manualWords[value as keyof typeof manualWords]);
      return byId(value) ?? (value || common("empty"));
    };
    return (key: SettingKey, value: unknown): string => {
      if (value === null || value === undefined)
        return key in nullWords ? text(nullWords[key as keyof typeof nullWords]) : common("noLimit");
      if (typeof value === "boolean") return common(value ? "on" : "off");
      if (typeof value === "number") {
        const unit = units[key];
        if (Number.isNaN(value)) return common("empty");
        return unit ? `${format.number(value)} ${common(unit)}` : format.number(value);
      }
      return typeof value === "string" ? wordWords(key, value) : objectWords(key, value as object);
    };
  }, [directory, text, common, states, format, destinationWords]);
}

export const manualWords = {
  automatic: "automatic",
  open: "manualOpen",
  closed: "manualClosed",
  emergency: "manualEmergency",
} as const;
