"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { type AnnouncementRecord, announcementsQuery, renameAnnouncement } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import { AnnouncementWords, type Words } from "./announcement-words.tsx";

export function EditAnnouncement({ announcement, onClose }: { announcement: AnnouncementRecord; onClose: () => void }) {
  const text = useText("announcements");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const { id, name, language, kind } = announcement;
  const [words, setWords] = useState<Words>({ name, language, kind });
  const save = useMutation({
    mutationFn: () => renameAnnouncement(id, { ...words, name: words.name.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
      toast({ tone: "ok", title: text("saved") });
      onClose();
    },
  });
  const refusal = save.error ? (save.error instanceof Refusal ? save.error : new Refusal({ code: "unknown" })) : null;
  const [field] = refusal?.fields ?? [];
  const fault = refusal && errorText(field?.message ?? refusal.code, { ...field });
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={save.isPending} disabled={save.isPending} onClick={() => save.mutate()}>
        {common("save")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("editTitle", { name })} onClose={onClose} footer={footer}>
      <AnnouncementWords words={words} fault={fault} onWords={setWords} />
    </Dialog>
  );
}
