"use client";
/** Open or closed, until when, and why: the same words in list, editor and live view. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Badge, State, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { HoursSettings } from "@/lib/domain/group/hours.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";

interface Look {
  tone: Tone;
  icon: IconName;
  words: string;
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

export function useGroupState() {
  const text = useText("states");
  const { time, date, timeZone } = useFormat();

  const until = (at: string): string => {
    if (date(at) === date(Date.now())) return text("closedUntil", { time: time(at) });
    const day = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "long" }).format(new Date(at)).toLowerCase();
    const name = weekdays.find((weekday) => weekday === day) ?? "monday";
    return text("closedUntilDay", { day: text(name), time: time(at) });
  };

  return (live: LiveGroup | undefined, hours: HoursSettings, short = false): Look => {
    if (hours.manual === "emergency") return { tone: "warn", icon: "lock", words: text("emergency") };
    if (hours.manual === "closed") return { tone: "warn", icon: "lock", words: text("closedByHand") };
    if (!live && !hours.alwaysOpen && hours.manual === "automatic") return { tone: "mute", icon: "emptyRing", words: text("unknown") };
    const open = live?.open ?? true;
    if (short)
      return open ? { tone: "ok", icon: "discTick", words: text("open") } : { tone: "mute", icon: "square", words: text("closed") };
    if (!open) return { tone: "mute", icon: "square", words: live?.changesAt ? until(live.changesAt) : text("closed") };
    if (hours.manual === "open") return { tone: "ok", icon: "discTick", words: text("openByHand") };
    if (live?.changesAt) return { tone: "ok", icon: "discTick", words: text("openUntil", { time: time(live.changesAt) }) };
    return { tone: "ok", icon: "discTick", words: text("openAlways") };
  };
}

export function GroupState({ live, hours, badge, short }: { live?: LiveGroup; hours: HoursSettings; badge?: boolean; short?: boolean }) {
  const { tone, icon, words } = useGroupState()(live, hours, short);
  const Shape = badge ? Badge : State;
  return (
    <Shape tone={tone} icon={icon}>
      {words}
    </Shape>
  );
}
