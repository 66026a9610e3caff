"use client";
/** A secret, this once. */
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Input } from "@/components/ui/inputs.tsx";

export function SecretDialog({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const text = useText("webhooks");
  const footer = (
    <Button look="primary" onClick={onClose}>
      {text("kept")}
    </Button>
  );
  return (
    <Dialog wide title={text("secretTitle", { name })} onClose={onClose} footer={footer}>
      <p role="status">{text("once")}</p>
      <div className="row">
        <Input readOnly aria-label={text("secret")} value={secret} onFocus={(event) => event.target.select()} />
        <CopyButton value={secret} label={text("secret")} />
      </div>
    </Dialog>
  );
}
