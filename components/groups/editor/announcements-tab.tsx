"use client";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { AnnouncementField } from "./announcement-field.tsx";
import { NumberField, SwitchField } from "./fields.tsx";

export function AnnouncementsTab() {
  const text = useText("editor");
  return (
    <>
      <FormCard id="announcements-heard" title={text("whatCallerHears")}>
        <AnnouncementField path="announcements.queueEntryAnnouncementId" none={text("noAnnouncement")} />
        <AnnouncementField path="announcements.holdAudioId" none={text("defaultMusic")} />
      </FormCard>
      <FormCard id="announcements-progress" title={text("progress")} intro={text("progressText")}>
        <AnnouncementField path="announcements.progressAnnouncementId" none={text("noAnnouncement")} />
        <SwitchField path="announcements.announcePosition" />
        <SwitchField path="announcements.announceWait" />
        <NumberField path="announcements.progressIntervalSeconds" />
      </FormCard>
      <FormCard id="announcements-connecting" title={text("connecting")}>
        <SwitchField path="announcements.playRingback" />
      </FormCard>
    </>
  );
}
