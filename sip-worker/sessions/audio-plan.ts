/** What a group's callers hear, from its settings. An announcement that is gone falls back to music or silence, never to an error. */
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { defaultMusic } from "../ports/audio-keys.ts";
import type { AudioLibrary } from "../ports/audio-library.ts";
import type { AudioPlan } from "./waiting-audio.ts";

type ConfiguredGroup = OrganisationConfiguration["groups"][number];

export function audioPlan(configuration: OrganisationConfiguration, group: ConfiguredGroup, library: AudioLibrary): AudioPlan {
  const { announcements } = group;
  const key = (id: string | null) => (id ? library.announcement(configuration, id) : null);
  return {
    entry: key(announcements.queueEntryAnnouncementId),
    hold: key(announcements.holdAudioId) ?? defaultMusic,
    progress: key(announcements.progressAnnouncementId),
    progressIntervalMs: announcements.progressIntervalSeconds * 1000,
    playRingback: announcements.playRingback,
  };
}
