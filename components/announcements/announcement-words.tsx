"use client";
/** What an announcement is called, its language, and whether it is speech or music. */
import { useId } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Input, Segmented, Select } from "@/components/ui/inputs.tsx";
import type { NewAnnouncement } from "@/lib/client/announcements.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";
import { Fault } from "./fault.tsx";

export type Words = Omit<NewAnnouncement, "wav">;

export function AnnouncementWords({ words, fault, onWords }: { words: Words; fault: string | null; onWords: (words: Words) => void }) {
  const text = useText("announcements");
  const common = useText("common");
  const id = useId();
  return (
    <>
      <div>
        <label className="label" htmlFor={id}>
          {common("name")}
        </label>
        <Input
          id={id}
          value={words.name}
          onChange={(event) => onWords({ ...words, name: event.target.value })}
          aria-invalid={fault ? true : undefined}
          autoComplete="off"
        />
        <Fault words={fault} />
      </div>
      <div className="dialog-pair">
        <Select
          className="select-fit"
          aria-label={text("language")}
          value={words.language}
          onChange={(event) => onWords({ ...words, language: event.target.value as Language })}
        >
          {languages.map((other) => (
            <option key={other} value={other}>
              {languageNames[other]}
            </option>
          ))}
        </Select>
        <Segmented
          label={text("kind")}
          value={words.kind}
          onChange={(kind) => onWords({ ...words, kind })}
          options={[
            { value: "announcement", label: text("kindAnnouncement") },
            { value: "music", label: text("kindMusic") },
          ]}
        />
      </div>
    </>
  );
}
