"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import { useLanguage, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon, Mark } from "@/components/ui/icon.tsx";
import { rememberInCookie } from "@/lib/client/preferences.ts";
import { type SignInResult, signIn } from "@/lib/client/session.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";

type Fault = Exclude<SignInResult, "ok"> | "missing";

export function SignInPage({ to, ended }: { to: string; ended: boolean }) {
  const text = useText("signIn");
  return (
    <SignInFrame>
      <SignInForm to={to} notice={ended ? text("ended") : null} />
    </SignInFrame>
  );
}

/** Around the pages of those who are not signed in. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className="sign-in">
      <header className="sign-in-top">
        <span className="brand">
          <Mark />
          <span>Jono</span>
        </span>
        <Languages />
      </header>
      <main className="sign-in-main" id="main">
        {children}
      </main>
    </div>
  );
}

function Languages() {
  const text = useText("signIn");
  const now = useLanguage();
  const choose = (language: Language) => {
    rememberInCookie("jono.language", language);
    window.location.reload();
  };
  return (
    <nav className="row gap-1" aria-label={text("languages")}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          className="top-button"
          lang={language}
          aria-current={language === now}
          onClick={() => choose(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </nav>
  );
}

function SignInForm({ to, notice }: { to: string; notice: string | null }) {
  const text = useText("signIn");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const email = String(values.get("email") ?? "").trim();
    const password = String(values.get("password") ?? "");
    if (!email || !password) return setFault("missing");
    setBusy(true);
    setFault(null);
    const result = await signIn(email, password);
    if (result === "ok") {
      window.location.assign(to);
      return;
    }
    setFault(result);
    setBusy(false);
  }

  return (
    <form className="card sign-in-card" aria-labelledby="sign-in-title" onSubmit={submit} noValidate>
      <h1 id="sign-in-title">{text("title")}</h1>
      {notice && <p className="muted mt-1">{notice}</p>}
      <div className="sign-in-field">
        <label htmlFor="email">{text("email")}</label>
        <input className="input" id="email" name="email" type="email" autoComplete="username" aria-describedby="sign-in-error" />
      </div>
      <div className="sign-in-field">
        <label htmlFor="password">{text("password")}</label>
        <input
          className="input"
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          aria-describedby="sign-in-error"
        />
      </div>
      <div id="sign-in-error" role="alert">
        {fault && (
          <p className="error mt-3">
            <Icon name="error" />
            <span>{text(fault)}</span>
          </p>
        )}
      </div>
      <Button look="primary" type="submit" className="mt-5 w-full" busy={busy} disabled={busy}>
        {busy ? text("submitting") : text("submit")}
      </Button>
    </form>
  );
}
