"use client";
/** Asks for a code before the second step is turned off or recovery codes are made anew. */
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Explain } from "@/components/ui/help.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { renewRecoveryCodes, turnOffTwoStep } from "@/lib/client/two-step.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";

export function TwoStepCode({ wanted, onClose }: { wanted: "renew" | "turnOff"; onClose: () => void }) {
  const text = useText("account");
  const common = useText("common");
  const toast = useToast();
  const renew = useMutation({ mutationFn: renewRecoveryCodes });
  const turnOff = useMutation({
    mutationFn: turnOffTwoStep,
    onSuccess: () => {
      toast({ tone: "ok", title: text("turnedOff") });
      onClose();
    },
  });
  const work = wanted === "renew" ? renew : turnOff;
  if (renew.data) return <RecoveryCodes codes={renew.data.recoveryCodes} onClose={onClose} />;
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button
        look={wanted === "turnOff" ? "destroy" : "primary"}
        type="submit"
        form="two-step-code"
        busy={work.isPending}
        disabled={work.isPending}
      >
        {text(wanted)}
      </Button>
    </>
  );
  return (
    <Dialog title={text(wanted)} onClose={onClose} footer={footer}>
      <p>{text(wanted === "renew" ? "renewText" : "turnOffText")}</p>
      <CodeForm id="two-step-code" error={work.error} onCode={(code) => work.mutate(code)} />
    </Dialog>
  );
}

export function CodeForm({ id, error, onCode }: { id: string; error: Error | null; onCode: (code: string) => void }) {
  const text = useText("account");
  const errorText = useErrorText();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get("code") ?? ""));
  };
  const refusal = error && (error instanceof Refusal ? error : new Refusal({ code: "unknown" }));
  const words = refusal && errorText(refusal.fields[0]?.message ?? refusal.code);
  return (
    <form id={id} onSubmit={submit} noValidate>
      <div className="sign-in-field">
        <div className="field-label">
          <label htmlFor={`${id}-input`}>{text("code")}</label>
          <Explain label={text("code")}>{text("whatCode")}</Explain>
        </div>
        <Input
          id={`${id}-input`}
          name="code"
          autoComplete="one-time-code"
          maxLength={40}
          aria-describedby={`${id}-error`}
          aria-invalid={words ? true : undefined}
        />
      </div>
      <div id={`${id}-error`} role="alert">
        {words && (
          <p className="error mt-3">
            <Icon name="error" />
            <span>{words}</span>
          </p>
        )}
      </div>
    </form>
  );
}
