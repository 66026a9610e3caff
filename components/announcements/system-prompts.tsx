"use client";
/** What Jono says by itself, in its three languages: each can be heard, recorded by the organisation, and taken back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useErrorText, useFormat, useLanguage, useText } from "@/components/language/texts.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { SearchInput, Segmented } from "@/components/ui/inputs.tsx";
import { Crumb, PageHead } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { Refusal } from "@/lib/client/api.ts";
import { type OwnPrompt, ownPromptsQuery, promptAddress, recordPrompt, resetPrompt } from "@/lib/client/system-prompts.ts";
import { promptText } from "@/lib/domain/prompt-texts.ts";
import { type PromptId, promptIds } from "@/lib/domain/prompts.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";

const SoundDialog = dynamic(() => import("./sound-dialog.tsx").then((module) => module.SoundDialog), { ssr: false });

export function SystemPrompts({ initial }: { initial: OwnPrompt[] }) {
  const text = useText("announcements");
  const common = useText("common");
  const editor = useText("editor");
  const client = useQueryClient();
  const own = useQuery({ ...ownPromptsQuery, initialData: initial }).data;
  const [language, setLanguage] = useState<Language>(useLanguage());
  const [wanted, setWanted] = useState("");
  const [recording, setRecording] = useState<PromptId | null>(null);
  const word = wanted.trim().toLocaleLowerCase(language);
  const shown = promptIds.filter((id) => promptText(language, id).toLocaleLowerCase(language).includes(word));
  const send = async (wav: Blob) => {
    if (recording) await recordPrompt(language, recording, wav);
    await client.invalidateQueries({ queryKey: ownPromptsQuery.queryKey });
  };
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Crumb label={editor("path")} href="/announcements" list={text("title")}>
        {text("systemPrompts")}
      </Crumb>
      <PageHead title={text("systemPrompts")} subtitle={text("systemPromptsText")} />
      <div className="tools">
        <SearchInput
          label={text("searchPrompts")}
          placeholder={text("searchPrompts")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Segmented
          label={text("language")}
          value={language}
          onChange={setLanguage}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </div>
      <div className="card">
        <table className="data-table table-cards">
          <caption className="sr-only">{text("systemPrompts")}</caption>
          <TableHead heads={[text("promptText"), text("listen"), text("recordingOf"), { label: common("actions"), hidden: true }]} />
          <tbody>
            {shown.map((id) => (
              <PromptRow
                key={`${language} ${id}`}
                id={id}
                language={language}
                own={own.find((prompt) => prompt.language === language && prompt.promptId === id)}
                onRecord={() => setRecording(id)}
              />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="card-body muted">{common("noMatches")}</p>}
      </div>
      {recording && <SoundDialog replaces={{ name: promptText(language, recording), language, send }} onClose={() => setRecording(null)} />}
    </main>
  );
}

interface RowProps {
  id: PromptId;
  language: Language;
  own: OwnPrompt | undefined;
  onRecord: () => void;
}

function PromptRow({ id, language, own, onRecord }: RowProps) {
  const text = useText("announcements");
  const editor = useText("editor");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const mayEdit = useMayEdit();
  const { duration } = useFormat();
  const player = usePlayer(promptAddress(language, id, own));
  const words = promptText(language, id);
  const reset = useMutation({
    mutationFn: () => resetPrompt(language, id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ownPromptsQuery.queryKey });
      toast({ tone: "ok", title: text("promptReset") });
    },
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
  return (
    <tr>
      <th scope="row" lang={language} className="cell-words">
        {words}
      </th>
      <td>
        <IconButton
          edged
          icon={player.isPlaying ? "stop" : "play"}
          label={player.isPlaying ? editor("stopListening") : editor("listen", { name: words })}
          onClick={player.toggle}
        />
      </td>
      <td data-l={text("recordingOf")}>
        {own ? (
          <Badge tone="ok" icon="microphone">{`${text("ownRecording")} ${duration(own.durationMs / 1000)}`}</Badge>
        ) : (
          <span className="muted">{text("standard")}</span>
        )}
      </td>
      <td className="align-right cell-actions">
        {mayEdit && (
          <div className="row">
            {own && (
              <Button small aria-label={text("resetPrompt", { name: words })} busy={reset.isPending} onClick={() => reset.mutate()}>
                {text("reset")}
              </Button>
            )}
            <Button small icon="microphone" aria-label={text("recordPrompt", { name: words })} onClick={onRecord}>
              {text("replace")}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
