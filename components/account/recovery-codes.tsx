"use client";
/** Recovery codes, shown once. */
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";

export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = useText("account");
  const footer = (
    <>
      <CopyButton value={codes.join("\n")} label={text("recoveryCodes")} />
      <Button look="primary" onClick={onClose}>
        {text("codesKept")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("recoveryCodes")} onClose={onClose} footer={footer}>
      <p role="status">{text("recoveryText")}</p>
      <ul className="plain-list mt-3">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
