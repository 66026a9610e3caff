"use client";
/** Pick from the library, listen, or bring a new one from a file: it is in the library and chosen at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useWatch } from "react-hook-form";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/inputs.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { announcementsQuery, audioAddress } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import { uploadAnnouncement } from "@/lib/client/upload-announcement.ts";
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
  const { directory } = useGroupForm();
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
      {!setting.disabled && <Upload label={setting.texts.label} music={music} onUploaded={(id) => setting.change(id)} />}
    </SettingField>
  );
}

function Upload({ label, music, onUploaded }: { label: string; music: boolean; onUploaded: (id: string) => void }) {
  const text = useText("editor");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const { form } = useGroupForm();
  const input = useRef<HTMLInputElement>(null);
  const language = useWatch({ control: form.control, name: "general.language" });
  const upload = useMutation({
    mutationFn: (file: File) => uploadAnnouncement(file, music ? "music" : "announcement", language),
    onSuccess: (announcement) => {
      client.setQueryData(announcementsQuery.queryKey, (all) => [...(all ?? []), announcement]);
      onUploaded(announcement.id);
      toast({ tone: "ok", title: text("uploaded", { name: announcement.name }) });
    },
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
  return (
    <>
      <Button small icon="upload" busy={upload.isPending} disabled={upload.isPending} onClick={() => input.current?.click()}>
        {upload.isPending ? text("uploading") : text("upload")}
      </Button>
      <input
        ref={input}
        type="file"
        accept="audio/*"
        hidden
        aria-label={text("uploadFor", { name: label })}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) upload.mutate(file);
        }}
      />
    </>
  );
}
