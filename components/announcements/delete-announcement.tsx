"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { type AnnouncementRecord, announcementsQuery, deleteAnnouncement } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";

/** What is in use is not deleted: where is told at once. */
export function DeleteAnnouncement({ announcement, onClose }: { announcement: AnnouncementRecord; onClose: () => void }) {
  const text = useText("announcements");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const { name } = announcement;
  const remove = useMutation({
    mutationFn: () => deleteAnnouncement(announcement.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
      toast({ tone: "ok", title: text("deleted", { name }) });
      onClose();
    },
  });
  const refusal = remove.error instanceof Refusal ? remove.error : null;
  const where = refusal?.usedBy.length ? refusal.usedBy : announcement.usedBy;
  const used = where.length > 0;
  const words = used ? errorText("inUse", { where: where.join(", ") }) : refusal ? errorText(refusal.code) : null;
  const footer = (
    <>
      <Button onClick={onClose}>{common(used ? "close" : "cancel")}</Button>
      {!used && (
        <Button look="destroy" busy={remove.isPending} disabled={remove.isPending} onClick={() => remove.mutate()}>
          {text("deleteConfirm")}
        </Button>
      )}
    </>
  );
  return (
    <Dialog title={text("deleteTitle", { name })} onClose={onClose} footer={footer}>
      {!used && <p>{text("deleteText")}</p>}
      {words && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{words}</span>
        </p>
      )}
    </Dialog>
  );
}
