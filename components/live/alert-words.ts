"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { LiveGroup } from "@/lib/domain/live.ts";
import type { GroupAlert } from "@/lib/domain/live-alerts.ts";

/** Whether a wait of so many seconds is an alert in the group. */
export const isLate = (group: LiveGroup | undefined, seconds: number): boolean => {
  const limit = group?.alertLimits.longestWaitSeconds ?? null;
  return limit !== null && seconds >= limit;
};

export function useAlertWords() {
  const text = useText("live");
  const { duration, time } = useFormat();
  return (alert: GroupAlert, now: number): string => {
    switch (alert.kind) {
      case "longestWait":
        return text("alertLongest", { time: duration((now - Date.parse(alert.since)) / 1000) });
      case "waiting":
        return text("alertWaiting", { count: alert.count });
      case "nobodyLoggedIn":
        return text("alertNobody");
      case "loggedOutByMisses":
        return text("alertMissed", { count: alert.count });
      case "callbackExpires":
        return text("alertCallback", { time: time(alert.at) });
    }
  };
}
