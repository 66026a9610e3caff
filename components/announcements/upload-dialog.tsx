"use client";
/** A new announcement, or a new sound for an old one: converted here, heard as the telephone plays it, then sent. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useErrorText, useFormat, useLanguage, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input, Segmented, Select } from "@/components/ui/inputs.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { type AnnouncementRecord, announcementsQuery, createAnnouncement, replaceAudio } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import { type Conversion, toTelephoneSound } from "@/lib/client/telephone-sound.ts";
import { nameOf } from "@/lib/client/upload-announcement.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";
import { Waveform } from "./waveform.tsx";

type Sound = Extract<Conversion, { ok: true }>;

export function UploadDialog({ replaces, onClose }: { replaces?: AnnouncementRecord; onClose: () => void }) {
  const text = useText("announcements");
  const common = useText("common");
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const reader = useLanguage();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState<Language>(reader);
  const [kind, setKind] = useState<"announcement" | "music">("announcement");
  const [sound, setSound] = useState<Sound | null>(null);
  const [fault, setFault] = useState<{ at: "name" | "file"; words: string } | null>(null);

  const send = useMutation({
    mutationFn: ({ wav }: Sound) =>
      replaces ? replaceAudio(replaces.id, wav) : createAnnouncement({ name: name.trim(), language, kind, wav }),
    onSuccess: async (announcement) => {
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
      toast({ tone: "ok", title: replaces ? text("replaced") : text("added", { name: announcement.name }) });
      onClose();
    },
    onError: (error) => {
      const refusal = error instanceof Refusal ? error : new Refusal({ code: "unknown" });
      const [first] = refusal.fields;
      setFault({ at: first?.path === "name" ? "name" : "file", words: errorText(first?.message ?? refusal.code, { ...first }) });
    },
  });
  const submit = () => {
    if (!sound) setFault({ at: "file", words: text("needFile") });
    else if (!replaces && !name.trim()) setFault({ at: "name", words: errors("required") });
    else send.mutate(sound);
  };
  const onSound = (file: File, made: Conversion) => {
    setSound(made.ok ? made : null);
    setFault(made.ok ? null : { at: "file", words: errorText(made.reason) });
    if (made.ok && !name) setName(nameOf(file));
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
      <FileField fault={fault?.at === "file" ? fault.words : null} onSound={onSound} />
      {sound && <Preview sound={sound} />}
      {!replaces && (
        <>
          <NameField name={name} onName={setName} fault={fault?.at === "name" ? fault.words : null} />
          <div className="dialog-pair">
            <LanguageField language={language} onLanguage={setLanguage} />
            <Segmented
              label={text("kind")}
              value={kind}
              onChange={setKind}
              options={[
                { value: "announcement", label: text("kindAnnouncement") },
                { value: "music", label: text("kindMusic") },
              ]}
            />
          </div>
        </>
      )}
    </Dialog>
  );
}

function FileField({ fault, onSound }: { fault: string | null; onSound: (file: File, made: Conversion) => void }) {
  const text = useText("announcements");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState("");
  const convert = async (file: File | undefined) => {
    if (!file) return;
    setChosen(file.name);
    setBusy(true);
    const made = await toTelephoneSound(file);
    setBusy(false);
    onSound(file, made);
  };
  return (
    <div>
      <span className="label">{text("file")}</span>
      {/* The browser's own file field speaks the browser's language. */}
      <div className="row row-3">
        <Button icon="upload" aria-describedby={`${id}-hint`} onClick={() => input.current?.click()}>
          {text("chooseFile")}
        </Button>
        <span className="muted small break-anywhere">{chosen}</span>
      </div>
      <input
        ref={input}
        type="file"
        accept="audio/*"
        hidden
        aria-label={text("file")}
        onChange={(event) => void convert(event.target.files?.[0])}
      />
      <p className="hint" id={`${id}-hint`} role="status">
        {busy ? text("converting") : text("fileHint")}
      </p>
      <Fault words={fault} />
    </div>
  );
}

function Fault({ words }: { words: string | null }) {
  if (!words) return null;
  return (
    <p className="error" role="alert">
      <Icon name="error" />
      <span>{words}</span>
    </p>
  );
}

function NameField({ name, onName, fault }: { name: string; onName: (name: string) => void; fault: string | null }) {
  const common = useText("common");
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {common("name")}
      </label>
      <Input
        id={id}
        value={name}
        onChange={(event) => onName(event.target.value)}
        aria-invalid={fault ? true : undefined}
        autoComplete="off"
      />
      <Fault words={fault} />
    </div>
  );
}

function LanguageField({ language, onLanguage }: { language: Language; onLanguage: (language: Language) => void }) {
  const text = useText("announcements");
  return (
    <Select
      className="select-fit"
      aria-label={text("language")}
      value={language}
      onChange={(event) => onLanguage(event.target.value as Language)}
    >
      {languages.map((other) => (
        <option key={other} value={other}>
          {languageNames[other]}
        </option>
      ))}
    </Select>
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
