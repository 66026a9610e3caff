"use client";
/** Asks before a secret is renewed, and shows the new one. */
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { renewSecret } from "@/lib/client/webhooks.ts";
import { SecretDialog } from "./secret-dialog.tsx";

export function RenewDialog({ id, name, onDone, onClose }: { id: string; name: string; onDone: () => void; onClose: () => void }) {
  const text = useText("webhooks");
  const common = useText("common");
  const errorText = useErrorText();
  const renew = useMutation({ mutationFn: () => renewSecret(id), onSuccess: onDone });
  if (renew.data) return <SecretDialog name={name} secret={renew.data} onClose={onClose} />;
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={renew.isPending} disabled={renew.isPending} onClick={() => renew.mutate()}>
        {text("renewConfirm")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("renewTitle", { name })} onClose={onClose} footer={footer}>
      <p>{text("renewText")}</p>
      <p className="muted">{text("renewWhen")}</p>
      {renew.error && (
        <p className="error" role="alert">
          {errorText(renew.error instanceof Refusal ? renew.error.code : "unknown")}
        </p>
      )}
    </Dialog>
  );
}
