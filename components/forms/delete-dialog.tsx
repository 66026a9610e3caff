"use client";
/** Asks before something is deleted, says what follows, and names who still uses it when it can't be. */
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";

interface Props {
  title: string;
  /** On the button: what is done, in words. */
  confirm: string;
  /** Said when it is done. */
  done: string;
  /** Known to be used: it can't be deleted. */
  usedBy?: string[];
  remove: () => Promise<void>;
  onDone: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

export function DeleteDialog({ title, confirm, done, usedBy = [], remove, onDone, onClose, children }: Props) {
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const mutation = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      toast({ tone: "ok", title: done });
      await onDone();
      onClose();
    },
  });
  const refusal = mutation.error && (mutation.error instanceof Refusal ? mutation.error : new Refusal({ code: "unknown" }));
  const where = refusal?.usedBy.length ? refusal.usedBy : usedBy;
  const used = where.length > 0;
  const words = used ? errorText("inUse", { where: where.join(", ") }) : refusal && errorText(refusal.code);
  const footer = (
    <>
      <Button onClick={onClose}>{common(used ? "close" : "cancel")}</Button>
      {!used && (
        <Button look="destroy" busy={mutation.isPending} disabled={mutation.isPending} onClick={() => mutation.mutate()}>
          {confirm}
        </Button>
      )}
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      {!used && children}
      {words && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{words}</span>
        </p>
      )}
    </Dialog>
  );
}
