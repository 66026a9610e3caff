"use client";
/** Open or closed, until when, why, and by whose hand: the same words in list, editor and live view. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Badge, State, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { ByHand } from "@/lib/domain/group/by-hand.ts";
import type { Timetable } from "@/lib/domain/group/hours.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";

interface Look {
  tone: Tone;
  icon: IconName;
  words: string;
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

type Hours = Pick<Timetable, "alwaysOpen" | "manual">;

/** What the live view says counts: somebody may have turned the switch since the page was made. */
const manualOf = (live: LiveGroup | undefined, hours: Hours) => (live ? (live.byHand?.manual ?? "automatic") : hours.manual);

export function useGroupState() {
  const text = useText("states");
  const { time, date, timeZone } = useFormat();

  const until = (at: string): string => {
    if (date(at) === date(Date.now())) return text("closedUntil", { time: time(at) });
    const day = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "long" }).format(new Date(at)).toLowerCase();
    const name = weekdays.find((weekday) => weekday === day) ?? "monday";
    return text("closedUntilDay", { day: text(name), time: time(at) });
  };

  return (live: LiveGroup | undefined, hours: Hours, short = false): Look => {
    const manual = manualOf(live, hours);
    if (manual === "emergency") return { tone: "warn", icon: "lock", words: text("emergency") };
    if (manual === "closed") return { tone: "warn", icon: "lock", words: text("closedByHand") };
    if (!live && !hours.alwaysOpen && manual === "automatic") return { tone: "mute", icon: "emptyRing", words: text("unknown") };
    const open = live?.open ?? true;
    if (open && manual === "open") return { tone: "ok", icon: "discTick", words: text("openByHand") };
    if (short)
      return open ? { tone: "ok", icon: "discTick", words: text("open") } : { tone: "mute", icon: "square", words: text("closed") };
    if (!open) return { tone: "mute", icon: "square", words: live?.changesAt ? until(live.changesAt) : text("closed") };
    if (live?.changesAt) return { tone: "ok", icon: "discTick", words: text("openUntil", { time: time(live.changesAt) }) };
    return { tone: "ok", icon: "discTick", words: text("openAlways") };
  };
}

export function GroupState({ live, hours, badge, short }: { live?: LiveGroup; hours: Hours; badge?: boolean; short?: boolean }) {
  const { tone, icon, words } = useGroupState()(live, hours, short);
  const Shape = badge ? Badge : State;
  return (
    <Shape tone={tone} icon={icon}>
      {words}
    </Shape>
  );
}

const turned = { open: "openedBy", closed: "closedBy", emergency: "emergencyBy" } as const;

/** "Sari Salo sulki 12.05"; null when the timetable counts, or nobody knows who it was. */
export function useByHandWords() {
  const text = useText("states");
  const { date, time } = useFormat();
  return (byHand: ByHand | null | undefined): string | null => {
    if (!byHand?.since || !byHand.by) return null;
    const { since, by, manual } = byHand;
    const today = date(since) === date(Date.now());
    return text(turned[manual], { by, at: text(today ? "atTime" : "atDay", { date: date(since), time: time(since) }) });
  };
}

export function ByHandLine({ live }: { live: LiveGroup | undefined }) {
  const words = useByHandWords()(live?.byHand);
  return words && <span className="by-hand">{words}</span>;
}
