/** Which announcements a group's settings name, setting by setting. */
import type { SettingPath } from "./changes.ts";
import type { GroupSettings } from "./group.ts";
import { leadsOn } from "./leads-on.ts";

interface Used {
  field: SettingPath;
  id: string;
}

type Naming = Pick<GroupSettings, "queue" | "announcements" | "callback" | "hours">;

export function announcementsUsed({ queue, announcements, callback, hours }: Naming): Used[] {
  const chosen: { field: SettingPath; id: string | null }[] = [
    { field: "announcements.queueEntryAnnouncementId", id: announcements.queueEntryAnnouncementId },
    { field: "announcements.holdAudioId", id: announcements.holdAudioId },
    { field: "announcements.progressAnnouncementId", id: announcements.progressAnnouncementId },
    { field: "callback.callbackOfferAnnouncementId", id: callback.callbackOfferAnnouncementId },
    { field: "callback.callbackHandlerAnnouncementId", id: callback.callbackHandlerAnnouncementId },
    ...leadsOn({ queue, hours }).map(({ field, destination }) => ({
      field,
      id: destination.kind === "announcement" ? destination.announcementId : null,
    })),
  ];
  return chosen.flatMap(({ field, id }) => (id ? [{ field, id }] : []));
}
