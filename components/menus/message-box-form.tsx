"use client";
/** A message box: what it asks, and where the summary goes. */
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DraftForm } from "@/components/forms/draft-form.tsx";
import { TextRow } from "@/components/forms/rows.tsx";
import { useDraft } from "@/components/forms/use-draft.ts";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Crumb, PageHead } from "@/components/ui/page.tsx";
import { createMessageBox, messageBoxesQuery, saveMessageBox } from "@/lib/client/message-boxes.ts";
import type { MessageBoxDocument, MessageBoxSettings } from "@/lib/domain/message-box.ts";
import { QuestionsRow } from "./questions-row.tsx";

const DeleteMessageBox = dynamic(() => import("./delete-menu.tsx").then((module) => module.DeleteMessageBox), { ssr: false });

const rules = () => import("@/lib/domain/message-box.ts").then((module) => module.messageBoxSettings);

const draftOf = ({ id: _id, version: _version, ...settings }: MessageBoxDocument): MessageBoxSettings => settings;

const send = (draft: MessageBoxSettings, record: MessageBoxDocument | null) =>
  record ? saveMessageBox(record.id, { ...draft, version: record.version }) : createMessageBox(draft);

const nothing: MessageBoxSettings = {
  name: "",
  questions: [{ prompt: "", announcementId: null, answer: "speech", maxSeconds: 60 }],
  email: null,
};

interface Props {
  box: MessageBoxDocument | null;
  announcements: { id: string; name: string }[];
  usedBy: string[];
}

export function MessageBoxForm({ box, announcements, usedBy }: Props) {
  const text = useText("menus");
  const common = useText("common");
  const editor = useText("editor");
  const router = useRouter();
  const client = useQueryClient();
  const mayEdit = useMayEdit();
  const [name, setName] = useState(box?.name ?? "");
  const [deleting, setDeleting] = useState(false);
  const draft = useDraft<MessageBoxSettings, MessageBoxDocument>({
    record: box,
    draftOf,
    empty: nothing,
    rules,
    send,
    added: (saved) => text("menuAdded", { name: saved.name }),
    onSaved: (saved) => {
      setName(saved.name);
      void client.invalidateQueries({ queryKey: messageBoxesQuery.queryKey });
      if (!box) router.push("/menus");
    },
  });
  const email = draft.field("email");
  const title = box ? name : text("addBox");
  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <Crumb label={editor("path")} href="/menus" list={text("title")}>
        {title}
      </Crumb>
      <PageHead title={title} subtitle={text("boxIntro")}>
        {box && mayEdit && (
          <Button look="danger" icon="trash" onClick={() => setDeleting(true)}>
            {common("delete")}
          </Button>
        )}
      </PageHead>
      <DraftForm draft={draft} make={box ? undefined : { label: text("addBox"), cancel: "/menus" }}>
        <FormCard id="box-basics" title={editor("basics")}>
          <TextRow field={draft.field("name")} label={common("name")} disabled={!mayEdit} />
          <TextRow
            field={{ ...email, value: email.value ?? "", saved: email.saved ?? "", change: (value: string) => email.change(value || null) }}
            type="email"
            label={text("email")}
            hint={text("emailHint")}
            disabled={!mayEdit}
          />
        </FormCard>
        <FormCard id="box-questions" title={text("questions")} intro={text("questionsIntro")}>
          <QuestionsRow field={draft.field("questions")} announcements={announcements} disabled={!mayEdit} />
        </FormCard>
      </DraftForm>
      {deleting && box && (
        <DeleteMessageBox
          box={{ id: box.id, name }}
          usedBy={usedBy}
          onDone={() => router.push("/menus")}
          onClose={() => setDeleting(false)}
        />
      )}
    </main>
  );
}
