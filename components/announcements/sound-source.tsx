"use client";
/** Where a sound comes from: a file, the microphone, or a text that is spoken. Each ends in the sound as the telephone plays it. */
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Segmented } from "@/components/ui/inputs.tsx";
import { type Conversion, toTelephoneSound } from "@/lib/client/telephone-sound.ts";
import type { Language } from "@/lib/i18n/language.ts";
import { FileSource } from "./file-source.tsx";
import { MicrophoneSource } from "./microphone-source.tsx";
import { SpeechSource } from "./speech-source.tsx";

interface Props {
  /** Of the text that is spoken. */
  language: Language;
  onSound: (made: Conversion, name?: string) => void;
  onFault: (words: string) => void;
}

export function SoundSource({ language, onSound, onFault }: Props) {
  const text = useText("announcements");
  const [from, setFrom] = useState<"file" | "microphone" | "speech">("file");
  const onRaw = async (raw: Blob, name?: string) => onSound(await toTelephoneSound(raw), name);
  const source = { onRaw, onFault };
  return (
    <>
      <Segmented
        label={text("source")}
        value={from}
        onChange={setFrom}
        options={[
          { value: "file", label: text("sourceFile") },
          { value: "microphone", label: text("sourceMicrophone") },
          { value: "speech", label: text("sourceSpeech") },
        ]}
      />
      {from === "file" && <FileSource {...source} />}
      {from === "microphone" && <MicrophoneSource {...source} />}
      {from === "speech" && <SpeechSource language={language} {...source} />}
    </>
  );
}
