"use client";
/** Title and detail of each step of the caller's journey. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { JourneyStep, OfferConditions, ProgressPart } from "@/lib/domain/group/journey.ts";
import { useGroupForm } from "./form-context.tsx";

export function useStepWords() {
  const words = useText("journey");
  const editor = useText("editor");
  const { durationInWords } = useFormat();
  const { directory } = useGroupForm();
  const nameOf = (id: string | null) => directory.announcements.find((announcement) => announcement.id === id)?.name;

  const listed = (parts: string[], joint: string) =>
    parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${joint} ${parts.at(-1)}`;

  const progressWords = (holdAudioId: string | null, progress: ProgressPart | null) => {
    const music = nameOf(holdAudioId) ?? editor("defaultMusic");
    if (!progress) return `${music}.`;
    const parts = [
      progress.announcementId && words("progressAnnouncement"),
      progress.position && words("progressPosition"),
      progress.wait && words("progressWait"),
    ].filter((part) => typeof part === "string");
    return words("progressText", { music, interval: durationInWords(progress.everySeconds), what: listed(parts, words("and")) });
  };

  const conditionWords = (conditions: OfferConditions) => {
    const parts = [
      conditions.waitingMoreThan > 0 && words("offerWaiting", { count: conditions.waitingMoreThan }),
      conditions.longestWaitMinutes > 0 && words("offerLongest", { minutes: conditions.longestWaitMinutes }),
      conditions.estimatedWaitMinutes > 0 && words("offerEstimate", { minutes: conditions.estimatedWaitMinutes }),
    ].filter((part) => typeof part === "string");
    return words("offerText", { conditions: listed(parts, words("orWord")) });
  };

  return (step: JourneyStep): { title: string; detail?: string } => {
    switch (step.kind) {
      case "arrives":
        return { title: words("arrives") };
      case "entry":
        return {
          title: nameOf(step.announcementId) ?? "–",
          detail: words("entryText", { duration: step.lengthSeconds === null ? "" : durationInWords(Math.round(step.lengthSeconds)) }),
        };
      case "waiting":
        return {
          title: words(step.progress ? "waitingWithProgress" : "waiting"),
          detail: progressWords(step.holdAudioId, step.progress),
        };
      case "offer":
        return { title: words("offer"), detail: conditionWords(step.conditions) };
      case "nobodyWaits":
        return { title: words("nobodyWaits"), detail: words("nobodyWaitsText") };
      case "maxWait":
        return { title: words("maxWait") };
      default:
        return { title: words("noMaxWait"), detail: words("noMaxWaitText") };
    }
  };
}
