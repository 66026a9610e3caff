"use client";
/** Who was invited, or forgot his password, chooses one by the link that he was given. */
import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useEffect, useState } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button, ButtonLink } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { choosePassword, linkOwner } from "@/lib/client/password-link.ts";
import { FormFault } from "./form-fault.tsx";
import { SignInFrame } from "./sign-in-page.tsx";

export function ChoosePassword() {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => setToken(window.location.hash.slice(1)), []);
  return <SignInFrame>{token !== null && <Card token={token} />}</SignInFrame>;
}

function Card({ token }: { token: string }) {
  const text = useText("signIn");
  const errorText = useErrorText();
  const owner = useQuery({ queryKey: ["password-link"], queryFn: () => linkOwner(token), retry: false });
  const choose = useMutation({ mutationFn: (password: string) => choosePassword(token, password) });
  if (owner.isPending) return null;
  if (owner.error) {
    const code = owner.error instanceof Refusal ? owner.error.code : "unknown";
    return (
      <section className="card sign-in-card" aria-labelledby="choose-title">
        <h1 id="choose-title">{text("chooseTitle")}</h1>
        <p className="error mt-3" role="alert">
          <Icon name="error" />
          <span>{errorText(code === "invalid" ? "linkExpired" : code)}</span>
        </p>
        <p className="mt-5">
          <Link href="/sign-in">{text("title")}</Link>
        </p>
      </section>
    );
  }
  if (choose.isSuccess) {
    return (
      <section className="card sign-in-card" aria-labelledby="choose-title">
        <h1 id="choose-title">{text("chosenTitle")}</h1>
        <p className="muted mt-1">{text("chosenText")}</p>
        <ButtonLink href="/sign-in" look="primary" className="mt-5 w-full">
          {text("title")}
        </ButtonLink>
      </section>
    );
  }
  const refusal = choose.error && (choose.error instanceof Refusal ? choose.error : new Refusal({ code: "unknown" }));
  const [field] = refusal?.fields ?? [];
  const fault = field ? errorText(field.message, { minimum: field.minimum, maximum: field.maximum }) : refusal && errorText(refusal.code);
  return (
    <Form
      email={owner.data.email}
      name={owner.data.name}
      fault={fault}
      busy={choose.isPending}
      onChoose={(password) => choose.mutate(password)}
    />
  );
}

interface FormProps {
  email: string;
  name: string;
  fault: string | null;
  busy: boolean;
  onChoose: (password: string) => void;
}

function Form({ email, name, fault, busy, onChoose }: FormProps) {
  const text = useText("signIn");
  const [shown, setShown] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChoose(String(new FormData(event.currentTarget).get("password") ?? ""));
  };
  return (
    <form className="card sign-in-card" aria-labelledby="choose-title" onSubmit={submit} noValidate>
      <h1 id="choose-title">{text("chooseTitle")}</h1>
      <p className="muted mt-1">{text("chooseText", { name })}</p>
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <div className="sign-in-field">
        <label htmlFor="password">{text("newPassword")}</label>
        <input
          className="input"
          id="password"
          name="password"
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          aria-describedby="choose-error choose-hint"
          aria-invalid={fault ? true : undefined}
        />
        <p className="hint" id="choose-hint">
          {text("newPasswordHint")}
        </p>
      </div>
      <label className="checkbox mt-3">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {text("showPassword")}
      </label>
      <FormFault id="choose-error" fault={fault} />
      <Button look="primary" type="submit" className="mt-5 w-full" busy={busy} disabled={busy}>
        {text("choose")}
      </Button>
    </form>
  );
}
