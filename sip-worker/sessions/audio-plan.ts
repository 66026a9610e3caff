/** What a group's callers hear, from its settings. An announcement that is gone falls back to music or silence, never to an error. */
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import { defaultMusic, promptKey } from "../ports/audio-keys.ts";
import type { AudioLibrary } from "../ports/audio-library.ts";
import type { AudioPlan } from "./waiting-audio.ts";

type ConfiguredGroup = OrganisationConfiguration["groups"][number];

export function audioPlan(
  configuration: OrganisationConfiguration,
  group: ConfiguredGroup,
  library: AudioLibrary,
  standing: () => PromptId[],
): AudioPlan {
  const { announcements } = group;
  const key = (id: string | null) => (id ? library.announcement(configuration, id) : null);
  return {
    entry: key(announcements.queueEntryAnnouncementId),
    hold: key(announcements.holdAudioId) ?? defaultMusic,
    progress: key(announcements.progressAnnouncementId),
    progressIntervalMs: announcements.progressIntervalSeconds * 1000,
    playRingback: announcements.playRingback,
    standing: () => standing().map((id) => promptKey(group.general.language, id)),
  };
}
