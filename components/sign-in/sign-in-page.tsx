"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useLanguage, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Mark } from "@/components/ui/icon.tsx";
import { rememberInCookie } from "@/lib/client/preferences.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";
import { CredentialFields, useSignIn } from "./credential-fields.tsx";

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
  const state = useSignIn({ onDone: () => window.location.assign(to) });
  return (
    <form className="card sign-in-card" aria-labelledby="sign-in-title" onSubmit={state.submit} noValidate>
      <h1 id="sign-in-title">{text("title")}</h1>
      {notice && <p className="muted mt-1">{notice}</p>}
      <CredentialFields state={state} />
      <Button look="primary" type="submit" className="mt-5 w-full" busy={state.busy} disabled={state.busy}>
        {state.busy ? text("submitting") : text("submit")}
      </Button>
      <p className="mt-5">
        <Link href="/password/forgotten">{text("forgot")}</Link>
      </p>
    </form>
  );
}
