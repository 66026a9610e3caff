"use client";
/** E-mail, password and, where the account asks for it, the code: on the sign-in page and in the dialog over a page. */
import { type FormEvent, useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { type SignInResult, signIn } from "@/lib/client/session.ts";
import { FormFault } from "./form-fault.tsx";

type Fault = Exclude<SignInResult, "ok" | "codeNeeded"> | "missing";

export interface SignInState {
  busy: boolean;
  fault: Fault | null;
  /** The password was right, and the account has two steps. */
  codeAsked: boolean;
  submit: (event: FormEvent<HTMLFormElement>) => void;
}

/** `email` given: the only account that may sign in here. */
export function useSignIn({ email, onDone }: { email?: string; onDone: () => void }): SignInState {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [codeAsked, setCodeAsked] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const typed = (name: string) => String(values.get(name) ?? "");
    const account = email ?? typed("email").trim();
    if (!account || !typed("password") || (codeAsked && !typed("code").trim())) return setFault("missing");
    setBusy(true);
    setFault(null);
    const result = await signIn(account, typed("password"), typed("code"));
    if (result === "ok") return onDone();
    setFault(result === "codeNeeded" ? null : result);
    if (result === "codeNeeded") setCodeAsked(true);
    setBusy(false);
  }

  return { busy, fault, codeAsked, submit: (event) => void submit(event) };
}

export function CredentialFields({ state, email }: { state: SignInState; email?: string }) {
  const text = useText("signIn");
  const described = "sign-in-error";
  return (
    <>
      <div className="sign-in-field">
        <label htmlFor="sign-in-email">{text("email")}</label>
        <input
          className="input"
          id="sign-in-email"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          readOnly={email !== undefined}
          aria-describedby={described}
        />
      </div>
      <div className="sign-in-field">
        <label htmlFor="sign-in-password">{text("password")}</label>
        <input
          className="input"
          id="sign-in-password"
          name="password"
          type="password"
          autoComplete="current-password"
          aria-describedby={described}
        />
      </div>
      {state.codeAsked && (
        <div className="sign-in-field">
          <label htmlFor="sign-in-code">{text("code")}</label>
          <input
            className="input"
            id="sign-in-code"
            name="code"
            inputMode="text"
            autoComplete="one-time-code"
            maxLength={20}
            // biome-ignore lint/a11y/noAutofocus: it appears because Sign in was pressed, and is what is asked next
            autoFocus
            aria-describedby={`${described} sign-in-code-hint`}
          />
          <p className="hint" id="sign-in-code-hint">
            {text("codeHint")}
          </p>
        </div>
      )}
      <FormFault id={described} fault={state.fault && text(state.fault)} />
    </>
  );
}
