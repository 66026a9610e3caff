"use client";
/** Pick from the library, listen, or make a new one in place. */
import { useWatch } from "react-hook-form";
import { NewAnnouncement } from "@/components/announcements/new-announcement.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { IconButton } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/inputs.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { audioAddress } from "@/lib/client/announcements.ts";
import { SettingField } from "./fields.tsx";
import { useGroupForm } from "./form-context.tsx";
import { useSetting } from "./use-setting.ts";

type AnnouncementPath =
  | "announcements.queueEntryAnnouncementId"
  | "announcements.holdAudioId"
  | "announcements.progressAnnouncementId"
  | "callback.callbackHandlerAnnouncementId"
  | "callback.callbackOfferAnnouncementId";

export function AnnouncementField({ path, none }: { path: AnnouncementPath; none: string }) {
  const text = useText("editor");
  const { duration } = useFormat();
  const { directory, form } = useGroupForm();
  const language = useWatch({ control: form.control, name: "general.language" });
  const setting = useSetting(path);
  const chosen = directory.announcements.find((announcement) => announcement.id === setting.value);
  const music = path === "announcements.holdAudioId";
  const offered = directory.announcements.toSorted(
    (a, b) => Number((b.kind === "music") === music) - Number((a.kind === "music") === music),
  );
  const player = usePlayer(chosen ? audioAddress(chosen) : null);
  return (
    <SettingField setting={setting}>
      <Select
        id={setting.id}
        className="select-beside"
        value={setting.value ?? ""}
        onChange={(event) => setting.change(event.target.value || null)}
        onBlur={setting.blur}
        disabled={setting.disabled}
        {...setting.aria}
      >
        <option value="">{none}</option>
        {setting.value !== null && !chosen && <option value={setting.value}>{text("deletedAnnouncement")}</option>}
        {offered.map((announcement) => (
          <option key={announcement.id} value={announcement.id}>
            {announcement.name}
          </option>
        ))}
      </Select>
      {chosen && (
        <>
          <IconButton
            icon={player.isPlaying ? "stop" : "play"}
            edged
            label={player.isPlaying ? text("stopListening") : text("listen", { name: chosen.name })}
            onClick={player.toggle}
          />
          <span className="muted tabular small">{duration(chosen.durationMs / 1000)}</span>
        </>
      )}
      {!setting.disabled && (
        <NewAnnouncement
          label={setting.texts.label}
          meant={{ language, kind: music ? "music" : "announcement" }}
          onMade={(id) => setting.change(id)}
        />
      )}
    </SettingField>
  );
}
