"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { speak, speechQuery } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import type { Language } from "@/lib/i18n/language.ts";
import type { SourceProps } from "./source-props.ts";

const longestText = 1000;

export function SpeechSource({ language, onRaw, onFault }: SourceProps & { language: Language }) {
  const text = useText("announcements");
  const errorText = useErrorText();
  const id = useId();
  const [words, setWords] = useState("");
  const installed = useQuery(speechQuery).data?.installed;
  const make = useMutation({
    mutationFn: async () => onRaw(await speak(language, words.trim()), words.trim().split(/\s+/).slice(0, 4).join(" ")),
    onError: (error) => onFault(errorText(error instanceof Refusal ? error.code : "unknown")),
  });
  if (installed === false) return <p className="hint">{text("speechMissing")}</p>;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {text("speechText")}
      </label>
      <textarea
        id={id}
        className="textarea"
        rows={3}
        maxLength={longestText}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        aria-describedby={`${id}-hint`}
      />
      <p className="hint" id={`${id}-hint`}>
        {text("speechHint")}
      </p>
      <Button icon="play" busy={make.isPending} disabled={!words.trim() || make.isPending} onClick={() => make.mutate()}>
        {text("makeSpeech")}
      </Button>
    </div>
  );
}
