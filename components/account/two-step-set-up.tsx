"use client";
/** The authenticator app reads the code of this window and answers with its first six digits. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Explain } from "@/components/ui/help.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { confirmTwoStep, startTwoStep } from "@/lib/client/two-step.ts";
import { qrCode, qrPath } from "@/lib/qr/qr-code.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { CodeForm } from "./two-step-code.tsx";

export function TwoStepSetUp({ onClose }: { onClose: () => void }) {
  const text = useText("account");
  const common = useText("common");
  const errorText = useErrorText();
  const { mutate, data, error } = useMutation({ mutationFn: startTwoStep });
  const confirm = useMutation({ mutationFn: confirmTwoStep });
  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current) mutate();
    asked.current = true;
  }, [mutate]);
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onClose={onClose} />;
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" type="submit" form="two-step-first" busy={confirm.isPending} disabled={!data || confirm.isPending}>
        {text("confirm")}
      </Button>
    </>
  );
  return (
    <Dialog wide title={text("setUp")} onClose={onClose} footer={footer}>
      <p>{text("setUpText")}</p>
      {data && (
        <div className="set-up">
          <div>
            <div className="field-label">
              <span className="label small">{text("setUpKey")}</span>
              <Explain label={text("key")}>{text("whatKey")}</Explain>
            </div>
            <p className="row">
              <code className="grow break-anywhere">{data.key.match(/.{1,4}/g)?.join(" ")}</code>
              <CopyButton value={data.key} label={text("key")} />
            </p>
            <CodeForm id="two-step-first" error={confirm.error} onCode={(code) => confirm.mutate(code)} />
          </div>
          <KeyCode uri={data.uri} />
        </div>
      )}
      {error && (
        <p className="error" role="alert">
          {errorText(error instanceof Refusal ? error.code : "unknown")}
        </p>
      )}
    </Dialog>
  );
}

/** Never leaves the browser. */
function KeyCode({ uri }: { uri: string }) {
  const text = useText("account");
  const code = useMemo(() => qrCode(uri), [uri]);
  if (!code) return null;
  return (
    <figure className="qr">
      <svg viewBox={`-4 -4 ${code.length + 8} ${code.length + 8}`} role="img" aria-label={text("setUpCode")}>
        <path d={qrPath(code)} />
      </svg>
    </figure>
  );
}
