"use client";
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { cancelCallback } from "@/lib/client/callbacks.ts";
import type { CallbackRecord } from "@/lib/domain/callback.ts";

interface Props {
  callback: Pick<CallbackRecord, "id" | "number" | "state">;
  /** After the answer, whatever it was. */
  onDone?: () => Promise<unknown>;
  onClose: () => void;
}

export function CancelCallback({ callback, onDone, onClose }: Props) {
  const text = useText("callbacks");
  const errorText = useErrorText();
  const { phoneNumber } = useFormat();
  const toast = useToast();
  const cancel = useMutation({
    mutationFn: () => cancelCallback(callback.id),
    onSuccess: () => {
      toast({ tone: "ok", title: text("cancelled") });
      onClose();
    },
    onSettled: onDone,
  });
  const footer = (
    <>
      <Button onClick={onClose}>{text("keep")}</Button>
      <Button look="destroy" busy={cancel.isPending} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {text("cancelConfirm")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("cancelTitle", { number: phoneNumber(callback.number) })} onClose={onClose} footer={footer}>
      <p>{text("cancelText")}</p>
      {callback.state === "ringing" && <p>{text("cancelRinging")}</p>}
      {cancel.error && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{errorText(cancel.error instanceof Refusal ? cancel.error.code : "unknown")}</span>
        </p>
      )}
    </Dialog>
  );
}
