"use client";
/** A new announcement made where one is chosen: it is in the library and chosen at once. */
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { type AnnouncementRecord, announcementsQuery } from "@/lib/client/announcements.ts";
import type { Words } from "./announcement-words.tsx";

const SoundDialog = dynamic(() => import("./sound-dialog.tsx").then((module) => module.SoundDialog), { ssr: false });

interface Props {
  /** Of the field that it is for. */
  label: string;
  meant?: Partial<Omit<Words, "name">>;
  onMade: (id: string) => void;
}

export function NewAnnouncement({ label, meant, onMade }: Props) {
  const text = useText("announcements");
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const made = (announcement: AnnouncementRecord) => {
    client.setQueryData(announcementsQuery.queryKey, (all) => all && [...all.filter(({ id }) => id !== announcement.id), announcement]);
    onMade(announcement.id);
  };
  return (
    <>
      <Button small icon="plus" aria-label={text("newFor", { name: label })} onClick={() => setOpen(true)}>
        {text("new")}
      </Button>
      {open && <SoundDialog meant={meant} onMade={made} onClose={() => setOpen(false)} />}
    </>
  );
}
