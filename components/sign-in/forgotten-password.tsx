"use client";
/** Asks for a link by e-mail; where no mail is sent, says whom to ask. */
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import type { FormEvent } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { askPasswordLink } from "@/lib/client/password-link.ts";
import { FormFault } from "./form-fault.tsx";
import { SignInFrame } from "./sign-in-page.tsx";

export function ForgottenPassword({ mail }: { mail: boolean }) {
  const text = useText("signIn");
  const ask = useMutation({ mutationFn: askPasswordLink });
  return (
    <SignInFrame>
      <section className="card sign-in-card" aria-labelledby="forgotten-title">
        <h1 id="forgotten-title">{text(ask.isSuccess ? "forgotSentTitle" : "forgotTitle")}</h1>
        {ask.isSuccess && (
          <p className="mt-3" role="status">
            {text("forgotSentText", { email: ask.variables })}
          </p>
        )}
        {!mail && <p className="mt-3">{text("forgotNotSet")}</p>}
        {mail && !ask.isSuccess && <AddressForm busy={ask.isPending} error={ask.error} onAddress={(email) => ask.mutate(email)} />}
        <p className="mt-5">
          <Link href="/sign-in">{text("back")}</Link>
        </p>
      </section>
    </SignInFrame>
  );
}

function AddressForm({ busy, error, onAddress }: { busy: boolean; error: Error | null; onAddress: (email: string) => void }) {
  const text = useText("signIn");
  const errorText = useErrorText();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAddress(String(new FormData(event.currentTarget).get("email") ?? ""));
  };
  const refusal = error && (error instanceof Refusal ? error : new Refusal({ code: "unknown" }));
  const fault = refusal && errorText(refusal.fields[0]?.message ?? refusal.code);
  return (
    <form onSubmit={submit} noValidate>
      <p className="muted mt-1">{text("forgotText")}</p>
      <div className="sign-in-field">
        <label htmlFor="email">{text("email")}</label>
        <input
          className="input"
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          aria-describedby="forgotten-error"
          aria-invalid={fault ? true : undefined}
        />
      </div>
      <FormFault id="forgotten-error" fault={fault} />
      <Button look="primary" type="submit" className="mt-5 w-full" busy={busy} disabled={busy}>
        {text("forgotSend")}
      </Button>
    </form>
  );
}
