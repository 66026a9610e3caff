"use client";
/** A new announcement, or a new sound for an old one: made or brought here, heard as the telephone plays it, then sent. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useErrorText, useFormat, useLanguage, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { type AnnouncementRecord, announcementsQuery, createAnnouncement, replaceAudio } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import type { Conversion } from "@/lib/client/telephone-sound.ts";
import { AnnouncementWords, type Words } from "./announcement-words.tsx";
import { Fault } from "./fault.tsx";
import { SoundSource } from "./sound-source.tsx";
import { Waveform } from "./waveform.tsx";

type Sound = Extract<Conversion, { ok: true }>;

interface Props {
  replaces?: AnnouncementRecord;
  /** What a new one is meant for. */
  meant?: Partial<Omit<Words, "name">>;
  onMade?: (announcement: AnnouncementRecord) => void;
  onClose: () => void;
}

export function SoundDialog({ replaces, meant, onMade, onClose }: Props) {
  const text = useText("announcements");
  const common = useText("common");
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const reader = useLanguage();
  const [words, setWords] = useState<Words>({ name: "", language: reader, kind: "announcement", ...meant });
  const [sound, setSound] = useState<Sound | null>(null);
  const [fault, setFault] = useState<{ at: "name" | "sound"; words: string } | null>(null);
  const faultAt = (at: "name" | "sound") => (fault?.at === at ? fault.words : null);

  const send = useMutation({
    mutationFn: ({ wav }: Sound) =>
      replaces ? replaceAudio(replaces.id, wav) : createAnnouncement({ ...words, name: words.name.trim(), wav }),
    onSuccess: async (announcement) => {
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
      toast({ tone: "ok", title: replaces ? text("replaced") : text("added", { name: announcement.name }) });
      onMade?.(announcement);
      onClose();
    },
    onError: (error) => {
      const refusal = error instanceof Refusal ? error : new Refusal({ code: "unknown" });
      const [first] = refusal.fields;
      setFault({ at: first?.path === "name" ? "name" : "sound", words: errorText(first?.message ?? refusal.code, { ...first }) });
    },
  });
  const submit = () => {
    if (!sound) setFault({ at: "sound", words: text("needFile") });
    else if (!replaces && !words.name.trim()) setFault({ at: "name", words: errors("required") });
    else send.mutate(sound);
  };
  const onSound = (made: Conversion, name?: string) => {
    setSound(made.ok ? made : null);
    setFault(made.ok ? null : { at: "sound", words: errorText(made.reason) });
    if (made.ok && name) setWords((now) => ({ ...now, name: now.name || name }));
  };
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={send.isPending} disabled={send.isPending} onClick={submit}>
        {replaces ? text("replace") : common("add")}
      </Button>
    </>
  );
  return (
    <Dialog title={replaces ? `${text("replace")}: ${replaces.name}` : text("addTitle")} onClose={onClose} footer={footer}>
      <SoundSource
        language={replaces?.language ?? words.language}
        onSound={onSound}
        onFault={(told) => setFault({ at: "sound", words: told })}
      />
      <Fault words={faultAt("sound")} />
      {sound && <Preview sound={sound} />}
      {!replaces && <AnnouncementWords words={words} fault={faultAt("name")} onWords={setWords} />}
    </Dialog>
  );
}

function Preview({ sound }: { sound: Sound }) {
  const text = useText("announcements");
  const editor = useText("editor");
  const { duration } = useFormat();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(sound.wav);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [sound]);
  const player = usePlayer(address);
  return (
    <div className="row">
      <IconButton
        edged
        icon={player.isPlaying ? "stop" : "play"}
        label={player.isPlaying ? editor("stopListening") : text("preview")}
        onClick={player.toggle}
      />
      <Waveform samples={sound.samples} seconds={sound.seconds} />
      <span className="tabular small muted">{duration(sound.seconds)}</span>
    </div>
  );
}
