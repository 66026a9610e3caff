/** What a group's callers hear, from its settings. An announcement that is gone falls back to music or silence, never to an error. */
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import { defaultMusic } from "../ports/audio-keys.ts";
import type { AudioLibrary } from "../ports/audio-library.ts";
import type { AudioPlan } from "./waiting-audio.ts";

type ConfiguredGroup = OrganisationConfiguration["groups"][number];

/** What this one caller is told. */
interface CallerSpeech {
  /** Before everything else. */
  greeting?: PromptId[];
  standing(): PromptId[];
  /** Null: not offered in this group; false: not now. */
  offer: (() => boolean) | null;
}

export function audioPlan(
  configuration: OrganisationConfiguration,
  group: ConfiguredGroup,
  library: AudioLibrary,
  { greeting = [], standing, offer }: CallerSpeech,
): AudioPlan {
  const { announcements } = group;
  const prompt = (id: PromptId) => library.prompt(configuration, group.general.language, id);
  const key = (id: string | null) => (id ? library.announcement(configuration, id) : null);
  const entry = key(announcements.queueEntryAnnouncementId);
  const offering = key(group.callback.callbackOfferAnnouncementId) ?? prompt("callback.offer");
  return {
    entry: [...greeting.map(prompt), ...(entry ? [entry] : [])],
    hold: key(announcements.holdAudioId) ?? defaultMusic,
    progress: key(announcements.progressAnnouncementId),
    progressIntervalMs: announcements.progressIntervalSeconds * 1000,
    playRingback: announcements.playRingback,
    standing: () => standing().map(prompt),
    offer: offer && (() => (offer() ? [offering] : [])),
  };
}
